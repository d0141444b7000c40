/**
 * What was known about a subject at one instant: signals dated, without doubles, in order, by kind; later answers, resolutions and
 * reopenings taken back. Metrics and flags read nothing else.
 */
import type { Signal, SignalKind, SignalOf } from './model/signal.ts';

/** A signal with its dates as numbers (ms since 1970). */
export interface DatedSignal {
  readonly signal: Signal;
  readonly atMs: number;
  /** Everybody whom the same record is about, when that is more than the signal's own customer (only in an account's timeline). */
  readonly sharedWith: readonly string[];
}

export interface Dated<Kind extends SignalKind> extends DatedSignal {
  readonly signal: SignalOf<Kind>;
}

/** A ticket as it stood at the timeline's instant. */
export interface DatedTicket extends Dated<'ticket'> {
  readonly firstResponseMs: number | null;
  /** Null while it is open. */
  readonly resolvedMs: number | null;
  /** In order. */
  readonly reopenedMs: readonly number[];
  readonly open: boolean;
  readonly promisedMs: number | null;
  /** The last thing that happened to it. */
  readonly touchedMs: number;
}

export type Known<Kind extends SignalKind> = Kind extends 'ticket' ? DatedTicket : Dated<Kind>;
export type Timeline = { readonly [Kind in SignalKind]: readonly Known<Kind>[] } & {
  /** Of all kinds together. */
  readonly count: number;
  readonly oldest: DatedSignal | null;
  readonly newest: DatedSignal | null;
};

interface Read {
  readonly signal: Signal;
  readonly atMs: number;
  /** The latest date that the signal tells of. */
  readonly latestMs: number;
}

/** Signals whose dates are read and which stand in order: by date, then id, then by what is known later. */
export interface ReadSignals {
  readonly inOrder: readonly Read[];
  readonly hasDoubles: boolean;
  /** The latest date that any of them tells of: from then on nothing changes. */
  readonly latestMs: number;
  /** The timeline that was asked for last: whoever needs the same one is given it. */
  last: { readonly nowMs: number; readonly object: 'customer' | 'account'; readonly timeline: Timeline } | null;
}

