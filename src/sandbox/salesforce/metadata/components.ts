import { BUNDLES, IN_FOLDERS, TYPES, WITH_META_FILE } from './types.ts';
import { parseXml } from './xml.ts';

/** One thing that a package holds: a file, or a bundle of files. */
export interface Component {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface Package {
  readonly components: readonly Component[];
  /** What package.xml lists by name. */
  readonly listed: readonly { readonly type: string; readonly fullName: string }[];
  /** Names by type that destructive changes list. */
  readonly removals: readonly { readonly type: string; readonly fullName: string }[];
}

/** The folder that package.xml stands in. Throws if there is none. */
function rootOf(files: ReadonlyMap<string, Buffer>): string {
  const manifest = [...files.keys()]
    .filter((path) => /(^|\/)package\.xml$/.test(path))
    .toSorted((a, b) => a.length - b.length)[0];
  if (manifest === undefined) throw new Error('No package.xml found');
  return manifest.slice(0, -'package.xml'.length);
}

/** Sorts the files of a package into components. Throws on a package without or with a broken package.xml. */
export function readPackage(archive: ReadonlyMap<string, Buffer>): Package {
  const root = rootOf(archive);
  const bundles = new Map<string, Map<string, Buffer>>();
  const components: Component[] = [];
  const removals: { type: string; fullName: string }[] = [];
  const listed: { type: string; fullName: string }[] = [];
  for (const [path, content] of archive) {
    if (!path.startsWith(root)) continue;
    const [folder = '', ...rest] = path.slice(root.length).split('/');
    if (rest.length === 0) {
      if (/^destructiveChanges(Pre|Post)?\.xml$/.test(folder)) removals.push(...membersOf(content));
      else if (folder === 'package.xml') listed.push(...membersOf(content));
      continue;
    }
    const bundle = BUNDLES[folder];
    if (bundle !== undefined && rest.length >= 2) {
      const key = `${folder}/${rest[0]}`;
      const files = bundles.get(key) ?? new Map<string, Buffer>();
      files.set(path.slice(root.length), content);
      bundles.set(key, files);
      continue;
    }
    const [type, suffix] = TYPES[folder] ?? ['Unknown', ''];
    const file = rest.join('/');
    const isFolder = IN_FOLDERS.has(type) && /^[^/]+-meta\.xml$/.test(file);
    if (!isFolder && file.endsWith('-meta.xml') && !file.endsWith(`.${suffix}-meta.xml`)) continue;
    if (WITH_META_FILE.has(type) && file.endsWith('-meta.xml')) continue;
    const fullName = file.replace(/-meta\.xml$/, '').replace(new RegExp(`\\.${suffix}$`), '');
    components.push({ type, fullName, fileName: path.slice(root.length), files: new Map([[file, content]]) });
  }
  for (const [key, files] of bundles) {
    const [folder = '', fullName = ''] = key.split('/');
    components.push({ type: BUNDLES[folder] ?? '', fullName, fileName: key, files });
  }
  return { components, listed, removals };
}

function membersOf(content: Buffer): { type: string; fullName: string }[] {
  const { root } = parseXml(content.toString('utf8'));
  const types = Array.isArray(root.types) ? root.types : root.types === undefined ? [] : [root.types];
  return types.flatMap((type) => {
    if (typeof type !== 'object') return [];
    const members = Array.isArray(type.members) ? type.members : [type.members];
    return members.flatMap((member: unknown) =>
      typeof member === 'string' ? [{ type: String(type.name), fullName: member }] : [],
    );
  });
}
