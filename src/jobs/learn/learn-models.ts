/** Trains what can be learned from an install's own history: who leaves, and how its customers write. */
import { trainChurn } from '../../cx/churn.ts';
import { CHURN_DIRECTIONS } from '../../cx/churn-features.ts';
import { CHURN_HORIZON_DAYS, churnHistory } from '../../cx/churn-history.ts';
import { isFormerCustomer } from '../../cx/churn-outcomes.ts';
import type { ChurnRow } from '../../cx/churn-rows.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import { DAY_MS } from '../../cx/stats/decay.ts';
import { ratedTexts } from '../../cx/text/rated-texts.ts';
import { type RatedText, trainSentiment } from '../../cx/text/train.ts';
import type { Install, Store } from '../../store/port.ts';
import type { TaskDeps } from '../tasks/deps.ts';
import { eachSubject, type KnownSubject } from './each-subject.ts';
import {
  churnKind,
  LEARNED_FORM,
  type LearnedChurn,
  type LearnedTexts,
  learnedContent,
  TEXT_KIND,
} from './learned-content.ts';

/** So many customers, and accounts, are learned from; of more every k-th. */
const MOST_SUBJECTS = 5_000;
const MOST_TEXTS = 5_000;
/** Fewer periods say nothing, not even where a value usually lies. */
const FEWEST_ROWS = 30;
/** A model is trained anew when its material grew or shrank by so much, or after so many days: scores stand still in between. */
const GROWN = 0.1;
const OLD_DAYS = 30;

export interface Replaced {
  /** Texts are read by another reader than before. */
  readonly reader: boolean;
  readonly churn: boolean;
}

/** Was everything learned once for this install? A program may have died in between. */
export async function hasLearned(store: Store, install: string): Promise<boolean> {
  for (const kind of [TEXT_KIND, churnKind('customer'), churnKind('account')]) {
    if ((await store.models.inUse(install, kind)) === null) return false;
  }
  return true;
}

/** Learns and stores; says what is another than before. The same stored history gives the same models. */
export async function learnModels(deps: TaskDeps, install: Install, signal: AbortSignal): Promise<Replaced> {
  const rows: Record<Subject['object'], ChurnRow[]> = { customer: [], account: [] };
  const texts: RatedText[] = [];
  for (const object of ['customer', 'account'] as const) {
    for await (const page of eachSubject(deps.store, install.id, object, MOST_SUBJECTS)) {
      for (const known of page) {
        rows[object].push(...pastOf(known, deps, install));
        if (object === 'customer') texts.push(...ratedTexts(known.signals));
      }
      signal.throwIfAborted();
    }
  }
  const reader = await learnTexts(deps, install.id, texts.slice(-MOST_TEXTS));
  const customer = await learnChurn(deps, install.id, 'customer', rows.customer);
  const account = await learnChurn(deps, install.id, 'account', rows.account);
  return { reader, churn: customer || account };
}

/** Who has never bought and is only being won has nothing to leave. */
function pastOf({ subject, signals, record }: KnownSubject, deps: TaskDeps, { crm }: Install): ChurnRow[] {
  const stage = deps.lifecycleStage(crm, record?.lifecycle);
  const bought = signals.some(
    (signal) => signal.kind === 'order' && (signal.outcome === 'won' || signal.stage === 'renew'),
  );
  if (!bought && (stage === 'research' || stage === 'buy')) return [];
  const isFormer = isFormerCustomer(record?.lifecycle);
  return churnHistory({ object: subject.object, signals, isFormer }, deps.now());
}

const hasMoved = (before: number, now: number): boolean => Math.abs(now - before) > GROWN * before;

function isOld({ trainedAt }: { readonly trainedAt: string }, nowMs: number): boolean {
  return nowMs - Date.parse(trainedAt) >= OLD_DAYS * DAY_MS;
}

async function learnChurn(
  deps: TaskDeps,
  install: string,
  object: Subject['object'],
  rows: readonly ChurnRow[],
): Promise<boolean> {
  const kind = churnKind(object);
  const left = rows.filter(({ churned }) => churned).length;
  const before = learnedContent<LearnedChurn>((await deps.store.models.inUse(install, kind))?.content);
  const now = deps.now();
  if (before !== null && !isOld(before, now) && before.left === left && !hasMoved(before.rows, rows.length))
    return false;
  const known = new Set(rows.flatMap(({ features }) => Object.keys(features).filter((key) => features[key] != null)));
  const directions = Object.fromEntries(Object.entries(CHURN_DIRECTIONS).filter(([feature]) => known.has(feature)));
  const content: LearnedChurn = {
    ...{
      form: LEARNED_FORM,
      trainedAt: new Date(now).toISOString(),
      rows: rows.length,
      left,
      days: CHURN_HORIZON_DAYS,
    },
    model: rows.length < FEWEST_ROWS ? null : trainChurn(rows, { directions }),
  };
  await keep(deps, install, kind, content);
  return before !== null || content.model !== null;
}

async function learnTexts(deps: TaskDeps, install: string, texts: readonly RatedText[]): Promise<boolean> {
  const stored = await deps.store.models.inUse(install, TEXT_KIND);
  const before = learnedContent<LearnedTexts>(stored?.content);
  const now = deps.now();
  if (before !== null && !isOld(before, now) && !hasMoved(before.result.labels, texts.length)) return false;
  const { model: trained, ...result } = trainSentiment(texts);
  const model = isClear(result.validation?.leads ?? []) ? trained : null;
  const content: LearnedTexts = { form: LEARNED_FORM, trainedAt: new Date(now).toISOString(), result, model };
  await keep(deps, install, TEXT_KIND, content);
  return JSON.stringify(before?.model ?? null) !== JSON.stringify(model);
}

/**
 * Is the lead over the lexicons more than the parts of the cross-validation differ by (mean above its standard error)? Another reader
 * moves everybody's score, and a lead that chance made is no reason to.
 */
function isClear(leads: readonly number[]): boolean {
  if (leads.length < 2) return false;
  const mean = leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
  const variance = leads.reduce((sum, lead) => sum + (lead - mean) ** 2, 0) / (leads.length - 1);
  return mean > Math.sqrt(variance / leads.length);
}

async function keep({ store, now }: TaskDeps, install: string, kind: string, content: unknown): Promise<void> {
  const at = new Date(now()).toISOString();
  await store.transaction((tx) => store.models.use(tx, install, { kind, id: kind, version: 1, content, at }), install);
}
