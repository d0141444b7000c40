/**
 * What HubSpot is, as data: names, scopes, limits.
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
import { z } from 'zod';
import { CRM_PORT_VERSION, type CrmManifest, type FieldObject } from '../port.ts';
import type { CrmObject } from '../record.ts';

/** Date-based version of HubSpot's API; supported until about March 2028. */
export const API_VERSION = '2026-09';

/** HubSpot's own object types that we read. */
export type VendorObject =
  | 'contacts'
  | 'companies'
  | 'tickets'
  | 'feedback_submissions'
  | 'emails'
  | 'calls'
  | 'meetings'
  | 'notes'
  | 'deals';

export interface VendorType {
  readonly object: CrmObject;
  readonly typeId: string;
  /** Contacts alone name it differently. */
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  /** What we want to know it is linked with. */
  readonly links: readonly LinkedObject[];
  readonly readScopes: readonly string[];
  /** Without it there is still something to score; the object is switched off and named in health. */
  readonly optional: boolean;
}
export type LinkedObject = 'contacts' | 'companies' | 'tickets';

const CONTACTS = 'crm.objects.contacts.read';
const engagement = (typeId: string, extraScopes: readonly string[] = []): VendorType => ({
  object: 'engagement',
  typeId,
  modified: 'hs_lastmodifieddate',
  links: ['contacts', 'companies', 'tickets'],
  readScopes: [CONTACTS, ...extraScopes],
  optional: true,
});

export const VENDOR_TYPES: Readonly<Record<VendorObject, VendorType>> = {
  contacts: {
    object: 'customer',
    typeId: '0-1',
    modified: 'lastmodifieddate',
    links: ['companies'],
    readScopes: [CONTACTS],
    optional: false,
  },
  companies: {
    object: 'account',
    typeId: '0-2',
    modified: 'hs_lastmodifieddate',
    links: [],
    readScopes: ['crm.objects.companies.read'],
    optional: true,
  },
  tickets: {
    object: 'ticket',
    typeId: '0-5',
    modified: 'hs_lastmodifieddate',
    links: ['contacts', 'companies'],
    readScopes: ['tickets'],
    optional: false,
  },
  feedback_submissions: {
    object: 'survey',
    typeId: '0-19',
    modified: 'hs_lastmodifieddate',
    links: ['contacts', 'companies', 'tickets'],
    readScopes: [CONTACTS, 'crm.objects.feedback_submissions.read'],
    optional: true,
  },
  emails: engagement('0-49', ['sales-email-read']),
  calls: engagement('0-48'),
  meetings: engagement('0-47'),
  notes: engagement('0-46'),
  deals: {
    object: 'deal',
    typeId: '0-3',
    modified: 'hs_lastmodifieddate',
    links: ['contacts', 'companies'],
    readScopes: ['crm.objects.deals.read'],
    optional: true,
  },
};

const OBJECTS = {
  customer: ['contacts'],
  account: ['companies'],
  ticket: ['tickets'],
  survey: ['feedback_submissions'],
  engagement: ['emails', 'calls', 'meetings', 'notes'],
  deal: ['deals'],
} as const satisfies Record<CrmObject, readonly VendorObject[]>;

/** The HubSpot object types behind one of our objects. */
export const vendorsOf = (object: CrmObject): readonly VendorObject[] => OBJECTS[object];

export const FIELD_VENDORS = {
  customer: 'contacts',
  account: 'companies',
  ticket: 'tickets',
} as const satisfies Record<FieldObject, VendorObject>;

const propertyName = z.string().regex(/^[a-z]\w{0,99}$/, { error: 'is no internal name of a property' });

/** What an install of HubSpot can set. */
export const settingsSchema = z.strictObject({
  /** Increments look back this far, because HubSpot's search index lags behind. */
  overlapMinutes: z.number().min(0).max(120).default(5),
  /** The recycle bin has to be read whole, so it is looked at only so often; deletions arrive by webhook at once. */
  deletionsEveryMinutes: z.number().min(0).max(10_080).default(60),
  /** Properties that portals make for what HubSpot has none of its own; where a portal has none of that name, it stays unknown. */
  properties: z
    .strictObject({
      /** Of a ticket: the day or time by which it was to be done. */
      promised: propertyName.default('promised_date'),
      /** Of a contact: the person's number in another system, by which they are known in several CRMs. */
      externalId: propertyName.default('external_id'),
      /** Of a contact: by what the portfolio is split, besides lifecycle and language. */
      segments: z.array(propertyName).max(8).default([]),
    })
    .prefault({}),
});
export type HubspotSettings = z.infer<typeof settingsSchema>;

export const manifest: CrmManifest = {
  id: 'hubspot',
  title: 'HubSpot',
  portVersion: CRM_PORT_VERSION,
  apiVersion: API_VERSION,
  defaultBaseUrl: 'https://api.hubapi.com',
  oauth: {
    authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
    tokenPath: `/oauth/${API_VERSION}/token`,
    scopes: ['oauth', CONTACTS, 'crm.objects.contacts.write', 'crm.schemas.contacts.write', 'tickets'],
    // A required scope that the account's tier lacks would block the install.
    optionalScopes: [
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.schemas.companies.write',
      'crm.objects.deals.read',
      'crm.objects.feedback_submissions.read',
      'sales-email-read',
      // Lets steps of workflows wait for us; without it they are asked to come again.
      'automation',
    ],
  },
  objects: OBJECTS,
  buckets: {
    // The smallest tier's limit; the real one is learned from the first answer's headers.
    general: { requests: 100, perMs: 10_000, concurrency: 10 },
    // Shared by all apps of the account; of a private app they count in its general limit too.
    search: { requests: 5, perMs: 1_000, concurrency: 5, within: 'general' },
    associations: { requests: 100, perMs: 10_000, concurrency: 10, within: 'general' },
  },
  dailyQuota: 250_000,
  batch: { read: 100, write: 100 },
  fieldName: (field) => `pulso_${field}`,
  capabilities: { webhooks: true, bulk: false, cards: true, steps: true, alerts: false, requests: false },
  settings: settingsSchema,
};
