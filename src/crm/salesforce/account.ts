/** What has to be known of an org before its records make sense: who it is, which objects and fields it shows us. Kept for a while. */

import { z } from 'zod';
import { CrmRejected, ScopeMissing } from '../../errors.ts';
import type { AccountIdentity, Clock, CrmRequest, CrmResponse, Transport } from '../port.ts';
import { API_VERSION, type VendorObject } from './manifest.ts';
import { bodyOf, describeSchema, organizationSchema, querySchema, recordCountSchema } from './payload.ts';

const KEPT_MS = 60 * 60_000;

export interface VendorField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly length: number;
  readonly updateable: boolean;
  readonly inlineHelpText: string | null;
  readonly relationshipName: string | null;
  /** The objects that it may point to. */
  readonly referenceTo: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface Described {
  readonly updateable: boolean;
  /** Salesforce tells what was deleted of it. */
  readonly replicateable: boolean;
  /** The first three characters of its records' ids. */
  readonly keyPrefix: string | null;
  readonly fields: ReadonlyMap<string, VendorField>;
  /** Child records by the name under which they can be asked for: their object, and its field that points here. */
  readonly children: ReadonlyMap<string, { readonly object: string; readonly field: string }>;
}

export interface Account {
  identity(): Promise<AccountIdentity>;
  /** null: the org or our user does not have the object. */
  describe(object: string): Promise<Described | null>;
  /** Case statuses → whether they count as closed. */
  closedStatuses(): Promise<ReadonlyMap<string, boolean>>;
  /** About how many records there are; null when Salesforce does not say. */
  count(vendor: VendorObject): Promise<number | null>;
  /** ISO code → how much of it is one unit of the org's corporate currency; empty where the org has one currency. */
  rates(): Promise<ReadonlyMap<string, number>>;
  /** Forgets what it knows of fields, after they were changed. */
  refresh(): void;
}

export const dataPath = (rest: string): string => `/services/data/v${API_VERSION}${rest}`;

export const get = (path: string, signal?: AbortSignal): CrmRequest => ({
  method: 'GET',
  path,
  bucket: 'general',
  idempotent: true,
  ...(signal && { signal }),
});

export type QueryKind = 'query' | 'queryAll';
/** `queryAll`: deleted, merged and archived records as well. */
export const queryPath = (soql: string, kind: QueryKind = 'query'): string =>
  dataPath(`/${kind}?q=${encodeURIComponent(soql)}`);

export const ORGANIZATION_PATH = queryPath('SELECT Id, Name, TimeZoneSidKey FROM Organization');

/** Records are looked at on the Lightning host of the same My Domain. */
export function uiUrlOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.hostname = url.hostname.replace(/\.my\.salesforce\.com$/, '.lightning.force.com');
  return url.origin;
}

export function identityFrom(response: CrmResponse, baseUrl: string): AccountIdentity {
  const [organization] = bodyOf(response, organizationSchema, 'the organization').records;
  return {
    accountId: organization?.Id ?? '',
    name: organization?.Name ?? '',
    timeZone: organization?.TimeZoneSidKey ?? 'UTC',
    uiUrl: uiUrlOf(baseUrl),
  };
}

const ratesSchema = querySchema.extend({
  records: z.array(z.object({ IsoCode: z.string(), ConversionRate: z.number().positive() })),
});
const statusSchema = querySchema.extend({ records: z.array(z.object({ ApiName: z.string(), IsClosed: z.boolean() })) });

export function createAccount(transport: Transport, baseUrl: string, clock: Clock): Account {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  function keep<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = kept.get(key);
    if (known && known.until > clock.now()) return known.value as Promise<Value>;
    const value = read();
    kept.set(key, { until: clock.now() + KEPT_MS, value });
    value.catch(() => kept.delete(key));
    return value;
  }

  async function readDescribe(object: string): Promise<Described | null> {
    const response = await transport.send(get(dataPath(`/sobjects/${object}/describe`)));
    if (response.status === 404) return null;
    const described = bodyOf(response, describeSchema, `the description of ${object}`);
    if (!described.queryable) return null;
    return {
      updateable: described.updateable,
      replicateable: described.replicateable,
      keyPrefix: described.keyPrefix ?? null,
      fields: new Map(
        described.fields.map(({ picklistValues, inlineHelpText, relationshipName, referenceTo, ...field }) => [
          field.name,
          {
            ...field,
            inlineHelpText: inlineHelpText ?? null,
            relationshipName: relationshipName ?? null,
            referenceTo: referenceTo ?? [],
            options: (picklistValues ?? [])
              .filter(({ active }) => active)
              .map(({ value, label }) => ({ value, label: label ?? value })),
          },
        ]),
      ),
      children: new Map(
        described.childRelationships.flatMap(({ relationshipName, childSObject, field }) =>
          relationshipName ? [[relationshipName, { object: childSObject, field }]] : [],
        ),
      ),
    };
  }

  /** Salesforce's own count costs nothing but lags behind; where it is not given, they are counted. */
  async function countOf(vendor: VendorObject): Promise<number | null> {
    try {
      // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_record_count.htm
      const told = recordCountSchema
        .safeParse((await transport.send(get(dataPath(`/limits/recordCount?sObjects=${vendor}`)))).body)
        .data?.sObjects.find(({ name }) => name === vendor);
      if (told) return told.count;
      const counted = await transport.send(get(queryPath(`SELECT COUNT() FROM ${vendor}`)));
      return bodyOf(counted, querySchema, `the number of ${vendor}`).totalSize;
    } catch (error) {
      if (error instanceof ScopeMissing || error instanceof CrmRejected) return null;
      throw error;
    }
  }

  return {
    identity: () => keep('identity', async () => identityFrom(await transport.send(get(ORGANIZATION_PATH)), baseUrl)),
    describe: (object) => keep(`describe:${object}`, () => readDescribe(object)),
    closedStatuses: () =>
      keep('statuses', async () => {
        const response = await transport.send(get(queryPath('SELECT ApiName, IsClosed FROM CaseStatus')));
        const { records } = bodyOf(response, statusSchema, 'the statuses of cases');
        return new Map(records.map(({ ApiName, IsClosed }) => [ApiName, IsClosed]));
      }),
    rates: () =>
      keep('rates', async () => {
        // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_currencytype.htm
        if ((await readDescribe('CurrencyType')) === null) return new Map();
        const soql = 'SELECT IsoCode, ConversionRate FROM CurrencyType WHERE IsActive = true';
        const { records } = bodyOf(await transport.send(get(queryPath(soql))), ratesSchema, 'the currencies');
        return new Map(records.map(({ IsoCode, ConversionRate }) => [IsoCode, ConversionRate]));
      }),
    count: (vendor) => keep(`count:${vendor}`, () => countOf(vendor)),
    refresh() {
      for (const key of kept.keys()) if (key.startsWith('describe:')) kept.delete(key);
    },
  };
}
