import { type Contributions, loadContributions } from '../../contributions.ts';
import { defaultModel } from '../../cx/default-model.ts';
import { createEvaluate } from '../../cx/evaluate.ts';
import { journeyOf } from '../../cx/journey.ts';
import type { Model } from '../../cx/model/model.ts';
import type { Band, Scorecard } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import { monthCalendar, shiftMonth } from '../../cx/portfolio/months.ts';
import { type Portfolio, type PortfolioCustomer, portfolioOf } from '../../cx/portfolio.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { NOTHING_LEARNED, namesOfRanked, readPortfolio } from '../../jobs/learn/read-portfolio.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { describeDrivers } from '../describe-drivers.ts';
import { describeBuying, describeService, describeStays } from '../describe-service.ts';
import { withCore } from '../open-core.ts';
import type { Output } from '../output.ts';
import { table } from '../output.ts';
import { type CustomerAttributes, readAttributes } from '../read-attributes.ts';
import { checkFile, groupSignals, readInstant, readModelFile, readSignalFile, remarkRefused } from '../read-signals.ts';
import { namesOf, refusing, wholeNumber } from '../read-table.ts';
import { rememberTexts } from '../remember-texts.ts';
import { describeStored } from '../stored-portfolio.ts';
import { SUMMARY_HEAD, summaryRow } from '../summary-row.ts';

interface Options {
  readonly install?: string;
  readonly signals?: string;
  readonly attributes?: string;
  readonly segments?: string;
  readonly now?: string;
  readonly model?: string;
  readonly timeZone?: string;
  readonly months?: string;
  readonly change: readonly string[];
  readonly json?: boolean;
}

interface Checked {
  readonly now: string;
  readonly model: Model;
  readonly timeZone: string;
  readonly months: number;
  readonly attributes: ReadonlyMap<string, CustomerAttributes>;
  readonly segmentBy: readonly string[];
  readonly changes: readonly { readonly at: string; readonly label: string }[];
}

/** `pulso portfolio`: all customers of a file together. Formats: docs/signals.md, docs/portfolio.md. */
export const addPortfolio: AddCommand = (program, output) => {
  program
    .command('portfolio')
    .description('All customers together: frictions, segments, trends, revenue at risk. Format: docs/portfolio.md.')
    .option('--install <id>', 'of this install, as it was last learned from its own customers; nothing else is needed')
    .option('--signals <file>', 'JSON lines or CSV, one signal each; - for standard input')
    .option('--attributes <file>', 'CSV or JSON lines: customer, revenue, started_at, ended_at and any property')
    .option('--segments <properties>', 'comma-separated properties to split by (default: none)')
    .option('--now <instant>', 'the instant to look from, ISO 8601 (default: the clock)')
    .option('--model <file>', 'a model as JSON (default: the shipped one)')
    .option('--time-zone <zone>', "whose calendar months count (default: that of the model's working hours)")
    .option('--months <count>', 'how many months back to compute (default: 13)')
    .option(
      '--change <date=label>',
      'something that changed on a date, compared before and after; may be given again',
      collect,
      [],
    )
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  pulso portfolio --signals signals.jsonl --attributes attributes.csv --segments plan --change 2026-09-01="New portal"',
    )
    .action(async (given: Options) => {
      if (given.install !== undefined) return await tellInstall(given.install, given, output);
      const { signals: file, ...rest } = given;
      if (file === undefined) {
        const message = 'say a file, or an install with --install';
        throw new RequestInvalid('That cannot be looked at:', [{ key: '--signals', message }]);
      }
      const options = { ...rest, signals: file };
      const contributions = await loadContributions();
      const checked = checkOptions(options, contributions.metrics);
      const { signals, refused } = await readSignalFile(options.signals);
      const portfolio = refusing('That cannot be looked at:', () => portfolioFrom(signals, checked, contributions));
      remarkRefused(output, options.signals, refused, `${signals.length} signals`);
      const strangers = [...checked.attributes.keys()].filter((id) => !signals.some(({ customer }) => customer === id));
      if (strangers.length > 0) {
        output.remark(
          `${strangers.length} customers of ${options.attributes} have no signal and were left out of the scores.`,
        );
      }
      output.result(options.json ? JSON.stringify({ portfolio, refused }, null, 2) : describe(portfolio));
    });
};

