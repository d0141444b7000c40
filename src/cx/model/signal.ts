/**
 * Glossary of the engine
 * - signal: one dated fact about how an interaction went. It is stored once under its `id` and replaced when the fact changes
 *   (a ticket that gets its answer is the same signal, better known).
 * - customer: the person whom the signal is about. account: the company that the person belongs to.
 * - touchpoint: where it took place. stage: when in the relationship.
 * - metric: one measured quantity → 0..100 with a confidence. flag: a named friction with evidence.
 * - scorecard: everything concluded about one subject (customer or account) at one instant.
 */
import { z } from 'zod';
import { languageSchema } from './text.ts';
import { stageSchema, touchpointSchema } from './touchpoint.ts';

/** An instant: ISO 8601 with an offset or Z, not before 1970 (earlier dates in a CRM are empty fields or typing errors). */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((instant) => !(Date.parse(instant) < 0), { error: 'lies before 1970; correct the date or leave it out' });
export const idSchema = z.string().min(1).max(200);

const common = {
  /** Source and source id, e.g. `hubspot:ticket:901`. The same fact always has the same id. */
  id: idSchema,
  customer: idSchema,
  account: idSchema.optional(),
  touchpoint: touchpointSchema,
  stage: stageSchema.optional(),
  at: instantSchema,
  source: z.string().min(1).max(60),
  /** The record behind the signal, when several signals tell of one record (a ticket with two contacts). */
  origin: idSchema.optional(),
  /** Where a person can look at the record. */
  href: z.url().max(2000).optional(),
  /** What the customer wrote or said. */
  text: z.string().max(100_000).optional(),
  language: languageSchema.optional(),
};

export const scaleSchema = z
  .strictObject({
    min: z.number(),
    max: z.number(),
    /** True where a low answer is the good one (CES 1.0). */
    reversed: z.boolean().default(false),
  })
  .refine((scale) => scale.min < scale.max, { error: 'min must be below max', path: ['min'] });
export type Scale = z.infer<typeof scaleSchema>;

/** The usual scale of a survey, where a signal does not say its own. */
export const DEFAULT_SCALES = {
  nps: { min: 0, max: 10, reversed: false },
  csat: { min: 1, max: 5, reversed: false },
  ces: { min: 1, max: 7, reversed: false },
} as const satisfies Record<string, Scale>;

const surveySchema = z
  .strictObject({
    ...common,
    kind: z.literal('survey'),
    survey: z.enum(['nps', 'csat', 'ces', 'other']),
    value: z.number(),
    scale: scaleSchema.optional(),
    /** About one interaction, or about the relationship as a whole. */
    scope: z.enum(['transactional', 'relational']).optional(),
    name: z.string().max(300).optional(),
  })
  .superRefine((survey, context) => {
    const scale = survey.scale ?? (survey.survey === 'other' ? undefined : DEFAULT_SCALES[survey.survey]);
    if (scale === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['scale'],
        message: 'say the scale of this survey: {"min": …, "max": …}',
      });
      return;
    }
    if (survey.value < scale.min || survey.value > scale.max) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: `${survey.value} is outside the scale ${scale.min}..${scale.max}; correct the answer or say its scale`,
      });
    }
  });

const ticketSchema = z
  .strictObject({
    ...common,
    kind: z.literal('ticket'),
    /** `at` is when the customer opened it. */
    firstResponseAt: instantSchema.optional(),
    resolvedAt: instantSchema.optional(),
    /** Each time that it was opened again after being closed. */
    reopenedAt: z.array(instantSchema).max(1000).default([]),
    /** Each time that it went from one person or team of ours to another. */
    reassignedAt: z.array(instantSchema).max(1000).optional(),
    open: z.boolean(),
    /** What it is about, in the CRM's own categories. */
    topic: z.string().max(200).optional(),
    subject: z.string().max(2000).optional(),
    priority: z.enum(['low', 'medium', 'high', 'urgent']).optional(),
    /** When we said that it would be done. */
    promisedAt: instantSchema.optional(),
    /** Steps of the CRM's own process that it has left, and how long it was in each in all. */
    steps: z
      .array(z.strictObject({ name: z.string().min(1).max(200), hours: z.number().nonnegative() }))
      .max(100)
      .optional(),
  })
  .superRefine((ticket, context) => {
    const opened = Date.parse(ticket.at);
    for (const key of ['firstResponseAt', 'resolvedAt'] as const) {
      const value = ticket[key];
      if (value !== undefined && Date.parse(value) < opened) {
        context.addIssue({ code: 'custom', path: [key], message: 'lies before the ticket was opened' });
      }
    }
    for (const key of ['reopenedAt', 'reassignedAt'] as const) {
      for (const [index, instant] of (ticket[key] ?? []).entries()) {
        if (Date.parse(instant) < opened) {
          context.addIssue({ code: 'custom', path: [key, index], message: 'lies before the ticket was opened' });
        }
      }
    }
  });

