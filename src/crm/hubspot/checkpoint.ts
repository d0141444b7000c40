/** The position in a stream of changes. One checkpoint holds one position per HubSpot object type behind our object. */
import { z } from 'zod';
import type { Checkpoint } from '../port.ts';
import type { VendorObject } from './manifest.ts';

const seenSchema = z.array(z.tuple([z.string(), z.number()]));

const backfillSchema = z.object({
  phase: z.literal('backfill'),
  /** Milliseconds; the first increment begins here, less the overlap. */
  startedAt: z.number(),
  /** Where the list goes on; null at its beginning. */
  after: z.string().nullable(),
  /** The list was read to its end; only histories are left to read. */
  listed: z.boolean(),
  pages: z.number(),
  /** Records of this pass that the first increment would give again, with their modified time. */
  seen: seenSchema,
  /** Reopened tickets whose stage history is still to be read, newest reopening first, with their links. */
  reopened: z.array(
    z.object({ id: z.string(), at: z.number(), contacts: z.array(z.string()), companies: z.array(z.string()) }),
  ),
});
export type BackfillPosition = z.infer<typeof backfillSchema>;

const incrementsSchema = z.object({
  phase: z.literal('incremental'),
  /** Milliseconds: the next pass reads what was modified from here on, overlap included. */
  from: z.number(),
  /** Records within the overlap that were given already, with their modified time. */
  seen: seenSchema,
  /** A pass under way; `tie` is the last id while records of one same instant are walked through by id. */
  scan: z.object({ startedAt: z.number(), at: z.number(), tie: z.string().nullable() }).nullable(),
  /** When the recycle bin was last looked at. */
  deletionsAt: z.number(),
});
export type IncrementsPosition = z.infer<typeof incrementsSchema>;

const positionSchema = z.discriminatedUnion('phase', [backfillSchema, incrementsSchema]);
export type Position = z.infer<typeof positionSchema>;
export type Positions = Readonly<Partial<Record<VendorObject, Position>>>;

const checkpointSchema = z.object({
  version: z.literal(1),
  streams: z.partialRecord(
    z.enum([
      'contacts',
      'companies',
      'tickets',
      'feedback_submissions',
      'emails',
      'calls',
      'meetings',
      'notes',
      'deals',
    ]),
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
export function keepSeen(seen: ReadonlyMap<string, number>, from: number): [string, number][] {
  const recent = [...seen].filter(([, modified]) => modified >= from);
  recent.sort((a, b) => b[1] - a[1]);
  return recent.slice(0, MOST_SEEN);
}
