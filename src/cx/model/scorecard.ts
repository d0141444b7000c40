import { z } from 'zod';
import { idSchema, instantSchema } from './signal.ts';
import { stageSchema } from './touchpoint.ts';

/** Bands from best to worst. A scorecard without enough known has the status `insufficient` and no band. */
export const BANDS = ['good', 'fair', 'poor', 'critical'] as const;
export const bandSchema = z.enum(BANDS);
export type Band = z.infer<typeof bandSchema>;

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

/** Whom a scorecard is about. */
export const subjectSchema = z.strictObject({ object: z.enum(['customer', 'account']), id: idSchema });
export type Subject = z.infer<typeof subjectSchema>;

export const evidenceSchema = z.strictObject({
  signal: idSchema,
  at: instantSchema,
  /** The customer's own words, shortened. */
  quote: z.string().optional(),
  href: z.string().optional(),
  /** The measured quantity behind the evidence, e.g. hours waited. */
  value: z.number().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const componentSchema = z.strictObject({
  metric: idSchema,
  /** Perception: what they say. Record: what happened. */
  nature: z.enum(['perception', 'record']),
  /** In the metric's own unit. */
  value: z.number(),
  unit: z.string(),
  score: z.number().min(0).max(100),
  /** How many signals it rests on. */
  n: z.number().int().positive(),
  confidence: z.number().min(0).max(1),
  /** The model's weight, before confidence. */
  weight: z.number().nonnegative(),
  /** Its part of the composite, 0..1; the shares of all components and the prior add up to 1. */
  share: z.number().min(0).max(1),
  /** share × (score − baseline): points that it adds or takes; with the prior's they add up to score − baseline. */
  points: z.number(),
  /** 95 % interval of `value`, where the metric has one. */
  interval: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  /** What else the metric counted, e.g. promoters and detractors, or the 90th percentile. */
  details: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  evidence: z.array(evidenceSchema),
});
export type Component = z.infer<typeof componentSchema>;

export const flagSchema = z.strictObject({
  id: idSchema,
  severity: severitySchema,
  since: instantSchema,
  evidence: z.array(evidenceSchema).min(1),
  /** Numbers for the sentence that a card shows: hours, count, days … */
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Flag = z.infer<typeof flagSchema>;

export const driverSchema = z.strictObject({ metric: idSchema, points: z.number() });
export type Driver = z.infer<typeof driverSchema>;

/** A person's own judgement beside the computed score, which it never hides. */
export const overrideSchema = z.strictObject({
  value: z.number().min(0).max(100),
  reason: z.string().trim().min(1).max(1000),
  by: z.string().min(1).max(200),
  until: instantSchema,
});
export type Override = z.infer<typeof overrideSchema>;

/** Why this is not the moment to sell. */
export const SELLING_HOLDS = ['open-ticket', 'low-band', 'severe-flag'] as const;

const partSchema = z.strictObject({ score: z.number().min(0).max(100), coverage: z.number().min(0).max(1) });

export const factsSchema = z.strictObject({
  /** Last NPS answer of a customer (0..10); NPS (−100..100) of an account. */
  nps: z.number().nullable(),
  npsCategory: z.enum(['promoter', 'passive', 'detractor']).nullable(),
  /** Decayed mean satisfaction, 0..100. */
  csat: z.number().nullable(),
  /** Decayed mean effort answer on 1..7 (7 = easy). */
  ces: z.number().nullable(),
  openTickets: z.number().int().nonnegative(),
  /** Decayed medians, business hours. */
  firstResponseHours: z.number().nullable(),
  resolutionHours: z.number().nullable(),
  lastContactAt: instantSchema.nullable(),
  /** Decayed mean of what they write, −100..100; null where nothing of theirs was understood. Missing in older scorecards. */
  sentiment: z.number().min(-100).max(100).nullable().optional(),
});
export type Facts = z.infer<typeof factsSchema>;

export const churnRiskSchema = z.strictObject({
  /** A probability (0..1) is learned from enough of the install's own history; a risk index (0..100) is none. */
  kind: z.enum(['probability', 'risk-index']),
  value: z.number().min(0).max(100),
  /** What is foretold: leaving within so many days. */
  days: z.number().int().positive(),
  /** What raises or lowers it most, the strongest first: log-odds of a probability, points of an index. */
  contributions: z.array(z.strictObject({ feature: idSchema, amount: z.number() })),
});
export type ChurnRisk = z.infer<typeof churnRiskSchema>;

/** Where the stored history of a subject's score goes, tested over all subjects at once. */
export const storedTrendSchema = z.strictObject({
  /** `none` where noise cannot be ruled out. */
  direction: z.enum(['up', 'down', 'none']),
  /** Points per 30 days (Sen); null with too few readings. */
  slopePer30d: z.number().nullable(),
  /** Two-sided p, corrected for all subjects (Benjamini–Hochberg); null with too few readings. */
  p: z.number().min(0).max(1).nullable(),
  readings: z.number().int().nonnegative(),
  /** Mean of the last whole calendar month against the one before and against the same of the year before, in points. */
  monthOnMonth: z.number().nullable(),
  yearOnYear: z.number().nullable(),
});
export type StoredTrend = z.infer<typeof storedTrendSchema>;

export const forecastSchema = z.strictObject({
  /** The low band that is reached at the present pace. */
  band: z.enum(['poor', 'critical']),
  at: instantSchema,
});
export type Forecast = z.infer<typeof forecastSchema>;

export const scorecardSchema = z.strictObject({
  subject: subjectSchema,
  model: z.strictObject({ id: z.string(), version: z.number().int().positive() }),
  /** The `now` it was computed for. */
  at: instantSchema,
  status: z.enum(['scored', 'insufficient']),
  score: z
    .strictObject({
      value: z.number().min(0).max(100),
      low: z.number().min(0).max(100),
      high: z.number().min(0).max(100),
    })
    .nullable(),
  band: bandSchema.nullable(),
  /** Share of the model's weight that is known, 0..1. */
  coverage: z.number().min(0).max(1),
  perception: partSchema.nullable(),
  record: partSchema.nullable(),
  components: z.array(componentSchema),
  /** What is assumed of anybody, and how much it still counts here; null where it does not. */
  prior: z
    .strictObject({ score: z.number(), share: z.number().min(0).max(1), points: z.number() })
    .nullable()
    .optional(),
  /** Metrics that carry weight but of which nothing (or nothing recent enough) is known. */
  missing: z.array(idSchema).optional(),
  /** Components by what they do to the score, the strongest first; the prior, which is no component, stands last as `prior`. */
  drivers: z.array(driverSchema),
  /** Against the same customer 30 days before, by what was known then; `drivers` add up to `points`. */
  change30d: z
    .strictObject({
      from: z.number(),
      points: z.number(),
      drivers: z.array(driverSchema),
      /** How likely chance alone makes a change of this size; missing in older scorecards. */
      p: z.number().min(0).max(1).optional(),
    })
    .nullable(),
  /** An arrow (`direction`) only where noise is ruled out: by the stored history, or by the change of 30 days. Missing in older scorecards. */
  trend: storedTrendSchema.nullable().optional(),
  /** Which edge is crossed next if the score goes on falling as its history does; null where it does not. Missing in older scorecards. */
  forecast: forecastSchema.nullable().optional(),
  /** Null where nothing was learned yet, or the customer has left. Missing in older scorecards. */
  churnRisk: churnRiskSchema.nullable().optional(),
  /** Versions of the models that were learned from the install's own history and used here. */
  learned: z.strictObject({ text: z.number().int().optional(), churn: z.number().int().optional() }).optional(),
  flags: z.array(flagSchema),
  facts: factsSchema,
  /** Id of the advice to follow first: a flag's id, `thank`, `ask` … null when nothing needs doing. */
  nextStep: z.string().nullable(),
  /** Reasons not to sell now; empty when there are none. */
  holdSelling: z.array(z.enum(SELLING_HOLDS)).optional(),
  /** The stage of the relationship whose weights were used. */
  stage: stageSchema.nullable().optional(),
  /** When the customer left: everything here is as it was known then, and stays so. */
  frozenAt: instantSchema.nullable().optional(),
  /** A person's judgement; `active` until its date. The score, band and drivers stay the computed ones. */
  override: overrideSchema.extend({ active: z.boolean() }).nullable().optional(),
  /** Since when the band is poor or critical without a break. */
  lowSince: instantSchema.nullable(),
  signals: z.strictObject({
    n: z.number().int().nonnegative(),
    newestAt: instantSchema.nullable(),
    oldestAt: instantSchema.nullable(),
  }),
});
export type Scorecard = z.infer<typeof scorecardSchema>;
