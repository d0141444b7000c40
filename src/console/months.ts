/** The mean score month by month, with what changed beyond chance. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';
import { lineChart } from './charts.ts';

type Comparison = PortfolioContent['months']['monthOnMonth'];

function comparison(key: string, own: Comparison, words: Words): SafeHtml {
  const change = own?.change ?? null;
  const text =
    change === null
      ? words.t('portfolio.months.unknown')
      : change.isCertain
        ? words.t('portfolio.months.change', { points: words.points(change.difference) })
        : words.t('portfolio.months.noise');
  return html`<div><dt>${words.t(key)}</dt><dd>${text}</dd></div>`;
}

export function monthsPanel({ months, trends }: PortfolioContent, words: Words): SafeHtml {
  const known = months.values.filter(({ mean }) => mean !== null);
  const last = known.at(-1);
  const finding =
    last === undefined
      ? words.t('portfolio.months.none')
      : words.t('portfolio.months.finding', { month: words.month(last.month), score: words.number(last.mean ?? 0) });
  const marks = [0, 50, 100].map((value) => ({ value, label: String(value) }));
  const chart =
    known.length > 1 &&
    lineChart(
      months.values.map(({ month, mean }) => ({ value: mean, label: month })),
      { low: 0, high: 100, marks },
      finding,
    );
  const going = words.t('portfolio.trends', { ...trends });
  return html`<section class="panel"><h2>${words.t('portfolio.months')}</h2><p class="finding">${finding}</p>${chart}
<dl class="facts told">${comparison('portfolio.months.month', months.monthOnMonth, words)}${comparison('portfolio.months.year', months.yearOnYear, words)}</dl>
<p class="quiet">${going}</p></section>`;
}
