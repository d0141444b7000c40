/** What has to be known of a portal before its records make sense: who it is, which properties and pipelines it has. Kept for a while. */
import { ScopeMissing } from '../../errors.ts';
import type { AccountIdentity, Clock, CrmRequest, CrmResponse, Transport } from '../port.ts';
import { API_VERSION, VENDOR_TYPES, type VendorObject } from './manifest.ts';
import {
  accountSchema,
  bodyOf,
  pipelinesSchema,
  propertiesSchema,
  recordLimitsSchema,
  type VendorProperty,
} from './payload.ts';

const KEPT_MS = 15 * 60_000;

export interface StageState {
  /** What people call it. */
  readonly label: string;
  readonly closed: boolean;
  /** Deals: closed as won. */
  readonly won: boolean;
}

export interface Account {
  identity(): Promise<AccountIdentity>;
  /** null until the identity was read. */
  timeZone(): string | null;
  properties(vendor: VendorObject): Promise<ReadonlyMap<string, VendorProperty>>;
  /** Stages of all pipelines by id. */
  stages(vendor: 'tickets' | 'deals'): Promise<ReadonlyMap<string, StageState>>;
  /** How many records there are; null when HubSpot does not say. */
  count(vendor: VendorObject): Promise<number | null>;
  /** Whether survey answers can be read themselves, or only their roll-ups. */
  hasSurveys(): Promise<boolean>;
  /** Remembers that HubSpot refused an object for want of a scope or a licence. */
  deny(vendor: VendorObject): void;
  isDenied(vendor: VendorObject): boolean;
  /** Forgets what it knows of properties, after they were changed. */
  refresh(): void;
}

export const get = (path: string, signal?: AbortSignal): CrmRequest => ({
  method: 'GET',
  path,
  bucket: 'general',
  idempotent: true,
  ...(signal && { signal }),
});

/** Record pages live on `uiDomain`; a sandbox without TLS has its own pages without TLS too. */
export function identityFrom(response: CrmResponse, baseUrl: string): AccountIdentity {
  const details = bodyOf(response, accountSchema, 'the account');
  const isHubspots = details.uiDomain.endsWith('hubspot.com');
  const scheme = baseUrl.startsWith('http:') && !isHubspots ? 'http' : 'https';
  return {
    accountId: details.portalId,
    name: `HubSpot ${details.portalId}`,
    timeZone: details.timeZone,
    uiUrl: `${scheme}://${details.uiDomain}`,
  };
}

export const ACCOUNT_PATH = `/account-info/${API_VERSION}/details`;

export function createAccount(transport: Transport, baseUrl: string, clock: Clock): Account {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();
  const denied = new Set<VendorObject>();
  let timeZone: string | null = null;

  function keep<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = kept.get(key);
    if (known && known.until > clock.now()) return known.value as Promise<Value>;
    const value = read();
    kept.set(key, { until: clock.now() + KEPT_MS, value });
    value.catch(() => kept.delete(key));
    return value;
  }

  async function readCounts(): Promise<ReadonlyMap<string, number>> {
    // https://developers.hubspot.com/docs/api-reference/latest/crm/limits-tracking/guide
    const response = await transport.send(get(`/crm/limits/${API_VERSION}/records`));
    const body = recordLimitsSchema.safeParse(response.body);
    return new Map(body.data?.hubspotDefinedObjectTypes.map((type) => [type.objectTypeId, type.usage]) ?? []);
  }

  const account: Account = {
    identity: () =>
      keep('identity', async () => {
        const identity = identityFrom(await transport.send(get(ACCOUNT_PATH)), baseUrl);
        timeZone = identity.timeZone;
        return identity;
      }),
    timeZone: () => timeZone,
    properties: (vendor) =>
      keep(`properties:${vendor}`, async () => {
        const response = await transport.send(get(`/crm/properties/${API_VERSION}/${vendor}`));
        const { results } = bodyOf(response, propertiesSchema, `the properties of ${vendor}`);
        return new Map(results.map((property) => [property.name, property]));
      }),
    stages: (vendor) =>
      keep(`stages:${vendor}`, async () => {
        const response = await transport.send(get(`/crm/pipelines/${API_VERSION}/${vendor}`));
        const { results } = bodyOf(response, pipelinesSchema, `the pipelines of ${vendor}`);
        const stages = results.flatMap((pipeline) => pipeline.stages);
        return new Map(
          stages.map(({ id, label, metadata }) => [
            id,
            {
              label: label ?? id,
              closed: metadata.ticketState === 'CLOSED' || metadata.isClosed === 'true',
              won: metadata.isClosed === 'true' && Number(metadata.probability) === 1,
            },
          ]),
        );
      }),
    async count(vendor) {
      try {
        const counts = await keep('counts', readCounts);
        return counts.get(VENDOR_TYPES[vendor].typeId) ?? null;
      } catch (error) {
        if (error instanceof ScopeMissing) return null;
        throw error;
      }
    },
    // An empty batch costs no page of a list and is only refused for want of access.
    hasSurveys: () =>
      keep('surveys', async () => {
        try {
          const path = `/crm/objects/${API_VERSION}/feedback_submissions/batch/read`;
          const body = { inputs: [], properties: [], propertiesWithHistory: [] };
          await transport.send({ method: 'POST', path, body, bucket: 'general', idempotent: true });
          return true;
        } catch (error) {
          if (error instanceof ScopeMissing) return false;
          throw error;
        }
      }),
    deny(vendor) {
      denied.add(vendor);
      if (vendor === 'feedback_submissions')
        kept.set('surveys', { until: Number.POSITIVE_INFINITY, value: Promise.resolve(false) });
    },
    isDenied: (vendor) => denied.has(vendor),
    refresh() {
      for (const key of kept.keys()) if (key.startsWith('properties:')) kept.delete(key);
    },
  };
  return account;
}
