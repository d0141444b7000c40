import { Z95 } from './intervals.ts';
import { requireNumber, requireSameLength } from './require-finite.ts';

export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share still there just after `time`, 0..1. */
  readonly survival: number;
  /** 95 %, on the log(−log) scale; survival itself where that has no value (0 or 1). */
  readonly low: number;
  readonly high: number;
}

/**
 * Kaplan–Meier: the share of customers still there after each length of time, when many have not left yet. One step per time at which
 * somebody left; those who stop being seen at that time still count as at risk.
 * Sources: Kaplan & Meier 1958, https://doi.org/10.1080/01621459.1958.10501452; variance of Greenwood 1926.
 * @param times how long each was seen. @param left whether they had left by then.
 * @throws RangeError for a negative time, or lengths that differ.
 */
export function kaplanMeier(times: readonly number[], left: readonly boolean[]): SurvivalStep[] {
  requireSameLength('times', times, 'left', left);
  for (const [index, time] of times.entries()) requireNumber(`times[${index}]`, time, 0);
  const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let start = 0; start < order.length; ) {
    const time = times[order[start] ?? 0] ?? 0;
    let end = start;
    let events = 0;
    while (end < order.length && times[order[end] ?? 0] === time) {
      if (left[order[end] ?? 0] === true) events += 1;
      end += 1;
    }
    const atRisk = order.length - start;
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
      steps.push({ time, atRisk, events, survival, ...limits(survival, greenwood) });
    }
    start = end;
  }
  return steps;
}

function limits(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const spread = Math.exp((Z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
  return { low: survival ** spread, high: survival ** (1 / spread) };
}
