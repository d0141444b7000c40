/** How long customers stay and how service goes week by week, as text. */

import type { Buying } from '../cx/portfolio/buying.ts';
import type { ServiceTrend } from '../cx/portfolio/service-trends.ts';
import type { StayCurve } from '../cx/portfolio/stay-curve.ts';
import type { Portfolio } from '../cx/portfolio.ts';
import { table } from './output.ts';

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** Kaplan–Meier, read after whole months. */
export function describeStays(stays: StayCurve | null | undefined): string[] {
  if (stays == null || stays.points.length === 0) return [];
  const { customers, left, points, medianMonths } = stays;
  const half = medianMonths === null ? 'More than half are still there' : `Half stay ${medianMonths.toFixed(1)} months`;
  return [
    `How long ${customers} customers stay, ${left} of whom have left (Kaplan–Meier). ${half}.\n${table(
      ['after months', 'still there', '95 %', 'seen so long'],
      points.map((own) => [
        ...[own.months, percent(own.share), `${percent(own.low)} to ${percent(own.high)}`, own.atRisk],
      ]),
    )}`,
  ];
}

const MEASURES: Readonly<Record<ServiceTrend['measure'], string>> = {
  'first-response': 'hours to the first answer',
  resolution: 'hours to solve',
  tickets: 'tickets a week',
};

function going({ trend: { status, direction, slopePer30d } }: ServiceTrend): string {
  if (status === 'insufficient') return 'too few weeks';
  if (direction === 'none' || slopePer30d === null) return 'no change beyond chance';
  return `${direction === 'up' ? 'rises' : 'falls'}, ${slopePer30d > 0 ? '+' : ''}${slopePer30d.toFixed(1)} in 30 days`;
}

/** Who still buys, and good customers who may have gone. */
export function describeBuying(buying: Buying | null | undefined): string[] {
  if (buying == null) return [];
  if (buying.status === 'insufficient') return [`Who still buys: ${buying.reason}`];
  const { alive, buyers, expected, slipping, warnings } = buying;
  return [
    `About ${alive.toFixed(0)} of ${buyers} buyers still buy (BG/NBD); ${expected.toFixed(0)} purchases to expect in 90 days. ${warnings.join(' ')}${
      slipping.length === 0
        ? ''
        : `\n${table(
            ['good customers who may be gone', 'P(alive)', 'days since', 'purchases', 'R F M'],
            slipping.map((own) => [
              ...[own.customer, percent(own.alive), own.daysSinceLast, own.purchases],
              `${own.rfm.recency} ${own.rfm.frequency} ${own.rfm.monetary}`,
            ]),
          )}`
    }`.trim(),
  ];
}

/** Weekly series of service, and where tickets wait. */
export function describeService(of: Partial<Pick<Portfolio, 'service' | 'bottlenecks'>>): string[] {
  const parts: string[] = [];
  const { service = [], bottlenecks } = of;
  if (service.length > 0) {
    parts.push(
      table(
        ['service by week', 'of', 'last week', 'trend', 'jumped'],
        service.map((own) => [
          ...[MEASURES[own.measure], own.part.value ?? 'all', own.weeks.at(-1)?.value.toFixed(1) ?? '–', going(own)],
          own.shift === null
            ? '–'
            : `${own.shift.at.slice(0, 10)}: ${own.shift.before.toFixed(1)} to ${own.shift.after.toFixed(1)}`,
        ]),
      ),
    );
  }
  if (bottlenecks !== undefined && bottlenecks.steps.length > 0) {
    const { steps, slowest } = bottlenecks;
    parts.push(
      `Steps of tickets${slowest === null ? '' : `, the slowest is ${slowest}`}:\n${table(
        ['step', 'stays', 'median h', '90 % h', 'share of time'],
        steps.map((own) => [
          ...[own.step, own.n, own.medianHours.toFixed(1), own.p90Hours.toFixed(1), percent(own.share)],
        ]),
      )}`,
    );
  }
  return parts;
}
