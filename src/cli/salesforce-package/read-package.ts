/**
 * The SFDX project in the form that the Metadata API takes: objects and their translations in one file each, no `-meta.xml` at the
 * end of a file. https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_source_file_format.htm
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bug } from '../../errors.ts';

/** A component by its type and full name, as package.xml lists it. */
export interface Member {
  readonly type: string;
  readonly fullName: string;
}

/** What can only be deployed together: the files, and the components in them. */
export interface PackageUnit {
  readonly members: readonly Member[];
  readonly files: ReadonlyMap<string, Buffer>;
}

const SHIPPED = fileURLToPath(new URL('../../../extensions/salesforce/force-app/main/default/', import.meta.url));

/** Folder → type and suffix, for the types of which a component is one file. */
const PLAIN: Readonly<Record<string, readonly [type: string, suffix: string]>> = {
  dashboards: ['Dashboard', 'dashboard'],
  externalClientApps: ['ExternalClientApplication', 'eca'],
  extlClntAppGlobalOauthSets: ['ExtlClntAppGlobalOauthSettings', 'ecaGlblOauth'],
  extlClntAppOauthPolicies: ['ExtlClntAppOauthConfigurablePolicies', 'ecaOauthPlcy'],
  extlClntAppOauthSettings: ['ExtlClntAppOauthSettings', 'ecaOauth'],
  extlClntAppPolicies: ['ExtlClntAppConfigurablePolicies', 'ecaPlcy'],
  flexipages: ['FlexiPage', 'flexipage'],
  flows: ['Flow', 'flow'],
  notificationtypes: ['CustomNotificationType', 'notiftype'],
  permissionsets: ['PermissionSet', 'permissionset'],
  reportTypes: ['ReportType', 'reportType'],
  reports: ['Report', 'report'],
  tabs: ['CustomTab', 'tab'],
  translations: ['Translations', 'translation'],
};
const META = '-meta.xml';
/** Tests and the editor's own files stay at home. */
const LEFT_OUT = /(^|\/)(__tests__\/|\.|jsconfig\.json$)/;

/** The units of the package, ordered by path. */
export function readPackage(folder: string = SHIPPED): readonly PackageUnit[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\//, ''))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const read = (path: string): Buffer => readFileSync(join(folder, path));
  const byComponent = Map.groupBy(paths, (path) => {
    const [top = '', name = ''] = path.split('/');
    return top === 'objects' || top === 'objectTranslations' || top === 'lwc' ? `${top}/${name}` : path;
  });
  return [...byComponent].map(([key, files]) => unitOf(key, files, read));
}

function unitOf(key: string, paths: readonly string[], read: (path: string) => Buffer): PackageUnit {
  const [top = '', name = ''] = key.split('/');
  switch (top) {
    case 'lwc':
      return {
        members: [{ type: 'LightningComponentBundle', fullName: name }],
        files: new Map(paths.map((path) => [path, read(path)])),
      };
    case 'objects':
      return object(name, paths, read);
    case 'objectTranslations':
      return {
        members: [{ type: 'CustomObjectTranslation', fullName: name }],
        files: composed(`objectTranslations/${name}.objectTranslation`, 'CustomObjectTranslation', paths, read),
      };
    case 'labels': {
      const content = read(key);
      const labels = [...content.toString('utf8').matchAll(/<fullName>(.*?)<\/fullName>/g)];
      return {
        members: labels.map(([, fullName = '']) => ({ type: 'CustomLabel', fullName })),
        files: new Map([[key.slice(0, -META.length), content]]),
      };
    }
    default:
      return plain(top, key, read(key));
  }
}

function plain(top: string, path: string, content: Buffer): PackageUnit {
  const [type, suffix] = PLAIN[top] ?? [];
  if (type === undefined || suffix === undefined || !path.endsWith(META)) throw new Bug(`${path} is of no known type`);
  const inside = path.slice(top.length + 1);
  // A folder of reports or dashboards is a component of the same type.
  const folder = inside.match(/^(\w+)\.(?:report|dashboard)Folder-meta\.xml$/)?.[1];
  if (folder !== undefined) {
    return { members: [{ type, fullName: folder }], files: new Map([[`${top}/${folder}${META}`, content]]) };
  }
  const fullName = inside.slice(0, -`.${suffix}${META}`.length);
  return { members: [{ type, fullName }], files: new Map([[path.slice(0, -META.length), content]]) };
}

function object(name: string, paths: readonly string[], read: (path: string) => Buffer): PackageUnit {
  const fields = paths
    .filter((path) => path.includes('/fields/'))
    .map((path) => ({ type: 'CustomField', fullName: `${name}.${basename(path, `.field${META}`)}` }));
  const own = paths.some((path) => path.endsWith(`.object${META}`));
  return {
    members: [...(own ? [{ type: 'CustomObject', fullName: name }] : []), ...fields],
    files: composed(`objects/${name}.object`, 'CustomObject', paths, read),
  };
}

/** One file of a component that the project keeps in pieces: each piece becomes an element `fields`. */
function composed(
  target: string,
  root: string,
  paths: readonly string[],
  read: (path: string) => Buffer,
): ReadonlyMap<string, Buffer> {
  const body = (path: string): string => {
    const text = read(path).toString('utf8');
    return text.slice(text.indexOf('>', text.indexOf('?>') + 2) + 1, text.lastIndexOf('</')).replace(/^\n/, '');
  };
  const isField = (path: string): boolean =>
    path.endsWith(`.field${META}`) || path.endsWith(`.fieldTranslation${META}`);
  const own = paths.filter((path) => !isField(path)).map(body);
  const fields = paths.filter(isField).map((path) => `    <fields>\n${indented(body(path))}    </fields>\n`);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n`,
    ...own,
    ...fields,
    `</${root}>\n`,
  ].join('');
  return new Map([[target, Buffer.from(text)]]);
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');
