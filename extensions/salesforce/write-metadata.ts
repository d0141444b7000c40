/**
 * Writes the parts of the package that say the same as Pulso's own code: fields, their translations, permission sets, report types.
 * `node extensions/salesforce/write-metadata.ts`. Everything else in force-app is written by hand.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadContributions } from '../../src/contributions.ts';
import { packageFields } from './metadata/package-fields.ts';
import { permissionSets } from './metadata/permission-sets.ts';
import { reportType } from './metadata/report-types.ts';
import { fieldTranslation, objectTranslation } from './metadata/translations.ts';
import { metadataFile, sorted } from './metadata/xml.ts';

/** The folder that the paths are relative to. */
export const SOURCE = join(import.meta.dirname, 'force-app/main/default');
/** Folders that hold nothing but what is generated. */
const OWNED = [
  'objects/Contact/fields',
  'objects/Account/fields',
  'objects/Case/fields',
  'objects/Pulso_Alert__e/fields',
  'objects/Pulso_Request__c/fields',
  'objectTranslations',
  'permissionsets',
  'reportTypes',
];

/** Generated files: path → text. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  const fields = await packageFields();
  const flags = new Map((await loadContributions()).flags.map(({ id, title }) => [id, title]));
  const files = new Map<string, string>();
  for (const field of fields) {
    const { object, name, metadata } = field;
    files.set(
      `objects/${object}/fields/${name}.field-meta.xml`,
      metadataFile('CustomField', { fullName: name, ...sorted(metadata) }),
    );
    const translation = fieldTranslation(field, flags);
    if (translation === null) continue;
    files.set(
      `objectTranslations/${object}-es/${name}.fieldTranslation-meta.xml`,
      metadataFile('CustomFieldTranslation', translation),
    );
    files.set(
      `objectTranslations/${object}-es/${object}-es.objectTranslation-meta.xml`,
      metadataFile('CustomObjectTranslation', objectTranslation(object)),
    );
  }
  for (const [name, content] of permissionSets(fields)) {
    files.set(`permissionsets/${name}.permissionset-meta.xml`, metadataFile('PermissionSet', content));
  }
  const contacts = reportType('Contact', 'Contacts by Pulso', fields);
  files.set('reportTypes/Pulso_Contacts.reportType-meta.xml', metadataFile('ReportType', contacts));
  const accounts = reportType('Account', 'Accounts by Pulso', fields);
  files.set('reportTypes/Pulso_Accounts.reportType-meta.xml', metadataFile('ReportType', accounts));
  return files;
}

/** What stands in the generated folders now, as paths. */
export function standing(): readonly string[] {
  return OWNED.flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length + 1)),
  );
}

if (import.meta.main) {
  for (const folder of OWNED) {
    rmSync(join(SOURCE, folder), { recursive: true, force: true });
    mkdirSync(join(SOURCE, folder), { recursive: true });
  }
  for (const [path, text] of await generated()) {
    mkdirSync(dirname(join(SOURCE, path)), { recursive: true });
    writeFileSync(join(SOURCE, path), text);
  }
}