const messageSchema = z.strictObject({
  ...common,
  kind: z.literal('message'),
  direction: z.enum(['inbound', 'outbound']),
  /** Why we wrote, where known; marketing is not counted as attention. */
  purpose: z.enum(['service', 'sales', 'marketing']).optional(),
  /** Sent by a bot or a sequence. */
  automated: z.boolean().default(false),
  topic: z.string().max(200).optional(),
  subject: z.string().max(2000).optional(),
});

const meetingSchema = z.strictObject({
  ...common,
  kind: z.literal('meeting'),
  outcome: z.enum(['held', 'no_show', 'cancelled', 'planned', 'unknown']).default('unknown'),
});

const orderFields = z.strictObject({
  ...common,
  kind: z.literal('order'),
  /** `at` is when it was decided; while it is open, when it was opened. */
  outcome: z.enum(['open', 'won', 'lost']),
  openedAt: instantSchema.optional(),
  amount: z.number().nonnegative().optional(),
  lostReason: z.string().max(2000).optional(),
  promisedAt: instantSchema.optional(),
  deliveredAt: instantSchema.optional(),
});

/** An order is not decided before it is opened. */
const orderSchema = orderFields.superRefine((order, context) => {
  if (order.openedAt !== undefined && Date.parse(order.openedAt) > Date.parse(order.at)) {
    context.addIssue({ code: 'custom', path: ['openedAt'], message: 'lies after the order was decided' });
  }
});

const ratedCommon = { value: z.number().optional(), scale: scaleSchema.optional() };
function checkRating(
  rated: { readonly value?: number | undefined; readonly scale?: Scale | undefined },
  context: z.core.$RefinementCtx,
): void {
  const { value, scale } = rated;
  if (value === undefined) return;
  if (scale === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['scale'],
      message: 'say the scale of this rating: {"min": …, "max": …}',
    });
  } else if (value < scale.min || value > scale.max) {
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: `${value} is outside the scale ${scale.min}..${scale.max}; correct the rating or say its scale`,
    });
  }
}

const reviewSchema = z.strictObject({ ...common, kind: z.literal('review'), ...ratedCommon }).superRefine(checkRating);
const mentionSchema = z.strictObject({ ...common, kind: z.literal('mention') });
const visitSchema = z.strictObject({ ...common, kind: z.literal('visit') });
const abandonmentSchema = z.strictObject({
  ...common,
  kind: z.literal('abandonment'),
  reason: z.string().max(2000).optional(),
});
const observationSchema = z
  .strictObject({ ...common, kind: z.literal('observation'), author: z.string().max(200), ...ratedCommon })
  .superRefine(checkRating);

export const signalSchema = z.discriminatedUnion('kind', [
  surveySchema,
  ticketSchema,
  messageSchema,
  meetingSchema,
  orderSchema,
  reviewSchema,
  mentionSchema,
  visitSchema,
  abandonmentSchema,
  observationSchema,
]);

export type Signal = z.infer<typeof signalSchema>;
export type SignalKind = Signal['kind'];
export type SignalOf<Kind extends SignalKind> = Extract<Signal, { kind: Kind }>;
export const SIGNAL_KINDS = [
  'survey',
  'ticket',
  'message',
  'meeting',
  'order',
  'review',
  'mention',
  'visit',
  'abandonment',
  'observation',
] as const satisfies readonly SignalKind[];
