/** Who stayed: the churn of the year, and cohorts by the month in which they came. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

/** Whole months after a cohort came at which it is looked at. */
const AFTER = [1, 3, 6, 12] as const;

export function retentionPanel({ retention, repurchase }: PortfolioContent, words: Words): SafeHtml {
  const title = html`<h2>${words.t('portfolio.retention')}</h2>`;
  if (retention === null) {
    return html`<section class="panel">${title}<p>${words.t('portfolio.retention.none')}</p></section>`;
  }
  const { lost, activeAtStart, churn, churnInterval } = retention.period;
  const finding =
    churn === null
      ? words.t('portfolio.retention.young')
      : words.t('portfolio.retention.finding', {
          ...{ lost: words.number(lost, 0), active: words.number(activeAtStart, 0), churn: words.percent(churn) },
          ...{ low: words.percent(churnInterval?.low ?? 0), high: words.percent(churnInterval?.high ?? 0) },
        });
  const again =
    repurchase.rate !== null &&
    html`<p>${words.t('portfolio.repurchase', { again: words.number(repurchase.repeatBuyers, 0), buyers: words.number(repurchase.buyers, 0) })}</p>`;
  const stays = retention.stays;
  const stay =
    stays != null &&
    stays.points.length > 0 &&
    html`<p>${words.t(stays.medianMonths === null ? 'portfolio.stays.most' : 'portfolio.stays.half', { months: words.number(stays.medianMonths ?? 0) })}</p>
<table><thead><tr><th scope="col">${words.t('portfolio.stays.title')}</th><th scope="col" class="n">${words.t('portfolio.stays.share')}</th><th scope="col" class="n">95 %</th><th scope="col" class="n">${words.t('portfolio.stays.seen')}</th></tr></thead><tbody>${stays.points.map(
      ({ months, share, low, high, atRisk }) =>
        html`<tr><th scope="row">${words.plural('portfolio.retention.after', months)}</th><td class="n">${words.percent(share)}</td><td class="n range">${words.t('portfolio.stays.range', { low: words.percent(low), high: words.percent(high) })}</td><td class="n">${words.number(atRisk, 0)}</td></tr>`,
    )}</tbody></table>`;
  const rows = retention.cohorts.map(({ month, size, retained }) => {
    const cells = AFTER.map((after) => {
      const share = retained[after];
      return html`<td class="n">${share === undefined ? html`<span class="quiet">–</span>` : words.percent(share)}</td>`;
    });
    return html`<tr><th scope="row" class="month">${month}</th><td class="n">${words.number(size, 0)}</td>${cells}</tr>`;
  });
  const head = AFTER.map(
    (after) => html`<th scope="col" class="n">${words.plural('portfolio.retention.after', after)}</th>`,
  );
  return html`<section class="panel">${title}<p class="finding">${finding}</p>${again}${stay}
<table><thead><tr><th scope="col">${words.t('portfolio.retention.came')}</th><th scope="col" class="n">${words.t('portfolio.customers')}</th>${head}</tr></thead><tbody>${rows}</tbody></table>
<p class="quiet">${words.t('portfolio.retention.note')}</p></section>`;
}
