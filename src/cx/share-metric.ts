import type { Context } from './context.ts';
import type { Measurement } from './define-metric.ts';
import type { Evidence } from './model/scorecard.ts';
import type { SignalKind } from './model/signal.ts';
import { type Anchors, scoreOn } from './stats/anchors.ts';
import { weightedMean } from './stats/decay.ts';
import { wilsonInterval, Z95 } from './stats/intervals.ts';
import { weigh } from './weigh.ts';

/**
 * The decayed share of cases that count, in per cent, with Wilson's interval at the effective sample size. The standard error is half
 * of the interval's scores over z. Null without cases.
 */
export function measureShare(
  kind: SignalKind,
  cases: readonly { readonly atMs: number; readonly counts: boolean }[],
  anchors: Anchors,
  evidence: readonly Evidence[],
  context: Context,
): Measurement | null {
  if (cases.length === 0) return null;
  const { weights, effectiveN, confidence } = weigh(
    kind,
    cases.map(({ atMs }) => atMs),
    context,
  );
  const share = Math.min(
    1,
    weightedMean(
      cases.map(({ counts }) => (counts ? 1 : 0)),
      weights,
    ),
  );
  const interval = wilsonInterval(Math.min(share * effectiveN, effectiveN), effectiveN);
  const low = 100 * interval.low;
  const high = 100 * interval.high;
  return {
    value: 100 * share,
    score: scoreOn(anchors, 100 * share),
    n: cases.length,
    confidence,
    standardError: Math.abs(scoreOn(anchors, low) - scoreOn(anchors, high)) / (2 * Z95),
    interval: { low, high },
    evidence,
  };
}
