/** The org that a command is about, with the rights to set it up. */
import type { Core } from '../../compose.ts';
import { systemClock } from '../../crm/clock.ts';
import { createPacer } from '../../crm/pacer.ts';
import type { TokenSource } from '../../crm/port.ts';
import { manifest } from '../../crm/salesforce/manifest.ts';
import { type OrgSetup, openSetup } from '../../crm/salesforce/setup.ts';
import { AccessRevoked, Bug, RequestInvalid } from '../../errors.ts';
import { storedTokens } from '../../jobs/stored-access.ts';
import type { Install } from '../../store/port.ts';

export interface OrgChoice {
  /** The org's My Domain. */
  readonly instanceUrl?: string;
  readonly install?: string;
}

export interface ChosenOrg {
  readonly baseUrl: string;
  readonly setup: OrgSetup;
  /** As Pulso is connected to it; null where it is not (yet). */
  readonly install: Install | null;
}

const HOW =
  'give --instance-url https://your-domain.my.salesforce.com and an admin’s access token in SALESFORCE_ADMIN_TOKEN, or connect the org first';

/** @throws RequestInvalid when it is not clear which org, or as whom. */
export async function openOrg(core: Core, choice: OrgChoice): Promise<ChosenOrg> {
  const installs = (await core.store.installs.list()).filter(({ crm }) => crm === manifest.id);
  const baseUrl = choice.instanceUrl === undefined ? null : addressOf(choice.instanceUrl);
  const matching = installs.filter(
    (install) =>
      (choice.install === undefined || install.id === choice.install) &&
      (baseUrl === null || new URL(install.baseUrl).host === new URL(baseUrl).host),
  );
  if (choice.install !== undefined && matching.length === 0) refuse('--install', 'there is no such Salesforce install');
  if (baseUrl === null && matching.length > 1) {
    refuse('--install', `say which org: ${matching.map(({ id }) => id).join(', ')}`);
  }
  const install = matching[0] ?? null;
  const address = baseUrl ?? install?.baseUrl ?? refuse('--instance-url', `no org is connected; ${HOW}`);
  const setup = openSetup({
    baseUrl: address,
    tokens: tokensFor(core, install),
    pacer: createPacer(manifest.buckets, systemClock),
    clock: systemClock,
    log: core.log,
  });
  return { baseUrl: address, setup, install };
}

function tokensFor({ config, crms, store }: Core, install: Install | null): TokenSource {
  const token = config.salesforceAdminToken;
  if (token !== undefined) {
    const refused = 'the token in SALESFORCE_ADMIN_TOKEN was refused; get a fresh one';
    return { current: async () => token, renew: () => Promise.reject(new AccessRevoked(refused)) };
  }
  if (install === null) return refuse('SALESFORCE_ADMIN_TOKEN', `is missing; ${HOW}`);
  const crm = crms.get(manifest.id);
  if (crm === undefined) throw new Bug('Salesforce is not installed as a CRM');
  return storedTokens({ store, clock: systemClock }, crm, install);
}

function addressOf(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return refuse('--instance-url', `${text} is no address`);
  if (/\.lightning\.force\.com$|^(login|test)\.salesforce\.com$/.test(url.hostname)) {
    return refuse('--instance-url', `${url.hostname} has no API; give the My Domain, such as acme.my.salesforce.com`);
  }
  return url.origin;
}

function refuse(key: string, message: string): never {
  throw new RequestInvalid('That cannot be done:', [{ key, message }]);
}
