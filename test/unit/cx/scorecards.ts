/** Scorecards for tests: what matters is given, everything else has a plain default. */
import { bandOf } from '../../../src/cx/bands.ts';
import { type Scorecard, scorecardSchema } from '../../../src/cx/model/scorecard.ts';
import { model, NOW } from './signals.ts';

interface Given {
  readonly id: string;
  readonly at?: string;
  readonly score?: number | null;
  readonly flags?: readonly string[];
  /** Metric → score 0..100, which is its value too. */
  readonly metrics?: Readonly<Record<string, number>>;
}

export function scorecard({ id, at = NOW, score = null, flags = [], metrics = {} }: Given): Scorecard {
  return scorecardSchema.parse({
    subject: { object: 'customer', id },
    model: { id: 'default', version: 1 },
    at,
    status: score === null ? 'insufficient' : 'scored',
    score: score === null ? null : { value: score, low: Math.max(0, score - 5), high: Math.min(100, score + 5) },
    band: score === null ? null : bandOf(score, model, null),
    coverage: score === null ? 0.1 : 0.8,
    perception: null,
    record: null,
    components: Object.entries(metrics).map(([metric, value]) => ({
      metric,
      nature: ['nps', 'csat', 'ces'].includes(metric) ? 'perception' : 'record',
      value,
      unit: 'points',
      score: value,
      n: 1,
      confidence: 0.5,
      weight: 0.1,
      share: 0,
      points: 0,
      evidence: [],
    })),
    drivers: [],
    change30d: null,
    flags: flags.map((flag) => ({
      id: flag,
      severity: 'medium',
      since: at,
      evidence: [{ signal: 'x', at }],
      facts: {},
    })),
    facts: {
      nps: null,
      npsCategory: null,
      csat: null,
      ces: null,
      openTickets: 0,
      firstResponseHours: null,
      resolutionHours: null,
      lastContactAt: null,
    },
    nextStep: null,
    lowSince: null,
    signals: { n: 0, newestAt: null, oldestAt: null },
  });
}
