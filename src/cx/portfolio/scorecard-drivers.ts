import { type KeyDriverReport, keyDrivers } from '../key-drivers.ts';
import type { Scorecard } from '../model/scorecard.ts';

export interface ScorecardDriverOptions {
  /** The metric to explain. Default `nps`; it has to be something that customers say. */
  readonly target?: string;
  /** Default: every metric of the nature `record` that at least half of the rated customers have. */
  readonly predictors?: readonly string[];
  readonly minimumRows?: number;
  readonly resamples?: number;
}

/**
 * Which recorded metrics go with what customers say: one row per scorecard that has the target, scores 0..100. The composite is never
 * the target: it is made of these metrics, so explaining it by them would say nothing.
 * @returns the report, or why there is none.
 */
export function scorecardDrivers(
  scorecards: readonly Scorecard[],
  options: ScorecardDriverOptions = {},
): KeyDriverReport | { readonly status: 'insufficient'; readonly target: string; readonly reason: string } {
  const { target = 'nps' } = options;
  const rows = scorecards
    .map(({ components }) => new Map(components.map((component) => [component.metric, component])))
    .filter((row) => row.has(target));
  const natures = new Map(rows.flatMap((row) => [...row.values()].map(({ metric, nature }) => [metric, nature])));
  const usual = [...natures]
    .filter(
      ([metric, nature]) => nature === 'record' && rows.filter((row) => row.has(metric)).length >= rows.length / 2,
    )
    .map(([metric]) => metric)
    .sort();
  const predictors = options.predictors ?? usual;
  if (predictors.length === 0) {
    return { status: 'insufficient', target, reason: `No customer has "${target}" together with a recorded metric.` };
  }
  return keyDrivers({
    rows: rows.map((row) =>
      Object.fromEntries([target, ...predictors].map((metric) => [metric, row.get(metric)?.score ?? null])),
    ),
    target,
    predictors,
    scales: Object.fromEntries(predictors.map((metric) => [metric, [0, 100] as const])),
    ...(options.minimumRows === undefined ? {} : { minimumRows: options.minimumRows }),
    ...(options.resamples === undefined ? {} : { resamples: options.resamples }),
  });
}
