/** What was learned, brought to one subject: what the evaluation is told before, and what is added to its scorecard after. */
import { type ChurnPrediction, predictChurn } from '../../cx/churn.ts';
import { churnFeatures } from '../../cx/churn-features.ts';
import { isFormerCustomer, leavingOf } from '../../cx/churn-outcomes.ts';
import { forecastOf } from '../../cx/forecast.ts';
import { relationshipStage } from '../../cx/journey/relationship-stage.ts';
import type { ChurnRisk, Scorecard, StoredTrend, Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Stage } from '../../cx/model/touchpoint.ts';
import { roundNumbers } from '../../cx/round-numbers.ts';
import { type ReadSignals, readSignals, type Timeline, timelineAt } from '../../cx/timeline.ts';
import type { Install, StoredSubject } from '../../store/port.ts';
import type { TaskDeps } from '../tasks/deps.ts';
import { attributesOf } from './attributes.ts';
import { customerRecord } from './each-subject.ts';
import { usualScore } from './learn-portfolio.ts';
import type { ChurnInUse, Learned } from './read-learned.ts';

/** Before everybody was looked at together, a change must be this unlikely by chance alone. */
const FIRST_CUT_OFF = 0.01;
/** A change that nobody would act on is none. */
const LEAST_CHANGE = 2;
const REASONS = 3;

/** What the evaluation of a subject is told of it. */
export interface Circumstances {
  readonly stage: Stage | null;
  readonly prior?: { readonly score: number };
  readonly churnedAt: string | null;
  readonly read: ReadSignals;
}

export interface InsightsOf {
  before(subject: StoredSubject, signals: readonly Signal[]): Circumstances;
  after(scorecard: Scorecard): Scorecard;
}

/** Reads what is known of these subjects, once for all of them. */
export async function insightsOf(
  deps: TaskDeps,
  install: Install,
  learned: Learned,
  object: Subject['object'],
  ids: readonly string[],
): Promise<InsightsOf> {
  const { store } = deps;
  const nowMs = deps.now();
  const records = object === 'customer' ? await store.records.get(install.id, object, ids) : new Map<string, unknown>();
  const trends = await store.insights.trendsOf(install.id, object, ids);
  const timelines = new Map<string, Timeline>();
  const { bands } = deps.modelOf(install);
  return {
    before(subject, signals) {
      const record = customerRecord(records.get(subject.id));
      const read = readSignals(signals);
      const timeline = timelineAt(read, nowMs, object);
      timelines.set(subject.id, timeline);
      const { leftMs } = leavingOf(timeline, isFormerCustomer(record?.lifecycle));
      const stage = relationshipStage(timeline, nowMs, deps.lifecycleStage(install.crm, record?.lifecycle));
      const property = learned.portfolio?.usual[object].property ?? '';
      const prior = usualScore(learned.portfolio, object, attributesOf({ subject, record })[property]);
      return {
        stage,
        ...(prior === null ? {} : { prior: { score: prior } }),
        churnedAt: leftMs === null ? null : new Date(leftMs).toISOString(),
        read,
      };
    },

    after(scorecard) {
      const { id } = scorecard.subject;
      const timeline = timelines.get(id);
      timelines.delete(id);
      const isFrozen = scorecard.frozenAt != null;
      // Where too little is known for a score, too little is known to say who may leave.
      const isTold = !isFrozen && scorecard.status === 'scored';
      const churn = isTold && timeline !== undefined ? riskOf(learned.churn[object], timeline, nowMs) : null;
      const used = {
        ...(learned.textVersion === null ? {} : { text: learned.textVersion }),
        ...(churn === null ? {} : { churn: learned.churn[object]?.version }),
      };
      return {
        ...scorecard,
        forecast: forecastOf(scorecard, trends.get(id) ?? null, bands),
        trend: trendOf(scorecard, trends.get(id) ?? null, learned.portfolio?.changeCutOff ?? FIRST_CUT_OFF),
        churnRisk: churn,
        learned: used,
      };
    },
  };
}

function riskOf(inUse: ChurnInUse | null, timeline: Timeline, nowMs: number): ChurnRisk | null {
  const model = inUse?.learned.model ?? null;
  if (inUse === null || model === null || model.kind === 'insufficient' || timeline.count === 0) return null;
  const { kind, value, contributions }: ChurnPrediction = predictChurn(model, churnFeatures(timeline, nowMs));
  return roundNumbers<ChurnRisk>({
    ...{ kind, value, days: inUse.learned.days },
    contributions: contributions
      .filter(({ amount }) => amount !== 0)
      .slice(0, REASONS)
      .map(({ feature, amount }) => ({ feature, amount })),
  });
}

/** The stored history decides where it can; else the change of 30 days, where it is more than chance among all customers. */
function trendOf({ change30d }: Scorecard, stored: StoredTrend | null, cutOff: number): StoredTrend | null {
  const { points = 0, p } = change30d ?? {};
  const isSure = p !== undefined && p <= cutOff && Math.abs(points) >= LEAST_CHANGE;
  const byChange = isSure ? (points > 0 ? 'up' : 'down') : 'none';
  if (stored === null) {
    if (change30d === null) return null;
    return { direction: byChange, slopePer30d: null, p: null, readings: 0, monthOnMonth: null, yearOnYear: null };
  }
  return stored.direction === 'none' ? { ...stored, direction: byChange } : stored;
}
