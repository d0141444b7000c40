/** Records in neutral form: what an adapter makes of a CRM object. The schemas are the border; whatever fails is set aside. */
import { z } from 'zod';
import { idSchema, instantSchema, scaleSchema } from '../cx/model/signal.ts';
import { languageSchema } from '../cx/model/text.ts';
import { touchpointSchema } from '../cx/model/touchpoint.ts';

/** What a CRM has, in our words. Adapters map each to the vendor's own objects in their manifest. */
export const CRM_OBJECTS = ['customer', 'account', 'ticket', 'survey', 'engagement', 'deal'] as const;
export type CrmObject = (typeof CRM_OBJECTS)[number];

const common = {
  id: idSchema,
  modifiedAt: instantSchema,
  /** Where a person opens the record. */
  href: z.url().optional(),
};
const linked = { customers: z.array(idSchema), accounts: z.array(idSchema) };

/**
 * The last answer to a survey as the CRM rolls it up onto another record; filled only where the CRM cannot give the answers
 * themselves, so that none counts twice.
 */
export const rolledUpSurveySchema = z.strictObject({
  survey: z.enum(['nps', 'csat', 'ces']),
  value: z.number(),
  scale: scaleSchema,
  answeredAt: instantSchema,
  text: z.string().optional(),
});
export type RolledUpSurvey = z.infer<typeof rolledUpSurveySchema>;

export const customerRecordSchema = z.strictObject({
  ...common,
  object: z.literal('customer'),
  name: z.string(),
  email: z.string().optional(),
  /** The person's number in another system, by which they are known in several CRMs. */
  externalId: z.string().optional(),
  language: languageSchema.optional(),
  /** The primary company. */
  account: idSchema.optional(),
  lifecycle: z.string().optional(),
  /** What an admin wants customers split by, under the CRM's own names. */
  segments: z.record(z.string(), z.string()).optional(),
  optedOut: z.boolean().optional(),
  surveys: z.array(rolledUpSurveySchema),
});

export const accountRecordSchema = z.strictObject({
  ...common,
  object: z.literal('account'),
  name: z.string(),
  domain: z.string().optional(),
  /** Yearly revenue or contract value; it ranks, it never enters a score. */
  revenue: z.number().optional(),
});

export const ticketRecordSchema = z.strictObject({
  ...common,
  ...linked,
  object: z.literal('ticket'),
  subject: z.string().optional(),
  text: z.string().optional(),
  openedAt: instantSchema,
  firstResponseAt: instantSchema.optional(),
  resolvedAt: instantSchema.optional(),
  reopenedAt: z.array(instantSchema),
  /** Each time that it went to somebody else of ours; missing where the CRM does not say. */
  reassignedAt: z.array(instantSchema).optional(),
  open: z.boolean(),
  touchpoint: touchpointSchema,
  topic: z.string().optional(),
  priority: z.enum(['low', 'medium', 'high', 'urgent']).optional(),
  /** When we said that it would be done; of a bare day, the end of it. */
  promisedAt: instantSchema.optional(),
  /** Steps of the CRM's process that it has left, by the CRM's names, and the hours that it was in each in all. */
  steps: z.array(z.strictObject({ name: z.string(), hours: z.number().nonnegative() })).optional(),
  /** An alert of ours opened it: it is work about the customer, who knows nothing of it. */
  own: z.boolean().optional(),
  surveys: z.array(rolledUpSurveySchema),
});

export const surveyRecordSchema = z.strictObject({
  ...common,
  ...linked,
  object: z.literal('survey'),
  survey: z.enum(['nps', 'csat', 'ces', 'other']),
  name: z.string().optional(),
  value: z.number(),
  scale: scaleSchema,
  scope: z.enum(['transactional', 'relational']).optional(),
  answeredAt: instantSchema,
  text: z.string().optional(),
});

export const engagementRecordSchema = z.strictObject({
  ...common,
  ...linked,
  object: z.literal('engagement'),
  type: z.enum(['email', 'call', 'meeting', 'note', 'chat', 'other']),
  /** Absent where the CRM does not say (a note, a meeting). */
  direction: z.enum(['inbound', 'outbound']).optional(),
  purpose: z.enum(['service', 'sales', 'marketing']).optional(),
  automated: z.boolean(),
  outcome: z.string().optional(),
  at: instantSchema,
  subject: z.string().optional(),
  text: z.string().optional(),
});

export const dealRecordSchema = z.strictObject({
  ...common,
  ...linked,
  object: z.literal('deal'),
  name: z.string(),
  outcome: z.enum(['open', 'won', 'lost']),
  amount: z.number().optional(),
  /** An agreement that goes on, or was to. */
  renewal: z.boolean(),
  openedAt: instantSchema.optional(),
  /** When it was decided; while it is open, when it was opened. */
  at: instantSchema,
  lostReason: z.string().optional(),
});

export const crmRecordSchema = z.discriminatedUnion('object', [
  customerRecordSchema,
  accountRecordSchema,
  ticketRecordSchema,
  surveyRecordSchema,
  engagementRecordSchema,
  dealRecordSchema,
]);
export type CrmRecord = z.infer<typeof crmRecordSchema>;
export type CrmRecordOf<Object extends CrmObject> = Extract<CrmRecord, { object: Object }>;

/** A CRM object that could not become a record: counted and shown, never guessed. */
export interface SetAside {
  readonly object: CrmObject;
  readonly id: string;
  /** A stable word: `out_of_scale`, `bad_date`, `no_customer`, `missing_property` … */
  readonly reason: string;
  /** The property at fault and what to do about it; no personal content. */
  readonly detail: string;
}
