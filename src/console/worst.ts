/** The customers with the lowest scores, each with what weighs most, its flags and a link to its record. */
import { isWebAddress } from '../cards/markup.ts';
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { bandShape, severityShape } from '../cards/shapes.ts';
import { type CardWording, flagsBySeverity, flagTitle, metricTitle } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { ScoredSubject } from '../store/port.ts';

const SHOWN_FLAGS = 4;

function row({ name, href, scorecard }: ScoredSubject, wording: CardWording, words: Words): SafeHtml {
  const { score, band, drivers, flags } = scorecard;
  const heaviest = drivers.toSorted((a, b) => a.points - b.points)[0];
  const reason =
    heaviest !== undefined && heaviest.points < 0
      ? words.t('console.reason', {
          title: metricTitle(heaviest.metric, wording, words),
          points: words.points(heaviest.points),
        })
      : null;
  const marks = flagsBySeverity(flags)
    .slice(0, SHOWN_FLAGS)
    .map((flag) => html`<li>${severityShape(flag.severity)} ${flagTitle(flag.id, wording, words)}</li>`);
  const rest = flags.length - SHOWN_FLAGS;
  return html`<li><span class="score">${score === null ? '\u2013' : words.number(score.value, 0)}</span>
<p class="who"><span class="name" dir="auto">${href !== null && isWebAddress(href) ? html`<a href="${href}">${name}</a>` : name}</span>
${band !== null && html`<span class="band tone-${band}">${bandShape(band)} ${words.t(`band.${band}`)}</span>`}</p>
${reason !== null && html`<p>${reason}</p>`}
${marks.length > 0 && html`<ul class="flags">${marks}${rest > 0 && html`<li class="quiet">${words.plural('flags.more', rest)}</li>`}</ul>`}</li>`;
}

/** The panel; the lowest first. */
export function worstPanel(subjects: readonly ScoredSubject[], wording: CardWording, words: Words): SafeHtml {
  return html`<section class="panel"><h2>${words.t('console.worst')}</h2>
${subjects.length === 0 ? html`<p>${words.t('console.worst.none')}</p>` : html`<ol class="worst">${subjects.map((subject) => row(subject, wording, words))}</ol>`}</section>`;
}
