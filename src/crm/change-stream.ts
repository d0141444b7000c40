/** One stream of our changes out of the streams of the vendor's objects behind it; what an account does not give is left out and said. */
import { ScopeMissing } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ChangePage, Checkpoint, CrmResponse } from './port.ts';
import type { CrmObject } from './record.ts';

/** What a page of one of the vendor's objects tells, and the place that it was read up to. */
export type ChangePart<Position> = Pick<ChangePage, 'records' | 'setAside' | 'deleted' | 'merged' | 'passedOver'> & {
  readonly position: Position;
};
export const NOTHING = { records: [], setAside: [], deleted: [], merged: [] } as const;

type PositionsOf<Vendor extends string, Position> = Readonly<Partial<Record<Vendor, Position>>>;

export interface VendorStreams<Vendor extends string, Position> {
  /** In the order in which they are read. */
  readonly vendors: readonly Vendor[];
  readonly log: Log;
  /** null when the checkpoint is of an unknown form: then everything is read again. */
  readCheckpoint(checkpoint: Checkpoint): PositionsOf<Vendor, Position> | null;
  writeCheckpoint(positions: PositionsOf<Vendor, Position>): Checkpoint;
  /** How many records there are; null where nobody tells. */
  count(vendor: Vendor): Promise<number | null>;
  parts(vendor: Vendor, position: Position | null, signal: AbortSignal): AsyncIterable<ChangePart<Position>>;
  /** May this one be missing? Otherwise the refusal is thrown. */
  isOptional(vendor: Vendor): boolean;
  /** Told of one that is missing. */
  onMissing?(vendor: Vendor): void;
}

/** Yields at least one page where something is to be told, and one when there is nothing at all. */
export async function* changeStream<Vendor extends string, Position extends { readonly phase: ChangePage['phase'] }>(
  streams: VendorStreams<Vendor, Position>,
  object: CrmObject,
  checkpoint: Checkpoint | null,
  signal: AbortSignal,
): AsyncGenerator<ChangePage> {
  const { vendors, log } = streams;
  const known = checkpoint === null ? null : streams.readCheckpoint(checkpoint);
  if (checkpoint !== null && known === null)
    log.warn({ object }, 'the checkpoint has an unknown form; reading everything');
  let positions: PositionsOf<Vendor, Position> = known ?? ({} as PositionsOf<Vendor, Position>);
  const missing = new Map<Vendor, string>();
  let untold = false;
  let total: number | null = null;
  let pages = 0;

  const pageOf = (part: Omit<ChangePart<Position>, 'position'>): ChangePage => {
    const present = vendors.filter((vendor) => !missing.has(vendor));
    const done = present.every((vendor) => positions[vendor]?.phase === 'incremental');
    untold = false;
    return {
      ...part,
      checkpoint: streams.writeCheckpoint(positions),
      phase: done ? 'incremental' : 'backfill',
      total,
      unavailable: [...missing].map(([vendor, reason]) => `${vendor}: ${reason}`),
    };
  };

  for (const vendor of vendors) {
    signal.throwIfAborted();
    const position = positions[vendor] ?? null;
    try {
      total ??= position?.phase === 'incremental' ? null : await totalOf(streams);
      for await (const { position: reached, ...part } of streams.parts(vendor, position, signal)) {
        positions = { ...positions, [vendor]: reached };
        pages += 1;
        yield pageOf(part);
      }
    } catch (error) {
      if (!(error instanceof ScopeMissing && streams.isOptional(vendor))) throw error;
      missing.set(vendor, error.message);
      untold = true;
      streams.onMissing?.(vendor);
      log.info({ object, vendor, scopes: error.scopes }, 'this account does not give these records');
    }
  }
  if (pages === 0 || untold) yield pageOf(NOTHING);
}

async function totalOf<Vendor extends string, Position>({
  vendors,
  count,
}: VendorStreams<Vendor, Position>): Promise<number | null> {
  const counts = await Promise.all(vendors.map((vendor) => count(vendor)));
  const known = counts.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

/** The earlier of our clock and the CRM's, so that neither running ahead can lose a change. */
export function serverTime(response: CrmResponse, now: number): number {
  const date = Date.parse(response.headers.date ?? '');
  return Number.isNaN(date) ? now : Math.min(now, date);
}
