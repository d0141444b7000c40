import { forecastPurchases, type PurchaseForecast } from '../../cx/purchase-forecast.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import type { AddCommand } from '../command.ts';
import { table as alignedTable } from '../output.ts';
import { type PurchaseColumns, readBuyers } from '../read-purchases.ts';
import { readInstant } from '../read-signals.ts';
import { readTable, refusing } from '../read-table.ts';

interface Options extends PurchaseColumns {
  readonly data: string;
  readonly now?: string;
  readonly ahead: string;
  readonly json?: boolean;
}

const SHOWN = 20;

/** `pulso repurchase`: who still buys, and how often they will. Format and method: docs/statistics.md. */
export const addRepurchase: AddCommand = (program, output) => {
  program
    .command('repurchase')
    .description('Who still buys and how often they will (BG/NBD), and RFM. Format: docs/statistics.md.')
    .requiredOption('--data <file>', 'CSV with a header, or JSON lines; one row per purchase, or per customer')
    .option('--customer <column>', 'who bought', 'customer')
    .option('--at <column>', 'one row per purchase: when', 'at')
    .option('--amount <column>', 'one row per purchase: for how much (default: not known)')
    .option('--frequency <column>', 'one row per customer: purchases after the first')
    .option('--recency <column>', 'one row per customer: time from the first purchase to the last')
    .option('--age <column>', 'one row per customer: time from the first purchase until now')
    .option('--now <instant>', 'until when purchases are known, ISO 8601 (default: the clock)')
    .option('--ahead <time>', 'how far to look: days, or the unit of --age', '90')
    .option('--json', 'as JSON, with every customer')
    .addHelpText(
      'after',
      '\nExamples:\n  pulso repurchase --data orders.csv --at date --amount total --now 2026-11-23T00:00:00Z\n  pulso repurchase --data sums.csv --customer id --frequency x --recency t_x --age T --ahead 39',
    )
    .action((options: Options) => {
      const table = readTable(options.data);
      const faults: Fault[] = [];
      const now = readInstant(options.now, '--now', faults);
      const ahead = Number(options.ahead);
      if (!(ahead > 0 && Number.isFinite(ahead))) {
        faults.push({ key: '--ahead', message: `"${options.ahead}" is not a number above 0` });
      }
      const buyers = readBuyers(table, options, Date.parse(now), faults);
      if (faults.length > 0) throw new RequestInvalid('The purchases cannot be read:', faults);
      const forecast = refusing('The purchases cannot be used:', () => forecastPurchases(buyers, ahead));
      if (forecast.status === 'fitted') for (const warning of forecast.warnings) output.remark(warning);
      output.result(options.json ? JSON.stringify(forecast, null, 2) : describe(forecast));
    });
};

function describe(forecast: PurchaseForecast): string {
  const { buyers, repeatBuyers, repurchase } = forecast;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rate = `${repeatBuyers} of ${buyers} buyers bought again: ${percent(repurchase.share)} (${percent(repurchase.interval.low)} to ${percent(repurchase.interval.high)}).`;
  if (forecast.status === 'insufficient') return `${rate}\nNo forecast: ${forecast.reason}`;
  const { model, logLikelihood, ahead, customers } = forecast;
  return [
    rate,
    `BG/NBD: r ${model.r.toFixed(4)}, alpha ${model.alpha.toFixed(4)}, a ${model.a.toFixed(4)}, b ${model.b.toFixed(4)}; log-likelihood ${logLikelihood.toFixed(1)}.`,
    '',
    alignedTable(
      ['customer', 'purchases', 'since the last', 'still a customer', `expected within ${ahead}`, 'R F M'],
      customers
        .slice(0, SHOWN)
        .map(({ customer, purchases, sinceLast, alive, expected, rfm }) => [
          customer,
          purchases,
          Math.round(sinceLast * 10) / 10,
          percent(alive),
          expected.toFixed(2),
          rfm === null ? '–' : `${rfm.recency} ${rfm.frequency} ${rfm.monetary}`,
        ]),
    ),
    ...(customers.length > SHOWN ? ['', `${customers.length - SHOWN} more customers; --json gives them all.`] : []),
  ].join('\n');
}
