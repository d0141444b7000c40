/**
 * The card document: the neutral form of a card. Templates produce it; HubSpot, Lightning and HTML draw it. It carries every
 * word that is shown, so that a renderer needs no dictionary and a stored card still reads well when Pulso is down.
 */
import { z } from 'zod';
import { BANDS, SEVERITIES } from '../cx/model/scorecard.ts';
import { instantSchema } from '../cx/model/signal.ts';
import { languageSchema } from '../cx/model/text.ts';

/** Bounds of a document. `documentChars` stays below the 65,536 characters that a HubSpot text property holds. */
export const CARD_LIMITS = {
  documentChars: 60_000,
  blocks: 24,
  parts: 4,
  drivers: 10,
  flags: 20,
  tiles: 16,
  stops: 16,
  missing: 12,
  label: 120,
  sentence: 600,
  quote: 400,
  note: 1_000,
  href: 2_000,
} as const;

/** The tone of a card: the band, or `unknown` where no number is shown. */
export const TONES = [...BANDS, 'unknown'] as const;
export const MOODS = ['good', 'neutral', 'bad', 'unknown'] as const;
export const NOTE_TONES = ['info', 'warning'] as const;
export type Mood = (typeof MOODS)[number];

const label = z.string().min(1).max(CARD_LIMITS.label);
const sentence = z.string().min(1).max(CARD_LIMITS.sentence);
const score = z.number().min(0).max(100);
/** Only web addresses: a card never carries a script. */
const href = z.url({ protocol: /^https?$/ }).max(CARD_LIMITS.href);

const scoreBlock = z.strictObject({
  type: z.literal('score'),
  value: score,
  low: score,
  high: score,
  band: z.enum(BANDS),
  bandLabel: label,
  /** Since when the band is low, in words. */
  sinceLabel: label.nullable(),
  rangeLabel: label,
  /** Share of the model's weight that is known, 0..1. */
  coverage: z.number().min(0).max(1),
  coverageLabel: label,
  /** Points against 30 days before; null when that is not known. */
  change: z.strictObject({ points: z.number().min(-100).max(100), label }).nullable(),
  /** What they say and what happened, apart. */
  parts: z.array(z.strictObject({ label, value: score })).max(CARD_LIMITS.parts),
});

const insufficientBlock = z.strictObject({
  type: z.literal('insufficient'),
  title: label,
  text: sentence,
  missing: z.array(label).max(CARD_LIMITS.missing),
});

const driversBlock = z.strictObject({
  type: z.literal('drivers'),
  title: label,
  items: z
    .array(
      z.strictObject({
        label,
        /** The measured value behind it, in words: `31 h (6)`. */
        detail: label.nullable(),
        points: z.number().min(-100).max(100),
        pointsLabel: label,
        direction: z.enum(['up', 'down']),
      }),
    )
    .max(CARD_LIMITS.drivers),
});

const flagsBlock = z.strictObject({
  type: z.literal('flags'),
  title: label,
  items: z
    .array(
      z.strictObject({
        title: label,
        severity: z.enum(SEVERITIES),
        severityLabel: label,
        since: instantSchema,
        sinceLabel: label,
        sentence,
        /** The customer's own words. */
        quote: z.string().min(1).max(CARD_LIMITS.quote).nullable(),
        href: href.nullable(),
        hrefLabel: label.nullable(),
        advice: sentence.nullable(),
      }),
    )
    .max(CARD_LIMITS.flags),
  /** Flags that did not fit. */
  more: z.strictObject({ count: z.number().int().positive(), label }).nullable(),
});

const tilesBlock = z.strictObject({
  type: z.literal('tiles'),
  title: label,
  items: z.array(z.strictObject({ label, value: label, unit: label.nullable() })).max(CARD_LIMITS.tiles),
});

const journeyBlock = z.strictObject({
  type: z.literal('journey'),
  title: label,
  /** The oldest first. */
  items: z
    .array(
      z.strictObject({
        label,
        at: instantSchema,
        atLabel: label,
        mood: z.enum(MOODS),
        moodLabel: label,
        href: href.nullable(),
      }),
    )
    .max(CARD_LIMITS.stops),
});

const nextBlock = z.strictObject({ type: z.literal('next'), title: label, text: sentence });
const noteBlock = z.strictObject({
  type: z.literal('note'),
  tone: z.enum(NOTE_TONES),
  text: z.string().min(1).max(CARD_LIMITS.note),
});
const linkBlock = z.strictObject({ type: z.literal('link'), label, href });

export const cardBlockSchema = z.discriminatedUnion('type', [
  scoreBlock,
  insufficientBlock,
  driversBlock,
  flagsBlock,
  tilesBlock,
  journeyBlock,
  nextBlock,
  noteBlock,
  linkBlock,
]);
export type CardBlock = z.infer<typeof cardBlockSchema>;
export type CardBlockOf<Type extends CardBlock['type']> = Extract<CardBlock, { type: Type }>;

export const cardDocumentSchema = z.strictObject({
  version: z.literal(1),
  title: label,
  tone: z.enum(TONES),
  language: languageSchema,
  /** The instant that the conclusions were drawn for. */
  asOf: instantSchema,
  /** The words before that instant: `As of`. */
  asOfLabel: label,
  subject: z.strictObject({ name: label, href: href.nullable() }),
  blocks: z.array(cardBlockSchema).min(1).max(CARD_LIMITS.blocks),
});
export type CardDocument = z.infer<typeof cardDocumentSchema>;
