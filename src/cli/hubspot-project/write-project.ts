/** Writes the HubSpot project as an admin uploads it: the chosen way to sign in, the address filled into a profile, all checked. */
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { metaSchema, profileSchema } from './meta-schema.ts';
import { publicOrigin } from './public-origin.ts';

export interface ProjectOptions {
  /** Public address of Pulso: scheme and host, https. */
  readonly baseUrl: string;
  readonly auth: 'static' | 'oauth';
  /** The HubSpot account that it is uploaded to: digits. */
  readonly account: string;
  /** A folder that does not exist yet, or is empty. */
  readonly out: string;
}

/** Name of the profile that `hs project upload --profile` takes. */
export const PROFILE = 'pulso';
const SHIPPED = fileURLToPath(new URL('../../../extensions/hubspot/', import.meta.url));
const CANNOT = 'The project cannot be written:';
/** Ours alone: other accounts' profiles, and what installing the folders' own packages and bundling them leaves behind. */
const LEFT_OUT = /^(hsprofile\..*\.json|node_modules|dist)$/;

/** Returns the written files, by path inside `out`. Throws RequestInvalid naming every fault. */
export function writeProject({ baseUrl, auth, account, out }: ProjectOptions): readonly string[] {
  const faults: Fault[] = [];
  const address = publicOrigin(baseUrl);
  if ('fault' in address)
    faults.push({ key: '--base-url', message: `${address.fault}, such as https://cx.example.com` });
  const accountId = /^[1-9]\d{0,14}$/.test(account) ? Number(account) : null;
  if (accountId === null) faults.push({ key: '--account', message: 'give the Hub ID: digits only, such as 12345678' });
  const folderFault = faultOfFolder(out);
  if (folderFault !== null) faults.push({ key: '--out', message: folderFault });
  if ('fault' in address || accountId === null || faults.length > 0) {
    throw new RequestInvalid(CANNOT, faults);
  }

  try {
    makeFolder(out);
    copyProject(out, auth);
    const profile = profileSchema.parse({ accountId, variables: { PULSO_URL: address.origin } });
    writeFileSync(join(out, 'src', `hsprofile.${PROFILE}.json`), `${JSON.stringify(profile, null, 2)}\n`);
  } catch (error) {
    const fault = faultOf(out, error);
    if (fault === null) throw error;
    throw new RequestInvalid(CANNOT, [{ key: '--out', message: fault }]);
  }
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(out.length)
        .replace(/^[/\\]/, ''),
    )
    .sort();
  checkMetas(out, files, address.origin);
  return files;
}

function copyProject(out: string, auth: ProjectOptions['auth']): void {
  cpSync(join(SHIPPED, 'hsproject.json'), join(out, 'hsproject.json'));
  cpSync(join(SHIPPED, 'src'), join(out, 'src'), {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(basename(path)),
  });
  if (auth === 'oauth') {
    cpSync(join(SHIPPED, 'variants/oauth/app-hsmeta.json'), join(out, 'src/app/app-hsmeta.json'));
  }
}

/** What only the named folder can be at fault for. */
const OUT_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'nothing can be made there',
  EEXIST: 'something that is no folder stands there',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it cannot be written to',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EINVAL: 'nothing can be made there',
};

function faultOf(out: string, error: unknown): string | null {
  const reason = OUT_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? null : `${out} cannot be used: ${reason}; name a new folder`;
}

/** Why nothing can be written into the folder, or null; it need not be there. */
function faultOfFolder(out: string): string | null {
  try {
    if (readdirSync(out).length > 0) return `${out} is not empty; name a new folder`;
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return faultOf(out, error);
  }
  return lstatSync(out, { throwIfNoEntry: false }) === undefined
    ? null
    : `${out} is a link to nothing; name a new folder`;
}

/** Step by step: asked to make a path at once, Node never comes back where the system makes no folders (such as below /proc). */
function makeFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

/** What we ship is whole, or the upload would fail in the admin's hands. */
function checkMetas(out: string, files: readonly string[], baseUrl: string): void {
  const faults = files
    .filter((file) => file.endsWith('-hsmeta.json'))
    .flatMap((file) => {
      const text = readFileSync(join(out, file), 'utf8').replaceAll('$' + '{PULSO_URL}', baseUrl);
      const { error } = metaSchema.safeParse(JSON.parse(text));
      return (error?.issues ?? []).map((issue) => ({ key: `${file} ${issue.path.join('.')}`, message: issue.message }));
    });
  if (faults.length > 0) throw new RequestInvalid('The project is not as HubSpot wants it:', faults);
}
