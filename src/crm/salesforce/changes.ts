/**
 * The stream of changes of one object: first everything by id, then increments by (SystemModstamp, id). Increments ask for deleted
 * records too: a deletion or a merge changes SystemModstamp like any other change, so one query tells all of them.
 */
import { changeStream, NOTHING, serverTime } from '../change-stream.ts';
import type { ChangePage, Checkpoint } from '../port.ts';
import type { CrmObject } from '../record.ts';
import { bulkBackfill, isLarge } from './bulk-backfill.ts';
import {
  type BackfillPosition,
  type IncrementsPosition,
  keepSeen,
  type Position,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import { erased } from './erased.ts';
import { typeOf, type VendorObject, vendorsOf } from './manifest.ts';
import { behind, type ChangesOptions, ended, type Part, passedOver } from './part.ts';
import type { VendorRecord } from './payload.ts';
import { isDeleted, modifiedOf, type Page } from './read.ts';
import { dateMark, isSeen, markOf, type Seen } from './seen.ts';
import { afterKey, instantLiteral, quote } from './soql.ts';

export function changes(
  options: ChangesOptions,
  object: CrmObject,
  checkpoint: Checkpoint | null,
  signal: AbortSignal,
): AsyncGenerator<ChangePage> {
  const { account, log } = options;
  const streams = {
    vendors: vendorsOf(object, options.settings),
    log,
    readCheckpoint,
    writeCheckpoint,
    count: (vendor: VendorObject) => account.count(vendor),
    parts: (vendor: VendorObject, position: Position | null) =>
      position?.phase === 'incremental'
        ? increments(options, vendor, position, signal)
        : backfill(options, vendor, position, signal),
    isOptional: (vendor: VendorObject) => typeOf(vendor).optional,
  };
  return changeStream(streams, object, checkpoint, signal);
}

async function* backfill(
  options: ChangesOptions,
  vendor: VendorObject,
  resumed: BackfillPosition | null,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const byBulk = resumed === null ? await isLarge(options, vendor) : resumed.bulk !== null;
  const left = byBulk ? yield* bulkBackfill(options, vendor, resumed, signal) : { rest: resumed };
  if (left !== null) yield* keysetBackfill(options, vendor, left.rest, signal);
}

async function* keysetBackfill(
  { reader, settings, clock }: ChangesOptions,
  vendor: VendorObject,
  resumed: BackfillPosition | null,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  let position = resumed;
  for (let last = false; !last; ) {
    signal.throwIfAborted();
    const askedAt = clock.now();
    const after: string = position?.after ?? '';
    const condition = after === '' ? '' : `Id > ${quote(after)}`;
    const page: Page = await reader.page(vendor, condition, 'Id', 'query', signal);
    const startedAt = position?.startedAt ?? serverTime(page.response, askedAt);
    position = behind(
      { phase: 'backfill', startedAt, after, seen: [], ...position, bulk: null },
      page.sources,
      settings,
    );
    last = page.last;
    const part = await reader.map(vendor, page.sources, signal);
    yield {
      ...NOTHING,
      records: part.records,
      setAside: [...page.setAside, ...part.setAside],
      passedOver: passedOver(page.sources, part),
      position: last ? ended(position, settings) : position,
    };
  }
}

async function* increments(
  options: ChangesOptions,
  vendor: VendorObject,
  resumed: IncrementsPosition,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const { reader, settings, clock } = options;
  const overlapMs = settings.overlapMinutes * 60_000;
  const seen: Seen = new Map(resumed.seen);
  let position = resumed;
  if (vendor === 'Case' && position.scan === null) yield* answered(options, position, seen, signal);
  do {
    signal.throwIfAborted();
    const askedAt = clock.now();
    const { scan } = position;
    const condition =
      scan === null ? `SystemModstamp >= ${instantLiteral(position.from)}` : afterKey(scan.at, scan.after);
    const page = await reader.page(vendor, condition, 'SystemModstamp, Id', 'queryAll', signal);
    const startedAt = scan?.startedAt ?? serverTime(page.response, askedAt);
    const fresh = page.sources.filter((source) => !isSeen(seen, source));
    for (const source of fresh) seen.set(source.Id, markOf(source));
    const last = page.sources.at(-1);
    const next = page.last || last === undefined ? null : { startedAt, at: modifiedOf(last), after: last.Id };
    // A finished pass has seen all that was modified before it began, but for transactions still under way.
    const from = next === null ? Math.max(position.from, startedAt - overlapMs) : position.from;
    position = { ...position, from, scan: next, seen: keepSeen(seen, from) };
    const part = await reader.map(
      vendor,
      fresh.filter((source) => !isDeleted(source)),
      signal,
    );
    yield {
      records: part.records,
      setAside: [...page.setAside, ...part.setAside],
      ...goneIn(vendor, fresh),
      position,
    };
  } while (position.scan !== null);
  yield* erased(options, vendor, position, signal);
}

/** Cases that we answered by e-mail: that changes when they were first answered, but not always the case. */
async function* answered(
  { reader }: ChangesOptions,
  position: IncrementsPosition,
  seen: Seen,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const fresh = (await reader.answers(position.from, signal)).filter(
    ({ id, modified }) => seen.get(id) !== dateMark(modified),
  );
  if (fresh.length === 0) return;
  for (const { id, modified } of fresh) seen.set(id, dateMark(modified));
  const { sources, setAside } = await reader.byId('Case', [...new Set(fresh.map(({ caseId }) => caseId))], signal);
  // What changed itself comes with the changes.
  const changed = (source: VendorRecord): boolean => modifiedOf(source) >= position.from && !isSeen(seen, source);
  const live = sources.filter((source) => !isDeleted(source) && !changed(source));
  if (live.length === 0) return;
  const part = await reader.map('Case', live, signal);
  yield {
    ...NOTHING,
    records: part.records,
    setAside: [...setAside, ...part.setAside],
    position: { ...position, seen: keepSeen(seen, position.from) },
  };
}

/** A deleted record with a master was merged into it. */
export function goneIn(vendor: VendorObject, sources: readonly VendorRecord[]): Pick<ChangePage, 'deleted' | 'merged'> {
  const { object } = typeOf(vendor);
  const gone = sources.filter(isDeleted);
  const masterOf = (source: VendorRecord): string | null =>
    typeof source.MasterRecordId === 'string' ? source.MasterRecordId : null;
  return {
    deleted: gone.filter((source) => masterOf(source) === null).map(({ Id }) => ({ object, id: Id, forget: false })),
    merged: gone.flatMap((source) => {
      const into = masterOf(source);
      return into === null ? [] : [{ object, from: [source.Id], into }];
    }),
  };
}
