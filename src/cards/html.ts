/** Draws a card document as HTML: for the preview, the console and mail. Self-contained; it needs no script and no other file. */
import type { Language, Wording } from '../cx/model/text.ts';
import { cardCss } from './css.ts';
import type { CardBlock, CardBlockOf, CardDocument } from './document.ts';
import { createFormats, type Formats } from './formats.ts';
import { html, SafeHtml } from './safe-html.ts';
import { bandShape, moodShape, partBar, pointsBar, scoreBar, severityShape } from './shapes.ts';
import { readCard } from './stored-card.ts';

export interface HtmlOptions {
  /** The viewer's language, for dates and ages; the document's own unless told. */
  readonly language?: Language;
  /** IANA name; UTC unless told. */
  readonly timeZone?: string;
  /** Milliseconds since 1970; with it the card says its age. */
  readonly now?: number;
  /** For pages whose Content-Security-Policy asks for one. */
  readonly nonce?: string;
}

/** Shown before one has to ask for the rest. */
const FLAGS_SHOWN = 3;
const DRIVERS_SHOWN = 4;
const STALE_MS = 48 * 3_600_000;

const UNREADABLE: { readonly title: Wording; readonly text: Wording } = {
  title: { en: 'No card to show yet', es: 'Todavía no hay tarjeta' },
  text: {
    en: 'Pulso writes it here after the next score. If this stays, open the Pulso console.',
    es: 'Pulso la escribirá aquí tras la próxima puntuación. Si sigue así, abre la consola de Pulso.',
  },
};

function scoreHtml(block: CardBlockOf<'score'>, formats: Formats): SafeHtml {
  const value = formats.number(block.value, 0);
  const finding = `${value} / 100, ${block.bandLabel}, ${block.rangeLabel}`;
  return html`<div class="score">
  <p class="number"><strong>${value}</strong><span class="of">/ 100</span></p>
  <div class="verdict">
    <p class="band tone-${block.band}">${bandShape(block.band)} <strong>${block.bandLabel}</strong>${block.sinceLabel && html` <span class="quiet">${block.sinceLabel}</span>`}</p>
    ${block.change && html`<p class="change">${block.change.label}</p>`}
  </div>
  <div class="interval tone-${block.band}">${scoreBar(block.value, block.low, block.high, finding)}
    <p class="scale" aria-hidden="true"><span>0</span><span>${block.rangeLabel}</span><span>100</span></p>
  </div>
  <dl class="parts">${block.parts.map((part) => html`<div><dt>${part.label}</dt><dd>${partBar(part.value)}<b>${formats.number(part.value, 0)}</b></dd></div>`)}</dl>
  <p class="quiet coverage">${block.coverageLabel}</p>
</div>`;
}

/** The rest of a list, folded; its summary says how many there are and what they are called. */
function fold(names: readonly string[], rest: SafeHtml): SafeHtml | null {
  if (names.length === 0) return null;
  return html`<details><summary>+${names.length}: ${[...new Set(names)].join(', ')}</summary>${rest}</details>`;
}

function flagHtml(flag: CardBlockOf<'flags'>['items'][number], nextText: string | null): SafeHtml {
  return html`<li class="flag">${severityShape(flag.severity)}<div>
  <p class="head"><strong>${flag.title}</strong> <span class="quiet">${flag.severityLabel}, ${flag.sinceLabel}</span></p>
  <p dir="auto">${flag.sentence}</p>
  ${flag.quote && html`<blockquote dir="auto">${flag.quote}</blockquote>`}
  ${flag.advice && flag.advice !== nextText && html`<p class="advice">${flag.advice}</p>`}
  ${flag.href && html`<p><a href="${flag.href}" rel="noopener">${flag.hrefLabel ?? flag.title}</a></p>`}
</div></li>`;
}

function flagsHtml(block: CardBlockOf<'flags'>, nextText: string | null): SafeHtml {
  const shown = block.items.slice(0, FLAGS_SHOWN);
  const folded = block.items.slice(FLAGS_SHOWN);
  const list = (flags: typeof shown) => html`<ul class="flags">${flags.map((flag) => flagHtml(flag, nextText))}</ul>`;
  const names = folded.map((flag) => flag.title);
  return html`<h3>${block.title}</h3>${list(shown)}${fold(names, list(folded))}
${block.more && html`<p class="quiet">${block.more.label}</p>`}`;
}

