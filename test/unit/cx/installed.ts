/** Everything that is shipped, as the program finds it. */
import { loadContributions } from '../../../src/contributions.ts';
import { createEvaluate } from '../../../src/cx/evaluate.ts';
import type { Component, Flag, Scorecard } from '../../../src/cx/model/scorecard.ts';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { model, NOW } from './signals.ts';

export const { metrics: METRICS, flags: FLAGS } = await loadContributions();
export const evaluate = createEvaluate({ metrics: METRICS, flags: FLAGS });

/** The scorecard of the customer `ana`, now, by the test model. */
export function scorecardOf(
  signals: readonly Signal[],
  changes: Partial<Parameters<typeof evaluate>[0]> = {},
): Scorecard {
  return evaluate({ subject: { object: 'customer', id: 'ana' }, signals, model, now: NOW, ...changes });
}

/** One component of the scorecard of these signals, or null where the metric knows nothing. */
export function componentOf(
  metric: string,
  signals: readonly Signal[],
  object: 'customer' | 'account' = 'customer',
): Component | null {
  const { components } = scorecardOf(signals, { subject: { object, id: 'ana' } });
  return components.find((component) => component.metric === metric) ?? null;
}

/** One flag of the scorecard of these signals, or null where it is not raised. */
export function flagOf(
  flag: string,
  signals: readonly Signal[],
  object: 'customer' | 'account' = 'customer',
): Flag | null {
  const { flags } = scorecardOf(signals, { subject: { object, id: 'ana' } });
  return flags.find(({ id }) => id === flag) ?? null;
}
