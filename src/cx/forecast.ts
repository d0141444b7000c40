/** Where the score goes if it goes on like this: so that somebody can act before an edge is crossed. */
import type { Model } from './model/model.ts';
import type { Forecast, Scorecard, StoredTrend } from './model/scorecard.ts';
import { DAY_MS } from './stats/decay.ts';

/** Farther ahead a straight line says little. */
export const FORECAST_DAYS = 30;

/**
 * The low band that a score will have reached within 30 days at its present pace (Sen's slope), and when. Null unless its stored history falls beyond chance,
 * corrected for everybody (Mann–Kendall, Benjamini–Hochberg); null for who has left. A straight line, not a promise: it has no interval.
 * @param trend of the stored history alone, not of the change of 30 days.
 */
export function forecastOf(
  { score, band, at, frozenAt }: Pick<Scorecard, 'score' | 'band' | 'at' | 'frozenAt'>,
  trend: StoredTrend | null,
  { poor, fair }: Model['bands'],
): Forecast | null {
  if (score === null || band === null || band === 'critical' || frozenAt != null) return null;
  if (trend === null || trend.direction !== 'down' || trend.slopePer30d === null || trend.slopePer30d >= 0) return null;
  const [next, edge] = band === 'poor' ? (['critical', poor] as const) : (['poor', fair] as const);
  const days = Math.max(0, (30 * (score.value - edge)) / -trend.slopePer30d);
  if (days > FORECAST_DAYS) return null;
  return { band: next, at: new Date(Date.parse(at) + days * DAY_MS).toISOString() };
}
