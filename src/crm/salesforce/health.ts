/** Is this org well connected: who it is, what is left of its day, what our user may not see or write. Nothing is changed by asking. */
import type { Health, Transport } from '../port.ts';
import type { CrmObject } from '../record.ts';
import { type Account, type Described, dataPath, get } from './account.ts';
import {
  FIELD_VENDORS,
  isStandard,
  type SalesforceSettings,
  typeOf,
  VENDOR_TYPES,
  type VendorObject,
} from './manifest.ts';
import { mappedFields } from './map-survey-object.ts';
import { limitsSchema } from './payload.ts';
import { READ_ACCESS } from './read-access.ts';

const REMEDY = 'give the integration user the permission set of Pulso, or read access to the object';

/** Fields of the package that only its flows fill: they run as the system, and our user needs no right to edit them. */
const SET_BY_FLOWS: ReadonlySet<string> = new Set(['Pulso_Alert_Id__c']);

export async function health(transport: Transport, account: Account, settings: SalesforceSettings): Promise<Health> {
  account.refresh();
  const identity = await account.identity();
  const unavailable: { object: CrmObject; reason: string }[] = [];
  const missing = new Set<string>();
  const mapped = settings.surveyObjects.map(({ object }) => object);
  for (const vendor of [...(Object.keys(VENDOR_TYPES) as VendorObject[]), ...mapped]) {
    const described = await account.describe(vendor);
    if (described !== null) {
      for (const field of hiddenFields(vendor, described, settings)) missing.add(`read ${vendor}.${field}`);
      continue;
    }
    const why =
      vendor === 'SurveyResponse'
        ? 'the org has no Salesforce Surveys (Feedback Management), or our user no access to them'
        : `the org does not show it to our user; ${REMEDY}`;
    unavailable.push({ object: typeOf(vendor).object, reason: `${vendor}: ${why}` });
    if (!typeOf(vendor).optional) missing.add(`read ${vendor}`);
  }
  for (const vendor of Object.values(FIELD_VENDORS)) {
    const described = await account.describe(vendor);
    if (described === null) continue;
    if (!described.updateable) missing.add(`edit ${vendor}`);
    for (const field of described.fields.values()) {
      if (isOurs(field.name) && !field.updateable && !SET_BY_FLOWS.has(field.name))
        missing.add(`edit ${vendor}.${field.name}`);
    }
  }
  return {
    identity,
    quotaLeft: await quotaLeft(transport, settings.apiShare),
    missingScopes: [...missing].sort(),
    unavailable,
  };
}

/** Of a mapped object all fields that the mapping names are needed. */
function hiddenFields(vendor: VendorObject, { fields }: Described, settings: SalesforceSettings): readonly string[] {
  const needed = isStandard(vendor) ? (READ_ACCESS[vendor] ?? []) : mappedFields(vendor, settings);
  return needed.filter((field) => !field.includes('.') && !fields.has(field));
}

export const isOurs = (name: string): boolean => /^Pulso_\w+__c$/.test(name);

/**
 * Requests that are left to us: the org's, less the share that is kept for its other integrations.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm
 */
async function quotaLeft(transport: Transport, share: number): Promise<number | null> {
  const limits = limitsSchema.safeParse((await transport.send(get(dataPath('/limits')))).body).data?.DailyApiRequests;
  return limits === undefined ? null : Math.max(0, Math.floor(limits.Remaining - limits.Max * (1 - share)));
}
