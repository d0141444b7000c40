/** The stream of changes of one object: first everything by list, then increments by search, deletions from the recycle bin. */
import type { Log } from '../../log.ts';
import { type ChangePart, changeStream, NOTHING, serverTime } from '../change-stream.ts';
import type { ChangePage, Checkpoint, Clock, CrmResponse, Transport } from '../port.ts';
import type { CrmObject } from '../record.ts';
import type { Account } from './account.ts';
import {
  type BackfillPosition,
  type IncrementsPosition,
  keepSeen,
  type Position,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import { type HubspotSettings, VENDOR_TYPES, type VendorObject, vendorsOf } from './manifest.ts';
import { recordId } from './map.ts';
import type { Links } from './map-context.ts';
import { mergesIn } from './merges.ts';
import type { VendorRecord } from './payload.ts';
import { HISTORY_LIMIT, type Reader, wasReopened } from './read.ts';
import { modifiedOf, searchModified } from './search.ts';
import { parseInstant } from './values.ts';

export interface ChangesOptions {
  readonly transport: Transport;
  readonly account: Account;
  readonly reader: Reader;
  readonly settings: HubspotSettings;
  readonly clock: Clock;
  readonly log: Log;
}

type Part = ChangePart<Position>;

/** One page of histories per so many list pages: at most a twentieth more calls. */
const PAGES_PER_HISTORY = 20;

export function changes(
  options: ChangesOptions,
  object: CrmObject,
  checkpoint: Checkpoint | null,
  signal: AbortSignal,
): AsyncGenerator<ChangePage> {
  const { account, log } = options;
  const streams = {
    vendors: vendorsOf(object),
    log,
    readCheckpoint,
    writeCheckpoint,
    count: (vendor: VendorObject) => account.count(vendor),
    parts: (vendor: VendorObject, position: Position | null) =>
      position?.phase === 'incremental'
        ? increments(options, vendor, position, signal)
        : backfill(options, vendor, position, signal),
    isOptional: (vendor: VendorObject) => VENDOR_TYPES[vendor].optional,
    onMissing: (vendor: VendorObject) => account.deny(vendor),
  };
  return changeStream(streams, object, checkpoint, signal);
}

async function* backfill(
  options: ChangesOptions,
  vendor: VendorObject,
  resumed: BackfillPosition | null,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const { reader, settings, clock } = options;
  const overlapMs = settings.overlapMinutes * 60_000;
  let position: BackfillPosition | null = resumed;
  while (!position?.listed) {
    signal.throwIfAborted();
    const askedAt = clock.now();
    const page = await reader.list(vendor, position?.after ?? null, false, signal);
    const startedAt: number = position?.startedAt ?? serverTime(page.response, askedAt);
    const seen = new Map(position?.seen ?? []);
    for (const source of page.sources) seen.set(source.id, modifiedOf(vendor, source));
    const pages: number = (position?.pages ?? 0) + 1;
    position = {
      phase: 'backfill',
      startedAt,
      after: page.after,
      listed: page.after === null,
      pages,
      seen: keepSeen(seen, startedAt - overlapMs),
      reopened: vendor === 'tickets' ? newestReopened(position?.reopened ?? [], page.sources, page.links) : [],
    };
    const part = { ...NOTHING, ...(await reader.map(vendor, page.sources, page.links)) };
    yield {
      ...part,
      setAside: [...page.setAside, ...part.setAside],
      merged: mergesIn(vendor, page.sources),
      position: settled(position, overlapMs),
    };
    if (position.reopened.length > 0 && (position.listed || pages % PAGES_PER_HISTORY === 0)) {
      const waiting: BackfillPosition['reopened'] = position.reopened;
      position = { ...position, reopened: [] };
      yield { ...(await histories(reader, waiting, signal)), position: settled(position, overlapMs) };
    }
  }
  if (resumed?.listed) {
    const done: BackfillPosition = { ...position, reopened: [] };
    yield { ...(await histories(reader, resumed.reopened, signal)), position: settled(done, overlapMs) };
  }
}

/** A backfill with nothing left to do is over: increments begin where it started. */
function settled(position: BackfillPosition, overlapMs: number): Position {
  if (!position.listed || position.reopened.length > 0) return position;
  const from = position.startedAt - overlapMs;
  return { phase: 'incremental', from, seen: position.seen, scan: null, deletionsAt: position.startedAt };
}

function newestReopened(
  waiting: BackfillPosition['reopened'],
  sources: readonly VendorRecord[],
  links: ReadonlyMap<string, Links>,
): BackfillPosition['reopened'] {
  const found = sources.filter(wasReopened).map((source) => {
    const at = parseInstant(source.properties.hs_ticket_reopened_at ?? '');
    const { contacts = [], companies = [] } = links.get(source.id) ?? {};
    return { id: source.id, at: at === null ? 0 : Date.parse(at), contacts: [...contacts], companies: [...companies] };
  });
  return [...waiting, ...found].sort((a, b) => b.at - a.at).slice(0, HISTORY_LIMIT);
}

/** The list tells only a ticket's last reopening; these come again with all of them. */
async function histories(
  reader: Reader,
  waiting: BackfillPosition['reopened'],
  signal: AbortSignal,
): Promise<Omit<Part, 'position'>> {
  const ids = waiting.map(({ id }) => id);
  const { sources, setAside } = await reader.byId('tickets', ids, { history: true, signal });
  const links = new Map(waiting.map(({ id, contacts, companies }) => [id, { contacts, companies, tickets: [] }]));
  const part = await reader.map('tickets', sources, links);
  return { ...NOTHING, records: part.records, setAside: [...setAside, ...part.setAside] };
}

async function* increments(
  options: ChangesOptions,
  vendor: VendorObject,
  resumed: IncrementsPosition,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const { transport, reader, settings, clock } = options;
  const overlapMs = settings.overlapMinutes * 60_000;
  const properties = await reader.properties(vendor);
  const seen = new Map(resumed.seen);
  let position = resumed;
  let scan = resumed.scan;
  do {
    signal.throwIfAborted();
    const askedAt = clock.now();
    const current = scan ?? { startedAt: askedAt, at: position.from, tie: null };
    const page = await searchModified(transport, vendor, properties, current, current.startedAt - overlapMs, signal);
    const startedAt = scan?.startedAt ?? serverTime(page.response, askedAt);
    const fresh = page.sources.filter((source) => seen.get(source.id) !== modifiedOf(vendor, source));
    for (const source of fresh) seen.set(source.id, modifiedOf(vendor, source));
    scan = page.next && { ...page.next, startedAt };
    // A finished pass has seen all that was modified before it began, but for what the index still held back.
    const from = scan === null ? Math.max(position.from, startedAt - overlapMs) : position.from;
    position = { ...position, from, scan, seen: keepSeen(seen, from) };
    const links = fresh.length > 0 ? await reader.links(vendor, fresh, signal) : new Map();
    const part = await reader.map(vendor, await reader.withHistory(vendor, fresh, signal), links);
    yield {
      ...NOTHING,
      records: part.records,
      setAside: [...page.setAside, ...part.setAside],
      merged: mergesIn(vendor, fresh),
      position,
    };
  } while (scan !== null);
  yield* deletions(options, vendor, position, signal);
}

/** The recycle bin cannot be asked for what is new in it: it is read whole, but not at every pass. */
async function* deletions(
  options: ChangesOptions,
  vendor: VendorObject,
  position: IncrementsPosition,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const { reader, settings, clock } = options;
  const lookedAt = clock.now();
  if (lookedAt - position.deletionsAt < settings.deletionsEveryMinutes * 60_000) return;
  const since = position.deletionsAt - settings.overlapMinutes * 60_000;
  const { object } = VENDOR_TYPES[vendor];
  const deleted: { object: CrmObject; id: string; forget: boolean }[] = [];
  let after: string | null = null;
  let first: CrmResponse | null = null;
  do {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<Reader['list']>> = await reader.list(vendor, after, true, signal);
    first ??= page.response;
    for (const source of page.sources) {
      const archivedAt = Date.parse(source.archivedAt ?? '');
      if (Number.isNaN(archivedAt) || archivedAt >= since) {
        deleted.push({ object, id: recordId(vendor, source.id), forget: false });
      }
    }
    after = page.after;
  } while (after !== null);
  yield { ...NOTHING, deleted, position: { ...position, deletionsAt: serverTime(first, lookedAt) } };
}
