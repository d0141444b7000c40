import { z } from 'zod';
import { touchpointSchema } from '../model/touchpoint.ts';

/** What a reading is about; a moment of truth names those that are critical there. */
export const VARIABLES = [
  'recommendation',
  'satisfaction',
  'ease',
  'rating',
  'observation',
  'first-response',
  'resolution',
  'reopened',
  'waiting',
  'promise',
  'sentiment',
] as const;
export const variableSchema = z.enum(VARIABLES);
export type Variable = z.infer<typeof variableSchema>;

const days = z.number().positive().max(3650);
const score = z.number().min(0).max(100);

/** How journeys are read. Everything has a default. */
export const journeySettingsSchema = z.strictObject({
  /** Touchpoints where a relationship is won or lost: they weigh more in the pain map, and must keep their critical variables. */
  momentsOfTruth: z
    .array(
      z.strictObject({
        touchpoint: touchpointSchema,
        /** Against 1 of an ordinary touchpoint. */
        weight: z.number().positive().max(10).default(2),
        critical: z.array(z.strictObject({ variable: variableSchema, atLeast: score })).default([]),
      }),
    )
    .refine((moments) => new Set(moments.map(({ touchpoint }) => touchpoint)).size === moments.length, {
      error: 'name each touchpoint once',
    })
    .default([
      { touchpoint: 'purchase', weight: 2, critical: [{ variable: 'ease', atLeast: 50 }] },
      { touchpoint: 'onboarding', weight: 2, critical: [{ variable: 'satisfaction', atLeast: 50 }] },
      { touchpoint: 'delivery', weight: 2, critical: [{ variable: 'promise', atLeast: 75 }] },
      { touchpoint: 'returns', weight: 2, critical: [{ variable: 'resolution', atLeast: 50 }] },
      { touchpoint: 'recovery', weight: 2, critical: [{ variable: 'satisfaction', atLeast: 50 }] },
    ]),
  /** Channels that the company offers; empty when nobody has said. */
  enabledChannels: z.array(touchpointSchema).default([]),
  /** A place speaks (lowest touchpoint, largest drop) from this confidence on: one fresh message. */
  minConfidence: z.number().min(0).max(1).default(0.33),
  /** An answer about one interaction belongs to the last one within these days before it. */
  attributeWithinDays: days.default(14),
  /** A stage without a survey for so long is a listening gap. */
  listeningDays: days.default(90),
  /** Channels seen within these days count for coverage. */
  channelDays: days.default(365),
  /** The same topic on another channel within these days is a hand-off. */
  handOffDays: days.default(14),
  /** A bad experience without a word of the customer for so long has an unknown outcome. */
  recoveryDays: days.default(90),
  /** A visit to help pages without a contact within these days was self-service. */
  selfServiceDays: days.default(7),
  /** How many steps a journey shows. */
  steps: z.number().int().min(1).max(200).default(12),
});
export type JourneySettings = z.infer<typeof journeySettingsSchema>;

export const defaultJourneySettings: JourneySettings = journeySettingsSchema.parse({});
