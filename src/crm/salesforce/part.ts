/** A piece of a stream of changes, as the ways of reading give it. */

import type { Log } from '../../log.ts';
import type { ChangePart } from '../change-stream.ts';
import type { Clock, Transport } from '../port.ts';
import type { Account } from './account.ts';
import type { BulkQueries } from './bulk-query.ts';
import { type BackfillPosition, keepSeen, type Position } from './checkpoint.ts';
import type { SalesforceSettings } from './manifest.ts';
import type { VendorRecord } from './payload.ts';
import { modifiedOf, type Reader } from './read.ts';
import { dateMark, type Seen } from './seen.ts';

export interface ChangesOptions {
  readonly account: Account;
  readonly reader: Reader;
  readonly transport: Transport;
  readonly bulk: BulkQueries;
  readonly settings: SalesforceSettings;
  readonly clock: Clock;
  readonly log: Log;
}

export type Part = ChangePart<Position>;

/** How many of the records that were read became nothing, though nothing was wrong with them. */
export function passedOver(
  sources: readonly VendorRecord[],
  { records, setAside }: Pick<Part, 'records' | 'setAside'>,
): number {
  return sources.length - new Set([...records, ...setAside].map(({ id }) => id)).size;
}

/** The place behind these records, which were read by id. */
export function behind(
  position: BackfillPosition,
  sources: readonly VendorRecord[],
  { overlapMinutes }: SalesforceSettings,
): BackfillPosition {
  const seen: Seen = new Map(position.seen);
  for (const source of sources) seen.set(source.Id, dateMark(modifiedOf(source)));
  return {
    ...position,
    after: sources.at(-1)?.Id ?? position.after,
    seen: keepSeen(seen, position.startedAt - overlapMinutes * 60_000),
  };
}

/** A backfill that is read to its end is over: increments begin where it started. */
export function ended({ startedAt, seen }: BackfillPosition, { overlapMinutes }: SalesforceSettings): Position {
  const from = startedAt - overlapMinutes * 60_000;
  return { phase: 'incremental', from, seen, scan: null, deletedTo: from };
}
