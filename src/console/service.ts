/** Service week by week: what takes longer, what becomes more, and the step in which tickets wait. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { ServiceTrend } from '../cx/portfolio/service-trends.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

const SHOWN = 8;

function nameOf({ measure, part }: ServiceTrend, words: Words): string {
  const name = words.t(`portfolio.service.${measure}`);
  if (part.value === null) return name;
  const value = part.by === 'channel' ? words.t(`touchpoint.${part.value}`) : part.value;
  return `${name}: ${value}`;
}

function goingOf({ trend, shift }: ServiceTrend, words: Words): string {
  const { status, direction, slopePer30d } = trend;
  if (status === 'insufficient') return words.t('portfolio.service.young');
  const jump =
    shift === null
      ? null
      : words.t('portfolio.service.shift', {
          ...{ at: shift.at, before: words.number(shift.before), after: words.number(shift.after) },
        });
  if (direction === 'none' || slopePer30d === null) return jump ?? words.t('portfolio.months.noise');
  const arrow = words.t(`portfolio.service.${direction}`, { by: words.number(Math.abs(slopePer30d)) });
  return jump === null ? arrow : `${arrow}; ${jump}`;
}

export function servicePanel({ service = [], bottlenecks }: PortfolioContent, words: Words): SafeHtml | false {
  if (service.length === 0) return false;
  const worse = service.find(({ measure, trend }) => measure !== 'tickets' && trend.direction === 'up');
  const finding =
    worse === undefined
      ? words.t('portfolio.service.steady')
      : words.t('portfolio.service.worse', { what: nameOf(worse, words), going: goingOf(worse, words) });
  const rows = service
    .slice(0, SHOWN)
    .map(
      (own) =>
        html`<tr><th scope="row">${nameOf(own, words)}</th><td class="n">${words.number(own.weeks.at(-1)?.value ?? 0)}</td><td>${goingOf(own, words)}</td></tr>`,
    );
  const slowest = bottlenecks?.steps.find(({ step }) => step === bottlenecks.slowest);
  const waits =
    slowest !== undefined &&
    html`<p>${words.t('portfolio.service.slowest', {
      ...{ step: slowest.step, hours: words.number(slowest.medianHours), share: words.percent(slowest.share) },
    })}</p>`;
  return html`<section class="panel"><h2>${words.t('portfolio.service')}</h2><p class="finding">${finding}</p>
<table><thead><tr><th scope="col">${words.t('portfolio.service.what')}</th><th scope="col" class="n">${words.t('portfolio.service.last')}</th><th scope="col">${words.t('portfolio.service.going')}</th></tr></thead><tbody>${rows}</tbody></table>
${waits}<p class="quiet">${words.t('portfolio.service.note')}</p></section>`;
}
