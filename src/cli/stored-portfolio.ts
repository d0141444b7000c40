/** The stored summary of an install's portfolio, as text. */
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';
import { describeDrivers } from './describe-drivers.ts';
import { describeBuying, describeService, describeStays } from './describe-service.ts';
import { table } from './output.ts';
import { SUMMARY_HEAD, summaryRow } from './summary-row.ts';

const fixed = (value: number | null | undefined, digits = 1): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits);
const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${(100 * share).toFixed(0)} %`;

type Comparison = PortfolioContent['months']['monthOnMonth'];

function changeOf(comparison: Comparison): string {
  if (comparison === null || comparison.change === null) return `no ${comparison?.missing.join(', ') || 'history'}`;
  const { difference, isCertain } = comparison.change;
  return `${difference > 0 ? '+' : ''}${difference.toFixed(1)}${isCertain ? '' : ' (may be chance)'}`;
}

/** @param nameOf what a subject is called. */
export function describeStored(content: PortfolioContent, nameOf: (object: string, id: string) => string): string {
  const { summary, segments, friction, revenue, retention, journeys, closedLoop, months, trends } = content;
  const month = friction[0]?.paretos.at(-1);
  const parts = [
    `As of ${content.at}; ${content.looked.customers} of ${content.looked.of} customers looked at, ${content.left} have left.`,
    table(SUMMARY_HEAD, [
      summaryRow('(all)', summary),
      ...segments.map((own) => summaryRow(`${own.property} = ${own.value}`, own.summary)),
    ]),
    `Frictions of ${month?.month ?? 'this month'}:\n${table(
      ['flag', 'customers', 'share', 'cumulative', 'score with − without'],
      (month?.bars ?? []).map(({ flag, customers, share, cumulative, impact }) => [
        ...[flag, customers, percent(share), percent(cumulative)],
        impact === null ? '–' : `${fixed(impact.difference)}${impact.isCertain ? '' : ' (may be chance)'}`,
      ]),
    )}`,
    `Revenue at risk: ${fixed(revenue.atRisk, 0)} of ${fixed(revenue.total, 0)} (${percent(revenue.share)}).\n${table(
      ['rank', 'who', 'revenue', 'score', 'band'],
      revenue.ranked.map((own) => [
        ...[own.rank, nameOf(own.subject.object, own.subject.id), own.revenue, fixed(own.score), own.band],
      ]),
    )}`,
    `Mean score on last month ${changeOf(months.monthOnMonth)}, on last year ${changeOf(months.yearOnYear)}. Trends: ${trends.up} up, ${trends.down} down, ${trends.none} none, ${trends.insufficient} with too little history.`,
    `Bad answers of the last 90 days: ${closedLoop.open} open, ${closedLoop.contacted} contacted, ${closedLoop.resolved} resolved; ${percent(closedLoop.closedInTime?.share)} closed within 48 h.`,
  ];
  if (retention !== null) {
    const { churn, lost, activeAtStart } = retention.period;
    parts.push(`Churn of the last 365 days: ${percent(churn)} (${lost} of ${activeAtStart}).`);
    parts.push(...describeStays(retention.stays));
  }
  parts.push(...describeBuying(content.buying), ...describeService(content));
  if (journeys !== null) {
    const { largestDrop: drop, recovery } = journeys;
    const gaps = journeys.stages.filter(({ isListeningGap }) => isListeningGap).map(({ stage }) => stage);
    parts.push(
      table(
        ['touchpoint', 'customers', 'score', 'share of pain', 'lowest of'],
        journeys.touchpoints.map((own) => [
          ...[own.touchpoint, own.customers, fixed(own.score), percent(own.painShare), own.lowestOf],
        ]),
      ),
      `Largest drop: ${drop === null ? 'none' : `${drop.from} to ${drop.to}, ${fixed(drop.points)} points`}. Nobody was asked in: ${gaps.join(', ') || 'no stage, all were'}. Recovered: ${percent(recovery.rate?.share)} of ${recovery.n} bad experiences.`,
    );
  }
  parts.push(`Key drivers of ${content.drivers.target}:\n${describeDrivers(content.drivers)}`);
  return parts.join('\n\n');
}
