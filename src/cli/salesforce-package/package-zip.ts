/** Packages as the Metadata API takes them: the files, and a manifest that lists their components. */
import type { Member, PackageUnit } from './read-package.ts';
import { zip } from './zip.ts';

/** The version of the package's files, as `sfdx-project.json` says it. */
const VERSION = '67.0';

/** package.xml or destructiveChanges.xml of these components. */
function manifest(members: readonly Member[]): Buffer {
  const types = [...Map.groupBy(members, ({ type }) => type)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = types.flatMap(([type, ofType]) => [
    '    <types>',
    ...ofType.map(({ fullName }) => `        <members>${fullName}</members>`).sort(),
    `        <name>${type}</name>`,
    '    </types>',
  ]);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    `    <version>${VERSION}</version>`,
    '</Package>',
    '',
  ].join('\n');
  return Buffer.from(text);
}

/** A package that brings these units. */
export function packageZip(units: readonly PackageUnit[]): Buffer {
  const files = new Map(units.flatMap((unit) => [...unit.files]));
  files.set('package.xml', manifest(units.flatMap(({ members }) => members)));
  return zip(files);
}

/** A package that brings nothing and removes these components. */
export function removalZip(members: readonly Member[]): Buffer {
  return zip(
    new Map([
      ['package.xml', manifest([])],
      ['destructiveChanges.xml', manifest(members)],
    ]),
  );
}
