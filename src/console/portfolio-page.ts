/** The page of an install's portfolio: what hurts most, what matters, who is at stake, where the journey breaks, what was learned. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { CardWording } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { LearnedQuality } from '../jobs/learn/learned-quality.ts';
import type { PortfolioContent } from '../jobs/learn/read-portfolio.ts';
import type { Install } from '../store/port.ts';
import { buyingPanel } from './buying.ts';
import { frictionPanel } from './friction.ts';
import { journeyPanel } from './journey.ts';
import { driversPanel } from './key-drivers.ts';
import { layout, type PageOptions } from './layout.ts';
import { learnedPanel } from './learned.ts';
import { monthsPanel } from './months.ts';
import { retentionPanel } from './retention.ts';
import { revenuePanel, segmentsPanel } from './segments.ts';
import { servicePanel } from './service.ts';

export interface PortfolioView {
  readonly install: Pick<Install, 'id' | 'name'>;
  /** Null while nothing was learned yet. */
  readonly portfolio: PortfolioContent | null;
  /** Of the models in use. */
  readonly learned: readonly LearnedQuality[];
  /** Of those at the top of the revenue at risk, by `object id`. */
  readonly names: ReadonlyMap<string, string>;
  readonly wording: CardWording;
}

function panels(view: PortfolioView, portfolio: PortfolioContent, words: Words): SafeHtml {
  const { wording, names, learned } = view;
  return html`<div class="columns halves">
<div class="column">${frictionPanel(portfolio, wording, words)}${monthsPanel(portfolio, words)}${servicePanel(portfolio, words)}${retentionPanel(portfolio, words)}${learnedPanel(learned, words)}</div>
<div class="column">${driversPanel(portfolio, wording, words)}${journeyPanel(portfolio, words)}${revenuePanel(portfolio, names, words)}${buyingPanel(portfolio, names, words)}${segmentsPanel(portfolio, words)}</div>
</div>`;
}

/** The page as HTML. */
export function portfolioPage(view: PortfolioView, words: Words, options: PageOptions = {}): string {
  const { install, portfolio } = view;
  const looked =
    portfolio !== null &&
    words.t(portfolio.looked.customers < portfolio.looked.of ? 'portfolio.looked.some' : 'portfolio.looked', {
      at: words.dateTime(portfolio.at),
      customers: words.number(portfolio.looked.customers, 0),
      of: words.number(portfolio.looked.of, 0),
    });
  return layout(
    {
      ...options,
      title: words.t('portfolio.title'),
      main: html`<section class="install" aria-label="${install.name}"><header><div><h1>${words.t('portfolio.title')}</h1>
<p class="quiet">${install.name}. ${looked}</p></div><p><a href="/?lang=${words.language}">${words.t('console.connected.home')}</a></p></header>
${portfolio === null ? html`<p class="panel">${words.t('portfolio.none')}</p>` : panels(view, portfolio, words)}</section>`,
    },
    words,
  );
}
