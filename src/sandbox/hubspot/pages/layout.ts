import { Markup, markup } from '../../shared/markup.ts';
import type { Portal } from '../state/portal.ts';
import { type Language, wordsIn } from './words.ts';

/** What every page is drawn with. */
export interface PageContext {
  readonly portal: Portal;
  readonly language: Language;
  /** Path and query of the page, for the link to the other language. */
  readonly url: URL;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--quiet:#5b6876;--line:#dde3ea;--paper:#fff;--ground:#f4f6f8;--accent:#0b6e8f;--mark:#e8f1f5}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--quiet:#9aa7b4;--line:#2e3944;--paper:#182028;--ground:#11171d;--accent:#66bfdc;--mark:#1f303a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/20px system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
body>header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center;padding:12px 24px;background:var(--paper);border-bottom:1px solid var(--line)}
body>header .brand{font-weight:600;color:var(--ink)}body>header nav{display:flex;gap:16px;flex:1}
main{padding:24px;max-width:1440px;margin:0 auto}
h1{font-size:24px;line-height:32px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:16px;line-height:24px;margin:0 0 12px}
:is(.panel,.timeline) :is(a,h3,li,p,strong){overflow-wrap:anywhere}.entry-head>*{min-width:0}.quiet{color:var(--quiet)}.panel{background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:16px;margin-bottom:16px}
.record{display:grid;grid-template-columns:minmax(240px,3fr) minmax(320px,5fr) minmax(300px,4fr);gap:16px;align-items:start}
@media (max-width:1000px){.record{grid-template-columns:1fr}}
dl{margin:0}dt{color:var(--quiet);font-size:12px;line-height:16px;margin-top:12px}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
dl>dt:first-child{margin-top:0}summary{cursor:pointer;color:var(--accent);margin-top:16px}
ol.timeline{list-style:none;margin:0;padding:0}ol.timeline li{padding:12px 0;border-top:1px solid var(--line)}ol.timeline li:first-child{border-top:0;padding-top:0}
.entry-head{display:flex;gap:8px;justify-content:space-between;align-items:baseline}.kind{font-size:12px;color:var(--quiet)}
.entry-title{font-weight:600;overflow-wrap:anywhere}.entry-text{margin:4px 0 0;white-space:pre-line;overflow-wrap:anywhere}
time{color:var(--quiet);font-size:12px;white-space:nowrap;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;background:var(--paper);border:1px solid var(--line)}
th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}th{font-size:12px;color:var(--quiet);font-weight:600}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}tr:hover td{background:var(--mark)}.scroll{overflow-x:auto}
form.search{display:flex;gap:8px;margin:16px 0}input,select,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:6px 12px}
input[type=search]{flex:0 1 320px;min-width:0}button{cursor:pointer}ul.plain{list-style:none;margin:0;padding:0}ul.plain li{padding:4px 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px}
`;

/** The address of a list of records. */
export function listPath(context: PageContext, typeId: string): string {
  return `/contacts/${context.portal.facts.portalId}/objects/${typeId}/views/all/list${languageSuffix(context)}`;
}

/** The address of a record's page. */
export function recordPath(context: PageContext, typeId: string, id: string): string {
  return `/contacts/${context.portal.facts.portalId}/record/${typeId}/${encodeURIComponent(id)}${languageSuffix(context)}`;
}

/** The address of a page of the app. */
export function appPath(portalId: number | string, which: 'home' | 'settings'): string {
  return `/app/${portalId}/pulso/${which}`;
}

function languageSuffix(context: PageContext): string {
  return context.language === 'es' ? '?lang=es' : '';
}

/** A date as the reader writes it, in the portal's time zone. */
export function dateText(context: PageContext, at: number, withTime = true): string {
  return new Intl.DateTimeFormat(context.language, {
    dateStyle: 'medium',
    ...(withTime && { timeStyle: 'short' as const }),
    timeZone: context.portal.facts.timeZone,
  }).format(at);
}

/** A whole page. */
export function page(context: PageContext, title: string, body: Markup): string {
  const word = wordsIn(context.language);
  const other = new URL(context.url);
  other.searchParams.set('lang', context.language === 'es' ? 'en' : 'es');
  const document = markup`<!doctype html>
<html lang="${context.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${word('crm')}</title><link rel="icon" href="data:,"><style>${new Markup(STYLE)}</style></head>
<body><a class="skip" href="#main">${title}</a>
<header><a class="brand" href="/${languageSuffix(context)}">${word('crm')} · ${context.portal.facts.name}</a>
<nav><a href="${listPath(context, '0-1')}">${word('contacts')}</a><a href="${listPath(context, '0-2')}">${word('companies')}</a><a href="${listPath(context, '0-5')}">${word('tickets')}</a></nav>
<a href="${other.pathname}${other.search}" lang="${context.language === 'es' ? 'en' : 'es'}">${word('otherLanguage')}</a></header>
<main id="main">${body}</main></body></html>`;
  return document.text;
}
