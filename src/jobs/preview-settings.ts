/** What another choice would do to an install's customers: to be seen before it is saved. Nothing is stored. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Evaluate } from '../cx/evaluate.ts';
import { KeptReadings } from '../cx/kept-readings.ts';
import type { Model } from '../cx/model/model.ts';
import { type Move, type Place, whatIf } from '../cx/what-if.ts';
import type { Install, StoredSubject } from '../store/port.ts';
import { insightsOf } from './learn/insights-of.ts';
import { readLearned } from './learn/read-learned.ts';
import type { TaskDeps } from './tasks/deps.ts';

/** So many are looked at, evenly spread over all: enough to see shares within a few percent, and answered within seconds. */
const LOOKED_AT = 400;
/** Evaluated in one go; between, others get their turn. */
const AT_ONCE = 25;
const MOVES_SHOWN = 5;

export interface Preview {
  /** Customers that were evaluated under both models. */
  readonly customers: number;
  readonly of: number;
  /** Of them, those that would change band. */
  readonly changed: number;
  readonly counts: readonly { readonly from: Place; readonly to: Place; readonly customers: number }[];
  readonly flags: readonly { readonly flag: string; readonly raised: number; readonly cleared: number }[];
  /** Those whose score would change most. */
  readonly moves: readonly (Move & { readonly name: string })[];
}

export interface PreviewOptions {
  readonly deps: TaskDeps;
  readonly evaluate: Evaluate;
  /** As the install is scored now. */
  readonly model: Model;
  readonly changed: Model;
  /** ISO 8601. */
  readonly now: string;
}

const isStored = (subject: StoredSubject | null): subject is StoredSubject => subject !== null;

/** Evenly spread over all, so that the sample has no favourites. */
function sampleOf(ids: readonly string[]): readonly string[] {
  if (ids.length <= LOOKED_AT) return ids;
  const step = ids.length / LOOKED_AT;
  return Array.from({ length: LOOKED_AT }, (_, index) => ids[Math.floor(index * step)] ?? '');
}

export async function previewSettings(owner: Install, options: PreviewOptions): Promise<Preview> {
  const { deps, evaluate, model, changed, now } = options;
  const { store } = deps;
  const install = owner.id;
  const learned = await readLearned(store, install);
  const textReader = await deps.textReaderOf(owner);
  const all = await store.subjects.ids(install, 'customer');
  const sample = sampleOf(all);
  const counts = new Map<string, { from: Place; to: Place; customers: number }>();
  const flags = new Map<string, { flag: string; raised: number; cleared: number }>();
  const moves: Move[] = [];
  for (let from = 0; from < sample.length; from += AT_ONCE) {
    const ids = sample.slice(from, from + AT_ONCE);
    const known = await store.signals.known(install, [...ids], Number.MAX_SAFE_INTEGER);
    const latest = await store.scorecards.latestMany(install, 'customer', ids);
    const subjects = await Promise.all(ids.map((id) => store.subjects.get(install, 'customer', id)));
    // The same circumstances as when they are scored, or the difference would not be the model's.
    const insights = await insightsOf(deps, owner, learned, 'customer', ids);
    const readings = new KeptReadings(textReader);
    for (const list of known?.values() ?? []) for (const { signal, kept } of list) readings.add(signal, kept);
    const signalsOf = (id: string) => known?.get(id)?.map(({ signal }) => signal) ?? [];
    const seen = whatIf({
      customers: subjects.filter(isStored).map((subject) => ({
        subject: { object: 'customer', id: subject.id },
        signals: signalsOf(subject.id),
        ...insights.before(subject, signalsOf(subject.id)),
        ...{ textReader, readings },
        previousBand: latest.get(subject.id)?.band ?? null,
        lowSince: latest.get(subject.id)?.lowSince ?? null,
      })),
      ...{ evaluate, model, changed, now },
    });
    for (const count of seen.counts) add(counts, `${count.from} ${count.to}`, count, 'customers');
    for (const flag of seen.flags) add(flags, flag.flag, flag, 'raised', 'cleared');
    moves.push(...seen.moves);
    await breathe();
  }
  const most = moves.toSorted((a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0)).slice(0, MOVES_SHOWN);
  const named = most.map(async (move) => {
    const stored = await store.subjects.get(install, 'customer', move.subject.id);
    return { ...move, name: stored?.name ?? move.subject.id };
  });
  return {
    ...{ customers: sample.length, of: all.length, changed: moves.length },
    counts: [...counts.values()].sort((a, b) => b.customers - a.customers),
    flags: [...flags.values()].sort((a, b) => b.raised + b.cleared - (a.raised + a.cleared)),
    moves: await Promise.all(named),
  };
}

/** Adds a row's numbers to the row of its name. */
function add<Key extends string, Row extends { readonly [key in Key]: number }>(
  rows: Map<string, Row>,
  name: string,
  row: Row,
  ...keys: readonly Key[]
): void {
  const known = rows.get(name);
  const sums = known === undefined ? {} : Object.fromEntries(keys.map((key) => [key, known[key] + row[key]]));
  rows.set(name, { ...row, ...sums });
}
