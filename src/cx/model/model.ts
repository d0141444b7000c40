import { z } from 'zod';
import { businessHoursSchema } from './opening-hours.ts';
import { SIGNAL_KINDS } from './signal.ts';
import { STAGES } from './touchpoint.ts';

const positive = z.number().positive();

/** The versioned configuration under which a scorecard is computed. Every default stands in default-model.ts. */
export const modelSchema = z.strictObject({
  id: z.string().min(1),
  version: z.number().int().positive(),
  /** Weight per metric id; a metric without a weight is measured and shown, but does not enter the score. */
  weights: z.record(z.string(), z.number().nonnegative()),
  /** Weights that differ while a customer is in a stage of the relationship; a metric that is not listed keeps its own. */
  stageWeights: z.partialRecord(z.enum(STAGES), z.record(z.string(), z.number().nonnegative())).default({}),
  /**
   * What is assumed of somebody of whom little is known: the score counts as much as a metric of this weight that is fully
   * believed. A segment's mean can be passed in its place.
   */
  prior: z
    .strictObject({
      score: z.number().min(0).max(100),
      weight: z.number().nonnegative(),
      standardDeviation: z.number().nonnegative(),
    })
    .default({ score: 70, weight: 0, standardDeviation: 0 }),
  /** After so many days a signal of that kind counts half. */
  halfLifeDays: z.partialRecord(z.enum(SIGNAL_KINDS), positive),
  confidence: z.strictObject({
    /** Per kind, m in mass / (mass + m): so many fresh signals give a metric the confidence one half. One where none is given. */
    priorWeight: z.partialRecord(z.enum(SIGNAL_KINDS), positive),
    /** Evidence older than so many half-lives adds nothing to confidence. */
    horizonHalfLives: positive,
  }),
  /** The score from which contributions are counted. */
  baseline: z.number().min(0).max(100),
  /** A band begins at its value (inclusive); below `poor` is critical. */
  bands: z
    .strictObject({ good: z.number().max(100), fair: z.number(), poor: z.number().min(0) })
    .refine((bands) => bands.good > bands.fair && bands.fair > bands.poor, {
      error: 'bands must fall: good > fair > poor',
      path: ['good'],
    }),
  /** A score falls into a worse band as soon as it is below the edge; it returns only at the edge plus these points. */
  hysteresisPoints: z.number().min(0).max(20),
  /** Below this coverage no number is shown. */
  minCoverage: z.number().min(0).max(1),
  businessHours: businessHoursSchema,
  /** A promoter's answer of at most so many days ago calls for a thank-you. */
  thankWithinDays: positive,
  metrics: z.strictObject({
    /** A contact is repeated when another one on the same topic follows within these days. */
    repeatContact: z.strictObject({ withinDays: positive }),
    /** Experiences of the last days are counted; what goes wrong within a few days of each other is one experience. */
    negativeExperiences: z.strictObject({ windowDays: positive, sameWithinDays: positive }),
    /** Opens of e-mails are inflated by privacy proxies; left out unless an install trusts its own. */
    engagement: z.strictObject({ countsOpens: z.boolean() }),
    /** A follow-up is our next contact after something went wrong; what nobody followed up within these days counts as never. */
    followUp: z.strictObject({ withinDays: positive }),
  }),
  flags: z.strictObject({
    slowAnswer: z.strictObject({ hours: positive, windowDays: positive }),
    repeatedContact: z.strictObject({
      contacts: z.number().int().min(2),
      channels: z.number().int().min(2),
      withinDays: positive,
      windowDays: positive,
    }),
    reopened: z.strictObject({ windowDays: positive }),
    detractorUnanswered: z.strictObject({ hours: positive, windowDays: positive }),
    silentCustomer: z.strictObject({ days: positive, usualGapFactor: positive, interactions: z.number().int().min(2) }),
    /** What customers write about a friction counts for so long. */
    friction: z.strictObject({ windowDays: positive, minConfidence: z.number().min(0).max(1) }),
    angry: z.strictObject({ windowDays: positive, minConfidence: z.number().min(0).max(1) }),
    /** A ticket with so many replies of the customer, or so much effort (`src/cx/effort.ts`) in all. */
    complexProblem: z
      .strictObject({
        replies: z.number().int().min(2),
        effort: positive,
        windowDays: positive,
      })
      .default({ replies: 5, effort: 6, windowDays: 90 }),
    highEffort: z.strictObject({ windowDays: positive, answer: z.number().min(1).max(7) }),
    technicalProblems: z.strictObject({ tickets: z.number().int().min(2) }),
    wrongMoment: z.strictObject({ windowDays: positive }),
    brokenPromise: z.strictObject({ windowDays: positive, graceHours: z.number().nonnegative() }),
    indecision: z.strictObject({ days: positive }),
    scoreFalls: z.strictObject({ points: positive }),
  }),
});
export type Model = z.infer<typeof modelSchema>;
