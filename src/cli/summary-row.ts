/** One row of the table of segments. */
import type { Summary } from '../cx/portfolio/summary.ts';

export const SUMMARY_HEAD: readonly string[] = [
  ...['segment', 'customers', 'scored', 'score', 'good/fair/poor/critical', 'NPS', 'flagged'],
];

/** An NPS says little without its interval and the number of answers. */
function npsOf(nps: Summary['nps']): string {
  if (nps === null) return '–';
  const { interval } = nps;
  const range = interval === null ? '' : ` (${interval.low.toFixed(0)} to ${interval.high.toFixed(0)})`;
  return `${nps.nps.toFixed(0)}${range}, n ${nps.n}`;
}

/** @param name of the segment. */
export function summaryRow(name: string, summary: Summary): (string | number | null)[] {
  const { customers, scored, meanScore, bands, nps, flagged } = summary;
  return [
    ...[name, customers, scored, meanScore === null ? '–' : meanScore.toFixed(1)],
    ...[`${bands.good}/${bands.fair}/${bands.poor}/${bands.critical}`, npsOf(nps), flagged],
  ];
}