function driversHtml(block: CardBlockOf<'drivers'>): SafeHtml {
  const scale = Math.max(5, ...block.items.map((driver) => Math.abs(driver.points)));
  const rows = block.items.map(
    (driver) => html`<li><span>${driver.label}</span>${pointsBar(driver.points, scale)}<b>${driver.pointsLabel}</b>
${driver.detail && html`<span class="quiet">${driver.detail}</span>`}</li>`,
  );
  const list = (shown: typeof rows) => html`<ul class="drivers">${shown}</ul>`;
  const names = block.items.slice(DRIVERS_SHOWN).map((driver) => driver.label);
  return html`<h3>${block.title}</h3>${list(rows.slice(0, DRIVERS_SHOWN))}${fold(names, list(rows.slice(DRIVERS_SHOWN)))}`;
}

function blockHtml(block: CardBlock, formats: Formats, nextText: string | null): SafeHtml {
  switch (block.type) {
    case 'score':
      return scoreHtml(block, formats);
    case 'insufficient':
      return html`<div class="insufficient"><p class="head">${bandShape('unknown')} <strong>${block.title}</strong></p><p>${block.text}</p>
<ul>${block.missing.map((name) => html`<li>${name}</li>`)}</ul></div>`;
    case 'drivers':
      return driversHtml(block);
    case 'flags':
      return flagsHtml(block, nextText);
    case 'tiles':
      return html`<h3>${block.title}</h3><dl class="tiles">${block.items.map((tile) => html`<div><dt>${tile.label}</dt><dd><b>${tile.value}</b>${tile.unit && html` <span class="quiet">${tile.unit}</span>`}</dd></div>`)}</dl>`;
    case 'journey':
      return html`<h3>${block.title}</h3><ol class="journey">${block.items.map(
        (stop) =>
          html`<li>${moodShape(stop.mood)}<span class="what">${stop.href ? html`<a href="${stop.href}" rel="noopener">${stop.label}</a>` : stop.label}<span class="unseen">, ${stop.moodLabel}</span></span> <time class="quiet" datetime="${stop.at}">${stop.atLabel}</time></li>`,
      )}</ol>`;
    case 'next':
      return html`<div class="next"><h3>${block.title}</h3><p dir="auto">${block.text}</p></div>`;
    case 'note':
      return html`<p class="note note-${block.tone}" dir="auto">${block.text}</p>`;
    case 'link':
      return html`<p><a href="${block.href}" rel="noopener">${block.label}</a></p>`;
  }
}

/** Blocks that flow into two columns where there is room; the journey has a row of its own. */
function rowsOf(blocks: readonly CardBlock[]): readonly (readonly CardBlock[])[] {
  const rows: CardBlock[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    if (row === undefined || block.type === 'journey' || row[0]?.type === 'journey') rows.push([block]);
    else row.push(block);
  }
  return rows;
}

function frame(inner: SafeHtml, language: Language, title: string, nonce: string | undefined): string {
  const style = new SafeHtml(cardCss());
  return html`<section class="pulso-card" lang="${language}" aria-label="${title}"><style${nonce === undefined ? '' : html` nonce="${nonce}"`}>${style}</style><div class="body">${inner}</div></section>`
    .text;
}

/** A `<section>` with its own CSS. Everything of the document is escaped. */
export function renderHtml(document: CardDocument, options: HtmlOptions = {}): string {
  const formats = createFormats(options.language ?? document.language, options.timeZone);
  const next = document.blocks.find((block) => block.type === 'next');
  const age = options.now === undefined ? null : formats.ago(document.asOf, options.now);
  const stale = options.now !== undefined && options.now - Date.parse(document.asOf) > STALE_MS;
  const { subject } = document;
  const inner = html`<header>
  <h2>${document.title}</h2>
  <p class="subject" dir="auto">${subject.href ? html`<a href="${subject.href}" rel="noopener">${subject.name}</a>` : subject.name}</p>
  <p class="asof${stale && ' stale'}">${document.asOfLabel} <time datetime="${document.asOf}">${formats.dateTime(document.asOf)}</time>${age && html` <span lang="${formats.language}">(${age})</span>`}</p>
</header>
${rowsOf(document.blocks).map((row) => html`<div class="row">${row.map((block) => html`<div class="block block-${block.type}">${blockHtml(block, formats, next?.text ?? null)}</div>\n`)}</div>`)}`;
  return frame(inner, document.language, document.title, options.nonce);
}

/** As renderHtml, from the text of the card field; says kindly when that is not a card. */
export function cardJsonToHtml(json: string | null, language: Language, options: HtmlOptions = {}): string {
  const document = readCard(json, language);
  if (document !== null) return renderHtml(document, { ...options, language });
  const title = UNREADABLE.title[language];
  const inner = html`<header><h2>${title}</h2></header><div class="block"><p>${UNREADABLE.text[language]}</p></div>`;
  return frame(inner, language, title, options.nonce);
}
