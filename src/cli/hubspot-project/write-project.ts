/** Writes the HubSpot project as an admin uploads it: the chosen way to sign in, the address filled into a profile, all checked. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { metaSchema, profileSchema } from './meta-schema.ts';

export interface ProjectOptions {
  /** Public address of Pulso: scheme and host, https. */
  readonly baseUrl: string;
  readonly auth: 'static' | 'oauth';
  /** The HubSpot account that it is uploaded to. */
  readonly accountId: number;
  /** A folder that does not exist yet, or is empty. */
  readonly out: string;
}

/** Name of the profile that `hs project upload --profile` takes. */
export const PROFILE = 'pulso';
const SHIPPED = fileURLToPath(new URL('../../../extensions/hubspot/', import.meta.url));
/** Ours alone: other accounts' profiles, and what installing the folders' own packages leaves behind. */
const LEFT_OUT = /^(hsprofile\..*\.json|node_modules)$/;

/** Returns the written files, by path inside `out`. Throws RequestInvalid naming every fault. */
export function writeProject({ baseUrl, auth, accountId, out }: ProjectOptions): readonly string[] {
  const profile = { accountId, variables: { PULSO_URL: baseUrl } };
  const faults: Fault[] = [];
  const parsed = profileSchema.safeParse(profile);
  for (const issue of parsed.error?.issues ?? []) {
    const key = issue.path[0] === 'accountId' ? '--account' : '--base-url';
    faults.push({
      key,
      message: `${issue.message}, such as ${key === '--account' ? '12345678' : 'https://cx.example.com'}`,
    });
  }
  if (existsSync(out) && readdirSync(out).length > 0) {
    faults.push({ key: '--out', message: `${out} is not empty; name a new folder` });
  }
  if (faults.length > 0) throw new RequestInvalid('The project cannot be written:', faults);

  mkdirSync(out, { recursive: true });
  cpSync(join(SHIPPED, 'hsproject.json'), join(out, 'hsproject.json'));
  cpSync(join(SHIPPED, 'src'), join(out, 'src'), {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(basename(path)),
  });
  if (auth === 'oauth') {
    cpSync(join(SHIPPED, 'variants/oauth/app-hsmeta.json'), join(out, 'src/app/app-hsmeta.json'));
  }
  writeFileSync(join(out, 'src', `hsprofile.${PROFILE}.json`), `${JSON.stringify(profile, null, 2)}\n`);
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(out.length)
        .replace(/^[/\\]/, ''),
    )
    .sort();
  checkMetas(out, files, baseUrl);
  return files;
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
