/**
 * A first pass through Bulk API 2.0: one query by id, whose result is taken page by page. The checkpoint names the job and the place
 * in its result; when either is gone, a new job begins after the last record that was read.
 */

import { CrmRejected } from '../../errors.ts';
import { NOTHING, serverTime } from '../change-stream.ts';
import type { BackfillPosition } from './checkpoint.ts';
import type { VendorObject } from './manifest.ts';
import { behind, type ChangesOptions, ended, type Part, passedOver } from './part.ts';

/** So many jobs may get lost in one pass; then the rest is read with SOQL. */
const MOST_JOBS = 3;

/** Whether there is so much of it that single requests would be a waste. */
export async function isLarge({ account, settings }: ChangesOptions, vendor: VendorObject): Promise<boolean> {
  return ((await account.count(vendor)) ?? 0) > settings.bulk.readAbove;
}

/**
 * Gives everything after `resumed`. Returns null when that was all; else the place from which SOQL has to read on, because Bulk API
 * does not take the query or fails at it.
 */
export async function* bulkBackfill(
  options: ChangesOptions,
  vendor: VendorObject,
  resumed: BackfillPosition | null,
  signal: AbortSignal,
): AsyncGenerator<Part, { readonly rest: BackfillPosition | null } | null> {
  const { reader, bulk, settings, log } = options;
  let position = resumed;
  let isDone = false;
  for (let jobs = 0; ; ) {
    signal.throwIfAborted();
    if (position === null || position.bulk === null) {
      jobs += 1;
      const started: BackfillPosition | null = jobs > MOST_JOBS ? null : await start(options, vendor, position, signal);
      if (started === null) return { rest: position };
      position = started;
      isDone = false;
      // Kept before it is waited for, so that whoever comes after us waits for the same job.
      yield { ...NOTHING, position };
    }
    const { job, locator } = position.bulk as NonNullable<BackfillPosition['bulk']>;
    isDone ||= await bulk.done(job, signal);
    const page = isDone ? await bulk.page(job, locator, settings.pageSize, signal) : null;
    if (page === null) {
      log.warn({ vendor, job }, 'a query job was lost; starting again after the last record that was read');
      await bulk.drop(job, signal);
      position = { ...position, bulk: null };
      continue;
    }
    const { sources, setAside } = await reader.fromBulk(vendor, page.rows, signal);
    const reached = behind(position, sources, settings);
    const mapped = await reader.map(vendor, sources, signal);
    position = { ...reached, bulk: page.next === null ? null : { job, locator: page.next } };
    yield {
      ...NOTHING,
      records: mapped.records,
      setAside: [...setAside, ...mapped.setAside],
      passedOver: passedOver(sources, mapped),
      position: page.next === null ? ended(reached, settings) : position,
    };
    if (page.next !== null) continue;
    await bulk.drop(job, signal);
    return null;
  }
}

async function start(
  { account, reader, bulk, clock, log }: ChangesOptions,
  vendor: VendorObject,
  position: BackfillPosition | null,
  signal: AbortSignal,
): Promise<BackfillPosition | null> {
  const after = position?.after ?? '';
  for (let attempt = 1; ; attempt += 1) {
    const askedAt = clock.now();
    try {
      const { job, response } = await bulk.start(await reader.bulkQuery(vendor, after), signal);
      const startedAt = position?.startedAt ?? serverTime(response, askedAt);
      return { phase: 'backfill', startedAt, after, seen: position?.seen ?? [], bulk: { job, locator: null } };
    } catch (error) {
      if (!(error instanceof CrmRejected)) throw error;
      // A field may have been taken away since the object was described.
      account.refresh();
      if (attempt === 1 && error.context.code === 'INVALID_FIELD') continue;
      log.warn({ vendor, reason: error.message }, 'Bulk API does not take the query; reading with SOQL');
      return null;
    }
  }
}
