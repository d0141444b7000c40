/** The last alerts: about whom, what happened, why, and whether the CRM was told. */
import { alertReason } from '../cards/alert-text.ts';
import { isWebAddress } from '../cards/markup.ts';
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { bandShape, severityShape } from '../cards/shapes.ts';
import { type CardWording, flagTitle } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { ListedAlert } from '../store/alerts.ts';

function row(alert: ListedAlert, wording: CardWording, words: Words): SafeHtml {
  const { subject, name, href, flag, band, score, at, state, error } = alert;
  const who = name ?? subject.id;
  const reason = alertReason(alert, wording, words);
  return html`<li><span class="score">${score === null ? '\u2013' : words.number(score, 0)}</span>
<p class="who"><span class="name" dir="auto">${href !== null && isWebAddress(href) ? html`<a href="${href}">${who}</a>` : who}</span>
${band !== null && html`<span class="band tone-${band}">${bandShape(band)} ${words.t(`band.${band}`)}</span>`}</p>
${flag !== null ? html`<p>${severityShape('high')} ${flagTitle(flag, wording, words)}${reason !== null && html`: ${reason}`}</p>` : reason !== null && html`<p>${reason}</p>`}
<p class="quiet">${words.dateTime(at)}. ${words.t(`console.alerts.state.${state}`)}${error !== null && html`: ${error}`}</p></li>`;
}

/** The panel, the newest first; nothing while there were none. */
export function alertsPanel(alerts: readonly ListedAlert[], wording: CardWording, words: Words): SafeHtml | null {
  if (alerts.length === 0) return null;
  return html`<section class="panel"><h2>${words.t('console.alerts')}</h2>
<ol class="worst">${alerts.map((alert) => row(alert, wording, words))}</ol></section>`;
}