function latestMs(signal: Signal, atMs: number): number {
  if (signal.kind === 'ticket') {
    let latest = atMs;
    const { firstResponseAt, resolvedAt, reopenedAt, reassignedAt = [] } = signal;
    for (const instant of [firstResponseAt, resolvedAt, ...reopenedAt, ...reassignedAt]) {
      if (instant !== undefined) latest = Math.max(latest, Date.parse(instant));
    }
    return latest;
  }
  return signal.kind === 'order' && signal.deliveredAt !== undefined
    ? Math.max(atMs, Date.parse(signal.deliveredAt))
    : atMs;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The one of two signals with the same id that knows more comes last: later dates, then the greater canonical JSON. */
function compareDoubles(a: Read, b: Read): number {
  return a.latestMs - b.latestMs || a.atMs - b.atMs || compareText(canonical(a.signal), canonical(b.signal));
}

/** Reads all dates once. @throws RangeError for a signal whose date cannot be read (parse signals first). */
export function readSignals(signals: readonly Signal[]): ReadSignals {
  const ids = new Set<string>();
  let lastMs = Number.NEGATIVE_INFINITY;
  const inOrder = signals.map((signal): Read => {
    const atMs = Date.parse(signal.at);
    if (Number.isNaN(atMs)) throw new RangeError(`The signal ${signal.id} has an unreadable date: ${signal.at}`);
    ids.add(signal.id);
    const read = { signal, atMs, latestMs: latestMs(signal, atMs) };
    lastMs = Math.max(lastMs, read.latestMs);
    return read;
  });
  inOrder.sort((a, b) => a.atMs - b.atMs || compareText(a.signal.id, b.signal.id) || compareDoubles(a, b));
  return { inOrder, hasDoubles: ids.size < signals.length, latestMs: lastMs, last: null };
}

function withoutDoubles(known: readonly Read[]): readonly Read[] {
  const best = new Map<string, Read>();
  for (const read of known) {
    const other = best.get(read.signal.id);
    if (other === undefined || compareDoubles(other, read) < 0) best.set(read.signal.id, read);
  }
  return known.filter((read) => best.get(read.signal.id) === read);
}

const NOBODY: readonly string[] = [];

/** For each record that several customers share: who they are; only the first one's signals stay. */
function sharedRecords(known: readonly Read[]): ReadonlyMap<string, readonly string[]> {
  const customers = new Map<string, Set<string>>();
  for (const { signal } of known) {
    if (signal.origin === undefined) continue;
    const key = `${signal.kind} ${signal.origin}`;
    const set = customers.get(key);
    if (set === undefined) customers.set(key, new Set([signal.customer]));
    else set.add(signal.customer);
  }
  const shared = new Map<string, readonly string[]>();
  for (const [key, set] of customers) if (set.size > 1) shared.set(key, [...set].sort(compareText));
  return shared;
}

function ticketAt(
  read: Read & { signal: SignalOf<'ticket'> },
  nowMs: number,
  sharedWith: readonly string[],
): DatedTicket {
  const { signal, atMs } = read;
  const known = (instant: string | undefined): number | null => {
    const ms = instant === undefined ? null : Date.parse(instant);
    return ms === null || ms > nowMs ? null : ms;
  };
  const resolvedMs = known(signal.resolvedAt);
  const reopenedMs: number[] = [];
  let reopensLater = false;
  for (const instant of signal.reopenedAt) {
    const ms = Date.parse(instant);
    if (ms > nowMs) reopensLater = true;
    else reopenedMs.push(ms);
  }
  reopenedMs.sort((a, b) => a - b);
  const lastReopenedMs = reopenedMs.at(-1) ?? Number.NEGATIVE_INFINITY;

  let open = signal.open;
  if (resolvedMs === null && signal.resolvedAt !== undefined) open = true;
  else if (resolvedMs !== null && reopensLater) open = lastReopenedMs > resolvedMs;

  const firstResponseMs = known(signal.firstResponseAt);
  return {
    signal,
    atMs,
    sharedWith,
    firstResponseMs,
    resolvedMs: open ? null : resolvedMs,
    reopenedMs,
    open,
    promisedMs: signal.promisedAt === undefined ? null : Date.parse(signal.promisedAt),
    touchedMs: Math.max(atMs, firstResponseMs ?? atMs, resolvedMs ?? atMs, lastReopenedMs),
  };
}

function isTicket(read: Read): read is Read & { signal: SignalOf<'ticket'> } {
  return read.signal.kind === 'ticket';
}

/**
 * The timeline as it was known at `nowMs`: later signals are left out, later answers, resolutions and reopenings of a ticket taken
 * back. Of signals with one id the best known counts. For an account, a record that several customers share (same kind and
 * `origin`) is counted for the first of them by id.
 */
export function timelineAt(signals: ReadSignals, nowMs: number, object: 'customer' | 'account'): Timeline {
  if (signals.last?.nowMs === nowMs && signals.last.object === object) return signals.last.timeline;
  const timeline = build(signals, nowMs, object);
  signals.last = { nowMs, object, timeline };
  return timeline;
}

function build(signals: ReadSignals, nowMs: number, object: 'customer' | 'account'): Timeline {
  let end = signals.inOrder.length;
  while (end > 0 && (signals.inOrder[end - 1]?.atMs ?? 0) > nowMs) end -= 1;
  let known = end === signals.inOrder.length ? signals.inOrder : signals.inOrder.slice(0, end);
  if (signals.hasDoubles) known = withoutDoubles(known);

  const shared = object === 'account' ? sharedRecords(known) : null;
  const byKind: Record<SignalKind, DatedSignal[]> = {
    ...{ survey: [], ticket: [], message: [], meeting: [], order: [] },
    ...{ review: [], mention: [], visit: [], abandonment: [], observation: [] },
  };
  let count = 0;
  let oldest: DatedSignal | null = null;
  let newest: DatedSignal | null = null;
  for (const read of known) {
    const { signal, atMs } = read;
    let sharedWith = NOBODY;
    if (shared !== null && signal.origin !== undefined) {
      sharedWith = shared.get(`${signal.kind} ${signal.origin}`) ?? NOBODY;
      if (sharedWith.length > 0 && sharedWith[0] !== signal.customer) continue;
    }
    const dated: DatedSignal = isTicket(read) ? ticketAt(read, nowMs, sharedWith) : { signal, atMs, sharedWith };
    byKind[signal.kind].push(dated);
    count += 1;
    oldest ??= dated;
    newest = dated;
  }
  return { ...byKind, count, oldest, newest } as unknown as Timeline;
}
