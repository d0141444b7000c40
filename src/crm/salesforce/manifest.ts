/**
 * What Salesforce is, as data: names, scopes, limits.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/
 */
import { z } from 'zod';
import { CRM_PORT_VERSION, type CrmManifest, type FieldObject } from '../port.ts';
import type { CrmObject } from '../record.ts';

/** jsforce would take 50.0, which is about to be retired: it is always set. */
export const API_VERSION = '67.0';

/** The most records of one answer to a query. */
export const PAGE_LIMIT = 2_000;

/** Salesforce's own objects that we read. */
export type StandardObject =
  | 'Contact'
  | 'Account'
  | 'Case'
  | 'SurveyResponse'
  | 'EmailMessage'
  | 'Task'
  | 'Event'
  | 'Opportunity';
/** An object of the org's own that holds answers to surveys: what other survey tools write. */
export type SurveyObject = `${string}__c`;
export type VendorObject = StandardObject | SurveyObject;

export interface VendorType {
  readonly object: CrmObject;
  /** The first three characters of its ids; null where only the org itself knows them. */
  readonly prefix: string | null;
  /** Without it there is still something to score; the object is switched off and named in health. */
  readonly optional: boolean;
}

export const VENDOR_TYPES = {
  Contact: { object: 'customer', prefix: '003', optional: false },
  Account: { object: 'account', prefix: '001', optional: true },
  Case: { object: 'ticket', prefix: '500', optional: false },
  SurveyResponse: { object: 'survey', prefix: '0Ks', optional: true },
  EmailMessage: { object: 'engagement', prefix: '02s', optional: true },
  Task: { object: 'engagement', prefix: '00T', optional: true },
  Event: { object: 'engagement', prefix: '00U', optional: true },
  Opportunity: { object: 'deal', prefix: '006', optional: true },
} as const satisfies Readonly<Record<StandardObject, VendorType>>;

export const isStandard = (vendor: string): vendor is StandardObject => Object.hasOwn(VENDOR_TYPES, vendor);
export const isSurveyObject = (vendor: string): vendor is SurveyObject => vendor.endsWith('__c');

export const typeOf = (vendor: VendorObject): VendorType =>
  isStandard(vendor) ? VENDOR_TYPES[vendor] : { object: 'survey', prefix: null, optional: true };

const OBJECTS = {
  customer: ['Contact'],
  account: ['Account'],
  ticket: ['Case'],
  survey: ['SurveyResponse'],
  engagement: ['EmailMessage', 'Task', 'Event'],
  deal: ['Opportunity'],
} as const satisfies Record<CrmObject, readonly StandardObject[]>;

/** The Salesforce objects behind one of ours. */
export const vendorsOf = (object: CrmObject, { surveyObjects }: SalesforceSettings): readonly VendorObject[] =>
  object === 'survey' ? [...OBJECTS.survey, ...surveyObjects.map((mapped) => mapped.object)] : OBJECTS[object];

export const FIELD_VENDORS = {
  customer: 'Contact',
  account: 'Account',
  ticket: 'Case',
} as const satisfies Record<FieldObject, StandardObject>;

const fieldName = z.string().regex(/^[A-Za-z]\w{0,79}$/, { error: 'is no name of a field' });
const range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, { error: 'the lowest answer must be below the highest' });

/** How an object of the org's own holds an answer to a survey: which of its fields say what. */
const surveyObject = z
  .strictObject({
    object: z
      .string()
      .regex(/^[A-Za-z]\w{0,76}__c$/, { error: 'is no name of a custom object' })
      .transform((name) => name as SurveyObject),
    survey: z.enum(['nps', 'csat', 'ces', 'other']),
    /** The answer: a number, or a text that is one. */
    value: fieldName,
    /** The lowest and the highest answer. */
    scale: range,
    /** The lowest answer is the best one. */
    reversed: z.boolean().default(false),
    /** Lookups to whom it is from and what it is about; of the contact and the case at least one. */
    contact: fieldName.optional(),
    case: fieldName.optional(),
    account: fieldName.optional(),
    comment: fieldName.optional(),
    answeredAt: fieldName.default('CreatedDate'),
    /** What the survey is called; the object's name when absent. */
    name: z.string().min(1).max(120).optional(),
  })
  .refine((mapped) => mapped.contact !== undefined || mapped.case !== undefined, {
    error: 'name the lookup to the contact or to the case',
  });
