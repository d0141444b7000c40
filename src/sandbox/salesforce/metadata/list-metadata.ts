import type { Org } from '../state/org.ts';
import type { KeptComponents } from './kept-components.ts';
import { BUNDLES, IN_FOLDERS, TYPES, WITH_META_FILE } from './types.ts';
import { all, type Element, text } from './xml.ts';

/** Folder and suffix of every type (describeMetadata). */
export function describedTypes(): readonly Record<string, unknown>[] {
  const files = Object.entries(TYPES).map(([directoryName, [xmlName, suffix]]) => ({
    ...(xmlName === 'CustomObject' && { childXmlNames: ['CustomField'] }),
    ...(xmlName === 'CustomLabels' && { childXmlNames: ['CustomLabel'] }),
    directoryName,
    inFolder: IN_FOLDERS.has(xmlName),
    metaFile: WITH_META_FILE.has(xmlName),
    suffix,
    xmlName,
  }));
  const bundles = Object.entries(BUNDLES).map(([directoryName, xmlName]) => ({
    ...{ directoryName, inFolder: false, metaFile: false, xmlName },
  }));
  return [...files, ...bundles];
}

/** What listMetadata says: the components of the types asked for; those in folders only with the folder (or the folders by `…Folder`). */
export function listMetadata(org: Org, kept: KeptComponents, call: Element): readonly Record<string, unknown>[] {
  return all(call, 'queries').flatMap((query) => {
    const type = text(query, 'type') ?? '';
    const folder = text(query, 'folder');
    return namesOf(org, kept, type, folder).map((fullName) => {
      const listed = type.replace(/Folder$/, '');
      const held = kept.find(IN_FOLDERS.has(listed) ? listed : type, fullName);
      const date = held?.lastModifiedDate ?? new Date(org.now()).toISOString();
      return {
        createdById: org.facts.adminId,
        createdByName: '',
        createdDate: held?.createdDate ?? date,
        fileName: held?.fileName ?? '',
        fullName,
        id: held?.id ?? '',
        lastModifiedById: org.facts.adminId,
        lastModifiedByName: '',
        lastModifiedDate: date,
        type,
      };
    });
  });
}

function namesOf(org: Org, kept: KeptComponents, type: string, folder: string | undefined): string[] {
  const held = (of: string): string[] => kept.list(of).map(({ fullName }) => fullName);
  if (IN_FOLDERS.has(type)) return held(type).filter((name) => folder !== undefined && name.startsWith(`${folder}/`));
  if (/^(Report|Dashboard)Folder$/.test(type))
    return held(type.replace(/Folder$/, '')).filter((name) => !name.includes('/'));
  return [...new Set([...held(type), ...inOrg(org, type)])];
}

/** What the org has of a type, wherever it came from. */
function inOrg(org: Org, type: string): string[] {
  const objects = org.schema.list().map(({ definition }) => definition);
  const live = (record: string, field: string): string[] =>
    [...org.records.list(record)]
      .filter(({ fields }) => fields.IsDeleted !== true && fields.IsOwnedByProfile !== true)
      .map(({ fields }) => String(fields[field]));
  switch (type) {
    case 'CustomObject':
      return objects.map(({ name }) => name);
    case 'CustomField':
      return objects.flatMap(({ name, fields }) =>
        fields.filter((each) => each.custom).map((each) => `${name}.${each.name}`),
      );
    case 'PermissionSet':
      return live('PermissionSet', 'Name');
    case 'Flow':
    case 'FlowDefinition':
      return live('FlowDefinition', 'DeveloperName');
    case 'Profile':
      return live('Profile', 'Name').map((name) => (name === 'System Administrator' ? 'Admin' : name));
    default:
      return [];
  }
}
