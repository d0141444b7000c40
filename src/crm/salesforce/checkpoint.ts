/** The position in a stream of changes. One checkpoint holds one position per Salesforce object behind our object. */
import { z } from 'zod';
import type { Checkpoint } from '../port.ts';
import { isStandard, isSurveyObject, type VendorObject } from './manifest.ts';
import { modifiedIn } from './seen.ts';

/** Former versions kept the modified time alone. */
const seenSchema = z.array(z.tuple([z.string(), z.union([z.string(), z.number().transform(String)])]));

const backfillSchema = z.object({
  phase: z.literal('backfill'),
  /** Milliseconds; the first increment begins here, less the overlap. */
  startedAt: z.number(),
  /** The id that was read last. */
  after: z.string(),
  /** Records of this pass that the first increment would give again, with their modified time. */
  seen: seenSchema,
  /** The query job that it is read from, and the place in its result; null: page by page with SOQL. */
  bulk: z.object({ job: z.string(), locator: z.string().nullable() }).nullable().default(null),
});
export type BackfillPosition = z.infer<typeof backfillSchema>;

const incrementsSchema = z.object({
  phase: z.literal('incremental'),
  /** Milliseconds: the next pass reads what was modified from here on, overlap included. */
  from: z.number(),
  /** Records within the overlap that were given already, with their modified time. */
  seen: seenSchema,
  /** A pass under way: the modified time and the id that were read last. */
  scan: z.object({ startedAt: z.number(), at: z.number(), after: z.string() }).nullable(),
  /** Milliseconds: the log of deletions was read up to here; null by former versions. */
  deletedTo: z.number().nullable().default(null),
});
export type IncrementsPosition = z.infer<typeof incrementsSchema>;

const positionSchema = z.discriminatedUnion('phase', [backfillSchema, incrementsSchema]);
export type Position = z.infer<typeof positionSchema>;
export type Positions = Readonly<Partial<Record<VendorObject, Position>>>;

const checkpointSchema = z.object({
  version: z.literal(1),
  streams: z.record(
    z.string().refine((name) => isStandard(name) || isSurveyObject(name)),
    positionSchema,
  ),
});

/** null when the checkpoint is of an unknown form: then everything is read again, which is slow but safe. */
export function readCheckpoint(checkpoint: Checkpoint): Positions | null {
  return (checkpointSchema.safeParse(checkpoint).data?.streams as Positions | undefined) ?? null;
}

export function writeCheckpoint(streams: Positions): Checkpoint {
  return { version: 1, streams };
}

/** More than this is not remembered: what comes again is compared with the store anyway. */
const MOST_SEEN = 3_000;

/** What a pass has given, pruned to what the next one would give again. */
export function keepSeen(seen: ReadonlyMap<string, string>, from: number): [string, string][] {
  const recent = [...seen].filter(([, mark]) => modifiedIn(mark) >= from);
  recent.sort((a, b) => modifiedIn(b[1]) - modifiedIn(a[1]));
  return recent.slice(0, MOST_SEEN);
}
