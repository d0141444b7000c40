/** The evaluation itself: dirty subjects → scorecards in the store. */
import { type Alert, alertsBetween } from '../../cx/alert.ts';
import { KeptReadings } from '../../cx/kept-readings.ts';
import type { Scorecard } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { TextReader } from '../../cx/text/text-reader.ts';
import type { DirtySubject, Install, OverrideEntry, Transaction } from '../../store/port.ts';
import { alertId } from '../alert-id.ts';
import { insightsOf } from '../learn/insights-of.ts';
import { type Learned, readLearned } from '../learn/read-learned.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';

const PAGE = 100;
/** So many signals are held at once, unless a single subject has more. */
const MOST_SIGNALS = 10_000;

/** What stays the same for all subjects that a run evaluates. */
interface Run {
  readonly deps: TaskDeps;
  readonly install: Install;
  readonly modelVersion: number;
  readonly textReader: TextReader;
  readonly learned: Learned;
}

/**
 * Evaluates every subject that is dirty, page by page, until none is left. Two may work from both ends at once: where they meet, a
 * page may be evaluated twice, to the same end.
 */
export async function scoreDirty(
  deps: TaskDeps,
  install: Install,
  modelVersion: number,
  from: 'first' | 'last',
  signal: AbortSignal,
): Promise<void> {
  const learned = await readLearned(deps.store, install.id);
  const run: Run = { deps, install, modelVersion, textReader: await deps.textReaderOf(install), learned };
  for (;;) {
    const dirty = await deps.store.subjects.dirty(install.id, PAGE, from);
    if (dirty.length === 0) return;
    await scoreSubjects(run, dirty);
    signal.throwIfAborted();
  }
}

const idsOf = (subjects: readonly DirtySubject[], object: DirtySubject['object']): string[] =>
  subjects.filter((subject) => subject.object === object).map((subject) => subject.id);

/** Reads the signals of an account's people once for them and for it; a page with too many signals is done in halves. */
async function scoreSubjects(run: Run, subjects: readonly DirtySubject[]): Promise<void> {
  const { store } = run.deps;
  const people = await store.subjects.customersOf(run.install.id, idsOf(subjects, 'account'));
  const customers = new Set([...idsOf(subjects, 'customer'), ...[...people.values()].flat()]);
  const atMost = subjects.length === 1 ? Number.MAX_SAFE_INTEGER : MOST_SIGNALS;
  const known = await store.signals.known(run.install.id, [...customers].sort(), atMost);
  if (known === null) {
    const half = Math.ceil(subjects.length / 2);
    await scoreSubjects(run, subjects.slice(0, half));
    await scoreSubjects(run, subjects.slice(half));
    return;
  }
  const readings = new KeptReadings(run.textReader);
  const signals = new Map<string, readonly Signal[]>();
  for (const [customer, list] of known) {
    for (const { signal, kept } of list) readings.add(signal, kept);
    signals.set(
      customer,
      list.map(({ signal }) => signal),
    );
  }
  const signalsOf = ({ object, id }: DirtySubject): readonly Signal[] =>
    object === 'customer'
      ? (signals.get(id) ?? [])
      : (people.get(id) ?? []).flatMap((customer) => signals.get(customer) ?? []);
  await scoreKnown(run, subjects, signalsOf, readings);
}

async function scoreKnown(
  { deps, install, modelVersion, textReader, learned }: Run,
  subjects: readonly DirtySubject[],
  signalsOf: (subject: DirtySubject) => readonly Signal[],
  readings: KeptReadings,
): Promise<void> {
  const { store } = deps;
  const now = new Date(deps.now()).toISOString();
  const rows: { mark: number; scorecard: Scorecard }[] = [];
  const crossed: Scorecard[] = [];
  for (const [object, group] of Map.groupBy(subjects, (subject) => subject.object)) {
    const ids = group.map((subject) => subject.id);
    const previous = await store.scorecards.latestMany(install.id, object, ids);
    const overrides = await store.overrides.ofMany(install.id, object, ids);
    const insights = await insightsOf(deps, install, learned, object, ids);
    for (const subject of group) {
      const { id, mark } = subject;
      const signals = signalsOf(subject);
      const evaluated = deps.evaluate({
        ...{ subject: { object, id }, signals, now, install, modelVersion, textReader, readings },
        ...insights.before(subject, signals),
        previousBand: previous.get(id)?.band ?? null,
        lowSince: previous.get(id)?.lowSince ?? null,
        override: overrides.get(id)?.override ?? null,
      });
      const scorecard = insights.after(evaluated);
      rows.push({ mark, scorecard });
      if (alertsBetween(previous.get(id) ?? null, scorecard).length > 0) crossed.push(scorecard);
    }
  }
  const ended = rows.flatMap(({ scorecard }) => endOf(scorecard, now));
  const fresh = [...readings.fresh()];
  await store.transaction(async (tx) => {
    if (crossed.length > 0) await raiseAlerts(deps, tx, install, crossed);
    await store.scorecards.put(tx, install.id, rows);
    if (fresh.length > 0) await store.signals.keepReadings(tx, install.id, fresh);
    if (ended.length > 0) await store.overrides.expire(tx, install.id, ended);
  }, install.id);
}

/** What is stored now decides: somebody else may have evaluated the same subjects meanwhile, and raised the alert. */
async function raiseAlerts(
  { store, queue, announces, alertCooldownMs }: TaskDeps,
  tx: Transaction,
  { id: install, crm }: Install,
  crossed: readonly Scorecard[],
): Promise<void> {
  const state = announces(crm) ? 'waiting' : 'kept';
  const alerts: Alert[] = [];
  for (const [object, group] of Map.groupBy(crossed, ({ subject }) => subject.object)) {
    const ids = group.map(({ subject }) => subject.id);
    const stored = await store.scorecards.latestMany(install, object, ids);
    alerts.push(...group.flatMap((next) => alertsBetween(stored.get(next.subject.id) ?? null, next)));
  }
  const named = alerts.map((alert) => ({ ...alert, id: alertId(install, alert), state }) as const);
  const added = await store.alerts.add(tx, install, named, alertCooldownMs);
  if (added > 0 && state === 'waiting') await enqueueTask(queue, tx, 'alert', install);
}

/** The log's entry for an override that has run out; the store takes it once. */
function endOf({ subject, override, score }: Scorecard, at: string): Omit<OverrideEntry, 'action'>[] {
  if (override === undefined || override === null || override.active) return [];
  const { active: _, ...judged } = override;
  return [{ subject, at, ...judged, computed: score?.value ?? null }];
}