async function tellInstall(id: string, { json }: Options, output: Output): Promise<void> {
  await withCore(async ({ store, ...core }) => {
    await chooseInstalls({ store, ...core }, id);
    const portfolio = await readPortfolio(store, id);
    if (portfolio === null) {
      throw new RequestInvalid('There is no portfolio yet:', [{ key: '--install', message: NOTHING_LEARNED }]);
    }
    const names = await namesOfRanked(store, id, portfolio);
    const name = (object: string, own: string): string => names.get(`${object} ${own}`) ?? own;
    output.result(json ? JSON.stringify({ portfolio }, null, 2) : describeStored(portfolio, name));
  });
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

function checkOptions(options: Options & { readonly signals: string }, metrics: Contributions['metrics']): Checked {
  const faults: Fault[] = [];
  const now = readInstant(options.now, '--now', faults);
  checkFile(options.signals, '--signals', faults);
  if (options.attributes !== undefined) checkFile(options.attributes, '--attributes', faults);
  const model = options.model === undefined ? defaultModel : readModelFile(options.model, metrics, faults);
  const timeZone = options.timeZone ?? model?.businessHours.timeZone ?? 'UTC';
  try {
    monthCalendar(timeZone);
  } catch {
    faults.push({ key: '--time-zone', message: `"${timeZone}" is not known; use an IANA name such as Europe/Madrid` });
  }
  const months = wholeNumber(options.months, '--months', faults) ?? 13;
  if (months > 120) faults.push({ key: '--months', message: 'at most 120 months can be computed' });
  const changes = options.change.flatMap((given) => {
    const [, at = '', label = ''] = /^([^=]+)=(.+)$/.exec(given) ?? [];
    if (!Number.isNaN(Date.parse(at)) && label !== '') return [{ at: new Date(at).toISOString(), label }];
    faults.push({ key: '--change', message: `"${given}" is not a change; write it like 2026-09-01="New portal"` });
    return [];
  });
  const segmentBy = namesOf(options.segments) ?? [];
  if (segmentBy.length > 0 && options.attributes === undefined) {
    faults.push({ key: '--segments', message: 'needs --attributes, where the properties stand' });
  }
  if (model === null || faults.length > 0) throw new RequestInvalid('That cannot be looked at:', faults);
  if (options.attributes === undefined) {
    return { now, model, timeZone, months, attributes: new Map(), segmentBy: [], changes };
  }
  const { customers, properties } = readAttributes(options.attributes);
  const unknown = segmentBy.filter((name) => !properties.includes(name));
  if (unknown.length > 0) {
    throw new RequestInvalid(
      'That cannot be looked at:',
      unknown.map((name) => ({
        key: '--segments',
        message: `there is no property "${name}"; there are ${properties.join(', ')}`,
      })),
    );
  }
  return { now, model, timeZone, months, attributes: customers, segmentBy, changes };
}

/** Ends of the past months, oldest first: the last instants at which a scorecard of that month could have been made. */
function monthEnds({ now, timeZone, months }: Checked): string[] {
  const { monthOf, startOf } = monthCalendar(timeZone);
  const current = monthOf(Date.parse(now));
  return Array.from({ length: Math.max(0, months - 1) }, (_, index) =>
    new Date(startOf(shiftMonth(current, index - months + 2)) - 1).toISOString(),
  );
}

function portfolioFrom(signals: readonly Signal[], checked: Checked, contributions: Contributions): Portfolio {
  const { now, model, timeZone, attributes, segmentBy, changes } = checked;
  const textReader = rememberTexts();
  const evaluate = createEvaluate({ ...contributions, textReader });
  const ends = monthEnds(checked);
  const customers = groupSignals(signals, (signal) => signal.customer).map(([id, own]): PortfolioCustomer => {
    const subject = { object: 'customer', id } as const;
    const known = attributes.get(id);
    const churnedAt = known?.tenure?.endedAt ?? null;
    const first = own.reduce((least, { at }) => Math.min(least, Date.parse(at)), Number.POSITIVE_INFINITY);
    let previousBand: Band | null = null;
    const history: Scorecard[] = [];
    for (const end of ends) {
      if (Date.parse(end) < first || (churnedAt !== null && churnedAt <= end)) continue;
      const scorecard = evaluate({ subject, signals: own, model, now: end, previousBand });
      previousBand = scorecard.band;
      history.push(scorecard);
    }
    return {
      scorecard: evaluate({ subject, signals: own, model, now, previousBand, churnedAt }),
      signals: own,
      history,
      journey: journeyOf({ subject, signals: own, model, now, textReader }),
      ...(known === undefined ? {} : { attributes: known.attributes }),
      ...(known?.revenue == null ? {} : { revenue: known.revenue }),
      ...(known?.tenure == null ? {} : { tenure: known.tenure }),
    };
  });
  const businessHours = { ...model.businessHours, timeZone };
  return portfolioOf({ customers, now, timeZone, businessHours, segmentBy, changes });
}

function fixed(value: number | null | undefined, digits: number = 1): string {
  return value === null || value === undefined ? '–' : value.toFixed(digits);
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(100 * share).toFixed(0)} %`;
}

function describe(portfolio: Portfolio): string {
  const { summary, segments, friction, revenue, months, closedLoop, retention, journeys, changes } = portfolio;
  const now = friction[0]?.paretos.at(-1);
  const parts = [
    table(SUMMARY_HEAD, [
      summaryRow('(all)', summary),
      ...segments.map((segment) => summaryRow(`${segment.property} = ${segment.value}`, segment.summary)),
    ]),
    `Frictions of ${now?.month ?? 'this month'}:\n${table(
      ['flag', 'customers', 'share', 'cumulative', 'score with − without'],
      (now?.bars ?? []).map(({ flag, customers, share, cumulative, impact }) => [
        flag,
        customers,
        percent(share),
        percent(cumulative),
        impact === null ? '–' : `${fixed(impact.difference)}${impact.isCertain ? '' : ' (may be chance)'}`,
      ]),
    )}`,
    `Revenue at risk: ${fixed(revenue.atRisk, 0)} of ${fixed(revenue.total, 0)} (${percent(revenue.share)}).\n${table(
      ['rank', 'customer', 'revenue', 'score', 'band'],
      revenue.ranked.slice(0, 10).map((own) => [own.rank, own.subject.id, own.revenue, fixed(own.score), own.band]),
    )}`,
    table(
      ['metric', 'month', 'value', 'on month', 'on year', 'months missing'],
      months.map((own) => [
        own.metric,
        own.months.at(-1)?.month ?? '–',
        fixed(own.months.at(-1)?.mean, 2),
        differenceOf(own.monthOnMonth),
        differenceOf(own.yearOnYear),
        own.missing.length,
      ]),
    ),
    `Bad answers of the last 90 days: ${closedLoop.open} open, ${closedLoop.contacted} contacted, ${closedLoop.resolved} resolved; ${percent(closedLoop.closedInTime?.share)} closed within 48 h.`,
  ];
  const { rate, buyers, repeatBuyers } = portfolio.repurchase;
  if (rate !== null)
    parts.push(`Bought again: ${percent(rate.share)} (${repeatBuyers} of ${buyers} buyers in 365 days).`);
  parts.push(`Key drivers of NPS:\n${describeDrivers(portfolio.drivers)}`);
  if (retention !== null) {
    const { churn, lost, activeAtStart } = retention.period;
    parts.push(`Churn of the last 365 days: ${percent(churn)} (${lost} of ${activeAtStart}).`);
    parts.push(...describeStays(retention.stays));
  }
  parts.push(...describeBuying(portfolio.buying), ...describeService(portfolio));
  if (journeys !== null) {
    parts.push(
      table(
        ['touchpoint', 'customers', 'score', 'share of pain', 'lowest of'],
        journeys.touchpoints.map((own) => [
          own.touchpoint,
          own.customers,
          fixed(own.score),
          percent(own.painShare),
          own.lowestOf,
        ]),
      ),
      `Nobody was asked in: ${
        journeys.stages
          .filter(({ isListeningGap }) => isListeningGap)
          .map(({ stage }) => stage)
          .join(', ') || 'no stage, all were'
      }. Recovered: ${percent(journeys.recovery.rate?.share)} of ${journeys.recovery.n} bad experiences.`,
    );
  }
  for (const { change, difference, pairs, warnings } of changes) {
    parts.push(
      `${change.label} (${change.at.slice(0, 10)}): ${fixed(difference?.difference)} points over ${pairs} customers.\n${warnings.join('\n')}`,
    );
  }
  return parts.join('\n\n');
}

function differenceOf({ change, missing }: Portfolio['months'][number]['monthOnMonth']): string {
  if (missing.length > 0) return `no ${missing.join(', ')}`;
  if (change === null) return '–';
  return `${change.difference > 0 ? '+' : ''}${change.difference.toFixed(2)}${change.isCertain ? '' : ' (may be chance)'}`;
}
