/** Customers split by what the CRM says of them, and what their low scores put at stake. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { bandShape } from '../cards/shapes.ts';
import type { Words } from '../cards/words.ts';
import { NO_VALUE } from '../cx/portfolio/segments.ts';
import type { Summary } from '../cx/portfolio/summary.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

const SHOWN = 14;

function row(name: string, { customers, meanScore, bands, nps, flagged }: Summary, words: Words): SafeHtml {
  const low = bands.poor + bands.critical;
  return html`<tr><th scope="row">${name}</th><td class="n">${words.number(customers, 0)}</td><td class="n">${meanScore === null ? '–' : words.number(meanScore)}</td><td class="n">${words.number(low, 0)}</td><td class="n">${npsOf(nps, words)}</td><td class="n">${words.number(flagged, 0)}</td></tr>`;
}

/** With its 95 % interval and the number of answers: a handful of them says little. */
function npsOf(nps: Summary['nps'], words: Words): SafeHtml | string {
  if (nps === null) return '–';
  const { interval, n } = nps;
  const [low, high] = [interval?.low, interval?.high].map((end) => words.number(end ?? 0, 0));
  const range = interval === null ? '' : `${words.t('portfolio.range', { low, high })}, `;
  return html`${words.number(nps.nps, 0)} <span class="quiet">${range}${words.plural('nps.answers', n)}</span>`;
}

export function segmentsPanel({ summary, segments }: PortfolioContent, words: Words): SafeHtml {
  const property = (name: string): string => (words.has(`property.${name}`) ? words.t(`property.${name}`) : name);
  const value = (name: string): string => (name === NO_VALUE ? words.t('portfolio.segments.noValue') : name);
  const rows = segments
    .toSorted((a, b) => a.property.localeCompare(b.property) || b.summary.customers - a.summary.customers)
    .slice(0, SHOWN)
    .map((own) => row(`${property(own.property)}: ${value(own.value)}`, own.summary, words));
  const head = (key: string): SafeHtml => html`<th scope="col" class="n">${words.t(key)}</th>`;
  return html`<section class="panel"><h2>${words.t('portfolio.segments')}</h2>
<table><thead><tr><th scope="col">${words.t('portfolio.segments.segment')}</th>${head('portfolio.customers')}${head('portfolio.score')}${head('portfolio.low')}<th scope="col" class="n">NPS</th>${head('portfolio.flagged')}</tr></thead>
<tbody>${row(words.t('portfolio.segments.all'), summary, words)}${rows}</tbody></table></section>`;
}

export function revenuePanel(
  { revenue }: PortfolioContent,
  names: ReadonlyMap<string, string>,
  words: Words,
): SafeHtml {
  const title = html`<h2>${words.t('portfolio.revenue')}</h2>`;
  if (revenue.total === 0)
    return html`<section class="panel">${title}<p>${words.t('portfolio.revenue.none')}</p></section>`;
  const finding = words.t('portfolio.revenue.finding', {
    ...{ atRisk: words.number(revenue.atRisk, 0), total: words.number(revenue.total, 0) },
    share: words.percent(revenue.share ?? 0),
  });
  const rows = revenue.ranked.map(({ rank, subject, revenue: own, score, band }) => {
    const name = names.get(`${subject.object} ${subject.id}`) ?? subject.id;
    return html`<tr><th scope="row">${rank}. ${name}</th><td class="n">${words.number(own, 0)}</td><td class="n">${words.number(score, 0)}</td><td><span class="tone-${band}">${bandShape(band)}</span> ${words.t(`band.${band}`)}</td></tr>`;
  });
  const table = html`<table><thead><tr><th scope="col">${words.t('portfolio.revenue.who')}</th><th scope="col" class="n">${words.t('portfolio.revenue.amount')}</th><th scope="col" class="n">${words.t('portfolio.score')}</th><th scope="col">${words.t('portfolio.band')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section class="panel">${title}<p class="finding">${finding}</p>${rows.length > 0 && table}<p class="quiet">${words.t('portfolio.revenue.note')}</p></section>`;
}
