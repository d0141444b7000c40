import { z } from 'zod';
import type { Context } from './context.ts';
import type { Evidence } from './model/scorecard.ts';
import { SIGNAL_KINDS, type SignalKind } from './model/signal.ts';
import { wordingSchema } from './model/text.ts';
import { placeholdersOf } from './sentence.ts';
import type { Anchors } from './stats/anchors.ts';
import type { Interval } from './stats/intervals.ts';
import type { Timeline } from './timeline.ts';

/** What a metric measured about one subject. */
export interface Measurement {
  /** In the metric's unit. */
  readonly value: number;
  /** 0..100, 100 is best. */
  readonly score: number;
  /** How many signals it rests on, at least 1. */
  readonly n: number;
  /** 0..1; see `weigh`. */
  readonly confidence: number;
  /** Of `score`, in points; 0 where nothing is estimated. */
  readonly standardError: number;
  readonly evidence: readonly Evidence[];
  /** 95 % interval of `value`. */
  readonly interval?: Interval;
  /** What else was counted; dates are ISO 8601. */
  readonly details?: Readonly<Record<string, number | string>>;
}

const idSchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'use lower case words joined by hyphens');
const rangeSchema = z.strictObject({ min: z.number(), max: z.number().nullable() });
const scaleSchema = z.strictObject({ unit: z.string().min(1).max(40), range: rangeSchema });

const manifestSchema = z
  .strictObject({
    id: idSchema,
    title: wordingSchema,
    /** One sentence: what it measures. */
    describes: wordingSchema,
    /** How a card says the value; {value}, {n} and the metric's details can be filled in. */
    sentence: wordingSchema,
    /** Names of the details that every measurement carries. */
    details: z.array(z.string()).readonly().default([]),
    formula: wordingSchema,
    /** What happens when nothing is known. */
    missing: wordingSchema,
    sources: z.array(z.url()).readonly().default([]),
    /** Perception: what they say. Record: what happened. */
    nature: z.enum(['perception', 'record']),
    /** What it is about. Service is one part of an experience, so its weight is capped; sales carries no weight at all. */
    area: z.enum(['feedback', 'service', 'relationship', 'promise', 'sales']),
    ...scaleSchema.shape,
    /** For an account, where it differs. */
    account: scaleSchema.optional(),
    needs: z.array(z.enum(SIGNAL_KINDS)).min(1).readonly(),
    /** Which way the value is good. */
    better: z.enum(['high', 'low']),
    /** Value → score, where the metric has fixed anchors. */
    anchors: z.array(z.tuple([z.number(), z.number().min(0).max(100)])).optional(),
  })
  .superRefine((manifest, context) => {
    const known = new Set(['value', 'n', ...manifest.details]);
    for (const name of placeholdersOf(manifest.sentence).filter((placeholder) => !known.has(placeholder))) {
      context.addIssue({
        code: 'custom',
        path: ['sentence'],
        message: `asks for {${name}}, which is not among details`,
      });
    }
  });
export type MetricManifest = z.infer<typeof manifestSchema>;

/** A metric that is checked and ready to be measured. */
export interface MetricDefinition extends MetricManifest {
  measure(signals: Timeline, context: Context): Measurement | null;
}

type MetricInput<Needs extends readonly SignalKind[]> = Omit<z.input<typeof manifestSchema>, 'needs' | 'anchors'> & {
  readonly needs: Needs;
  readonly anchors?: Anchors;
  /**
   * Measures one subject from the kinds it needs, as known at `context.now`. Null when nothing is known: not zero, not neutral.
   */
  measure(signals: Pick<Timeline, Needs[number]>, context: Context): Measurement | null;
};

/**
 * Declares a metric: its manifest, checked here, and its `measure`. One metric per file, default-exported; the file name is the id.
 * @throws RangeError naming each fault of the manifest.
 */
export function defineMetric<const Needs extends readonly SignalKind[]>(input: MetricInput<Needs>): MetricDefinition {
  const { measure, ...manifest } = input;
  const checked = manifestSchema.safeParse(manifest);
  if (!checked.success) {
    throw new RangeError(`The manifest of the metric "${input.id}" is not valid: ${z.prettifyError(checked.error)}`);
  }
  return { ...checked.data, measure };
}
