import type { KeyDriverReport } from '../cx/key-drivers.ts';
import { table as alignedTable } from './output.ts';

type Report = KeyDriverReport | { readonly status: 'insufficient'; readonly reason: string };

/** A report of key drivers as a table, or why there is none. */
export function describeDrivers(report: Report): string {
  if (report.status === 'insufficient') return `Not reported: ${report.reason}`;
  const round = (value: number, digits: number): string => value.toFixed(digits);
  return [
    alignedTable(
      [
        'driver',
        'importance %',
        '95 % interval',
        'share of variance',
        'correlation',
        'mean',
        'performance',
        'quadrant',
      ],
      report.drivers.map((driver) => [
        driver.predictor,
        driver.significant ? round(driver.importance, 1) : '0 (not significant)',
        `${round(driver.rescaledInterval.low, 1)}–${round(driver.rescaledInterval.high, 1)}`,
        round(driver.raw, 4),
        round(driver.correlation, 3),
        round(driver.mean, 2),
        round(driver.performance, 0),
        driver.quadrant,
      ]),
    ),
    '',
    `R² ${round(report.rSquared, 4)} of "${report.target}" over ${report.rowsUsed} rows (${report.method}).`,
    report.note,
  ].join('\n');
}
