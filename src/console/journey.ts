/** The journey of all customers: where it hurts, where it drops, where nobody is asked, what is put right. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { partBar } from '../cards/shapes.ts';
import type { Words } from '../cards/words.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';

const TOUCHPOINTS = 8;

export function journeyPanel({ journeys }: PortfolioContent, words: Words): SafeHtml {
  const title = html`<h2>${words.t('portfolio.journey')}</h2>`;
  if (journeys === null)
    return html`<section class="panel">${title}<p>${words.t('portfolio.journey.none')}</p></section>`;
  const { touchpoints, stages, largestDrop: drop, recovery } = journeys;
  const stage = (name: string): string => words.t(`stage.${name}`);
  const fell =
    drop === null
      ? words.t('portfolio.journey.noDrop')
      : words.t('portfolio.journey.drop', {
          from: stage(drop.from),
          to: stage(drop.to),
          points: words.points(drop.points),
        });
  const recovered =
    recovery.rate === null
      ? words.t('portfolio.recovery.none')
      : words.t('portfolio.recovery', {
          ...{ share: words.percent(recovery.rate.share), n: words.number(recovery.n, 0) },
          hours: recovery.medianHoursToAction === null ? '–' : words.number(recovery.medianHoursToAction, 0),
        });
  const stageRows = stages.map(({ stage: name, score, customers, isListeningGap, happenings }) => {
    const gap = isListeningGap && happenings > 0;
    return html`<tr><th scope="row">${stage(name)}${score !== null && partBar(score)}</th><td class="n">${score === null ? '–' : words.number(score, 0)}</td><td class="n">${words.number(customers, 0)}</td><td>${gap ? words.t('portfolio.journey.gap') : isListeningGap ? '–' : words.t('portfolio.journey.asked')}</td></tr>`;
  });
  const placeRows = touchpoints
    .slice(0, TOUCHPOINTS)
    .map(
      ({ touchpoint, score, customers, painShare }) =>
        html`<tr><th scope="row">${words.t(`touchpoint.${touchpoint}`)}${partBar(100 * painShare)}</th><td class="n">${words.number(score, 0)}</td><td class="n">${words.number(customers, 0)}</td><td class="n">${words.percent(painShare)}</td></tr>`,
    );
  const head = (key: string): SafeHtml => html`<th scope="col" class="n">${words.t(key)}</th>`;
  return html`<section class="panel">${title}<p class="finding">${fell}</p><p>${recovered}</p>
<table class="bars"><thead><tr><th scope="col">${words.t('portfolio.journey.stage')}</th>${head('portfolio.score')}${head('portfolio.customers')}<th scope="col">${words.t('portfolio.journey.listening')}</th></tr></thead><tbody>${stageRows}</tbody></table>
<h3>${words.t('portfolio.journey.touchpoints')}</h3>
<table class="bars"><thead><tr><th scope="col">${words.t('portfolio.journey.touchpoint')}</th>${head('portfolio.score')}${head('portfolio.customers')}${head('portfolio.journey.pain')}</tr></thead><tbody>${placeRows}</tbody></table></section>`;
}
