/** What goes with what customers say: importance against performance, and where to act first. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { type CardWording, metricTitle } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';
import { quadrantChart } from './charts.ts';

const SHOWN = 9;

export function driversPanel({ drivers }: PortfolioContent, wording: CardWording, words: Words): SafeHtml {
  const target = metricTitle(drivers.target, wording, words);
  const title = html`<h2>${words.t('portfolio.drivers', { target })}</h2>`;
  if (drivers.status === 'insufficient') {
    const counts = 'rowsUsed' in drivers ? { rows: drivers.rowsUsed, needed: drivers.rowsNeeded } : null;
    const why = counts === null ? words.t('portfolio.drivers.none') : words.t('portfolio.drivers.few', counts);
    return html`<section class="panel">${title}<p>${why}</p></section>`;
  }
  const shown = drivers.drivers.slice(0, SHOWN);
  const name = (predictor: string): string => metricTitle(predictor, wording, words);
  const improve = drivers.drivers.filter(({ quadrant, significant }) => quadrant === 'improve' && significant);
  const finding =
    improve.length === 0
      ? words.t('portfolio.drivers.fine')
      : words.t('portfolio.drivers.improve', { names: improve.map(({ predictor }) => name(predictor)).join(', ') });
  const quadrant = (one: string): string => words.t(`quadrant.${one}`);
  const most = Math.max(1, ...shown.map(({ importance }) => importance)) * 1.1;
  const dots = shown.flatMap(({ performance, importance, significant }, index) =>
    significant ? [{ x: performance, y: importance, name: String(index + 1) }] : [],
  );
  const chart =
    dots.length > 0 &&
    quadrantChart(
      dots,
      { x: drivers.medians.performance, y: Math.min(most, drivers.medians.importance) },
      { x: 100, y: most },
      [quadrant('improve'), quadrant('keep'), quadrant('maintain'), quadrant('watch')],
      `${words.t('portfolio.drivers.axes')} ${finding}`,
    );
  const rows = shown.map(
    ({ predictor, importance, rescaledInterval: { low, high }, significant, performance, quadrant: own }, index) => {
      const range = `${words.number(low, 0)}–${words.number(high, 0)}`;
      const weight = significant
        ? html`${words.percent(importance / 100)} <span class="quiet">${range}</span>`
        : html`<span class="quiet">${words.t('portfolio.drivers.notSure')}</span>`;
      return html`<tr><th scope="row">${index + 1}. ${name(predictor)}</th><td class="n">${weight}</td><td class="n">${words.number(performance, 0)}</td><td>${significant ? quadrant(own) : '–'}</td></tr>`;
    },
  );
  return html`<section class="panel">${title}<p class="finding">${finding}</p>${chart}
<table><thead><tr><th scope="col">${words.t('portfolio.drivers.what')}</th><th scope="col" class="n">${words.t('portfolio.drivers.importance')}</th><th scope="col" class="n">${words.t('portfolio.drivers.performance')}</th><th scope="col">${words.t('portfolio.drivers.do')}</th></tr></thead>
<tbody>${rows}</tbody></table>
<p class="quiet">${words.t('portfolio.drivers.note', { rows: words.number(drivers.rowsUsed, 0), share: words.percent(drivers.rSquared) })}</p></section>`;
}
