/** Who still buys, and whom we may have lost without a word. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

export function buyingPanel(
  { buying }: PortfolioContent,
  names: ReadonlyMap<string, string>,
  words: Words,
): SafeHtml | false {
  if (buying == null || buying.status === 'insufficient') return false;
  const { buyers, alive, expected, slipping } = buying;
  const finding = words.t('portfolio.buying.finding', {
    ...{ alive: words.number(alive, 0), buyers: words.number(buyers, 0), expected: words.number(expected, 0) },
  });
  const rows = slipping.map(
    (own) =>
      html`<tr><th scope="row">${names.get(`customer ${own.customer}`) ?? own.customer}</th><td class="n">${words.percent(own.alive)}</td><td class="n">${words.number(own.daysSinceLast, 0)}</td><td class="n">${words.number(own.purchases, 0)}</td><td class="n">${own.rfm.recency} ${own.rfm.frequency} ${own.rfm.monetary}</td></tr>`,
  );
  const head = (key: string): SafeHtml => html`<th scope="col" class="n">${words.t(`portfolio.buying.${key}`)}</th>`;
  const table =
    rows.length > 0 &&
    html`<table><thead><tr><th scope="col">${words.t('portfolio.buying.who')}</th>${head('alive')}${head('since')}${head('purchases')}<th scope="col" class="n">R F M</th></tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section class="panel"><h2>${words.t('portfolio.buying')}</h2><p class="finding">${finding}</p>${table}
<p class="quiet">${words.t('portfolio.buying.note')}</p></section>`;
}