export type MappedSurvey = z.infer<typeof surveyObject>;

/** What an install of Salesforce can set. */
export const settingsSchema = z.strictObject({
  /** Increments look back this far: a long transaction shows its records only when it ends, with the time of its beginning. */
  overlapMinutes: z.number().min(0).max(120).default(10),
  /** Records per page. */
  pageSize: z.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
  /** The share of the org's daily API requests after which Pulso stops for the day; the rest is for everybody else. */
  apiShare: z.number().min(0.05).max(1).default(0.8),
  /** Where Bulk API 2.0 takes over from single requests: more records of one object than this. */
  bulk: z
    .strictObject({
      /** In a first pass; about so many exist in the org. */
      readAbove: z.number().int().min(1).default(10_000),
      /** In one write. */
      writeAbove: z.number().int().min(1).default(2_000),
    })
    .prefault({}),
  /** Fields that orgs make for what Salesforce has none of its own; where an org has none of that name, it stays unknown. */
  fields: z
    .strictObject({
      /** Of Contact: `en`, `es_MX`, `Spanish` … */
      language: fieldName.default('Language__c'),
      /** Of Contact: the person's number in another system, by which they are known in several CRMs. */
      externalId: fieldName.default('External_Id__c'),
      /** Of Contact: by what the portfolio is split, besides lifecycle and language. */
      segments: z.array(fieldName).max(8).default([]),
      /** Of Contact: where the relationship stands. */
      lifecycle: fieldName.default('Lifecycle__c'),
      /** Of Event: `Completed`, `No show`, `Canceled` … */
      meetingOutcome: fieldName.default('Outcome__c'),
      /** Of Opportunity. */
      lossReason: fieldName.default('Loss_Reason__c'),
      /** Of Case: the day or time by which it was to be done. */
      promised: fieldName.default('Promised_Date__c'),
    })
    .prefault({}),
  /** Objects of the org's own with answers to surveys. */
  surveyObjects: z
    .array(surveyObject)
    .max(10)
    .refine((mapped) => new Set(mapped.map(({ object }) => object)).size === mapped.length, {
      error: 'names an object twice',
    })
    .default([]),
  /** The lowest and the highest answer by type of survey question, as the org's surveys are made. */
  surveyScales: z
    .strictObject({
      CSAT: range.default([0, 2]),
      Rating: range.default([1, 5]),
      Score: range.default([1, 7]),
      Slider: range.default([0, 100]),
    })
    .prefault({}),
});
export type SalesforceSettings = z.infer<typeof settingsSchema>;

export const manifest: CrmManifest = {
  id: 'salesforce',
  title: 'Salesforce',
  portVersion: CRM_PORT_VERSION,
  apiVersion: API_VERSION,
  // For tokens alone; an install's address is its own My Domain.
  defaultBaseUrl: 'https://login.salesforce.com',
  oauth: {
    authorizeUrl: 'https://login.salesforce.com/services/oauth2/authorize',
    tokenPath: '/services/oauth2/token',
    scopes: ['api', 'refresh_token'],
    optionalScopes: [],
  },
  objects: OBJECTS,
  buckets: {
    // There is no limit per second; of requests that take 20 s and more, an org may have 25 at once (a developer org 5).
    general: { requests: 40, perMs: 1_000, concurrency: 5 },
  },
  dailyQuota: 100_000,
  batch: { read: PAGE_LIMIT, write: 200 },
  fieldName: (field) =>
    `Pulso_${field.replace(/(^|_)([a-z0-9])/g, (_, bar: string, first: string) => bar + first.toUpperCase())}__c`,
  capabilities: { webhooks: false, bulk: true, cards: true, steps: false, alerts: true, requests: true },
  settings: settingsSchema,
};
