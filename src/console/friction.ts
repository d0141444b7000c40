/** The frictions of the present month, the most frequent first: a Pareto as a table with bars. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { partBar } from '../cards/shapes.ts';
import { type CardWording, flagTitle } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

const SHOWN = 10;
/** The few that make up most. */
const MOST = 0.8;

export function frictionPanel({ friction }: PortfolioContent, wording: CardWording, words: Words): SafeHtml {
  const title = html`<h2>${words.t('portfolio.friction')}</h2>`;
  const present = friction[0]?.paretos.at(-1);
  const [first] = present?.bars ?? [];
  if (present === undefined || first === undefined) {
    return html`<section class="panel">${title}<p>${words.t('portfolio.friction.none')}</p></section>`;
  }
  const few = present.bars.findIndex(({ cumulative }) => cumulative >= MOST) + 1;
  const finding = words.plural('portfolio.friction.finding', few, {
    first: flagTitle(first.flag, wording, words),
    customers: words.number(first.customers, 0),
  });
  const rows = present.bars.slice(0, SHOWN).map(({ flag, customers, share, cumulative, impact }) => {
    const points = impact === null ? '–' : words.points(impact.difference);
    return html`<tr><th scope="row">${flagTitle(flag, wording, words)}${partBar((100 * share) / first.share)}</th><td class="n">${words.number(customers, 0)}</td>
<td class="n">${words.percent(cumulative)}</td><td class="n">${points}${impact !== null && !impact.isCertain && html` <span class="quiet">${words.t('portfolio.chance')}</span>`}</td></tr>`;
  });
  return html`<section class="panel">${title}<p class="finding">${finding}</p>
<table class="bars"><thead><tr><th scope="col">${words.t('portfolio.friction.flag')}</th><th scope="col" class="n">${words.t('portfolio.customers')}</th><th scope="col" class="n">${words.t('portfolio.cumulative')}</th><th scope="col" class="n">${words.t('portfolio.friction.impact')}</th></tr></thead>
<tbody>${rows}</tbody></table><p class="quiet">${words.t('portfolio.friction.note')}</p></section>`;
}
