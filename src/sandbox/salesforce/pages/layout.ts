import { Markup, markup } from '../../shared/markup.ts';
import type { Org } from '../state/org.ts';
import { COMPONENT_FOLDER } from './components.ts';
import { type Language, wordsIn } from './words.ts';

/** What every page is drawn with. */
export interface PageContext {
  readonly org: Org;
  readonly language: Language;
  /** Path and query of the page, for the link to the other language. */
  readonly url: URL;
  /** Id of whoever looks. */
  readonly viewerId: string;
  /** Whether the org's Lightning components can be shown. */
  readonly lightning: boolean;
}

export const LISTED = ['Contact', 'Account', 'Case', 'Opportunity'] as const;

/** Rules stand below a class each: Lightning's shadow does not keep a page's rules for bare elements out of components. */
const STYLE = `
:root{--ink:#181818;--quiet:#5b6876;--line:#c9c9c9;--paper:#fff;--ground:#f3f3f3;--accent:#0b5cab;--mark:#e9f1fa}
*{box-sizing:border-box}
html{background:var(--ground)}body{margin:0;background:var(--ground);color:var(--ink);font:13px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.page a{color:var(--accent);text-decoration:none}.page a:hover{text-decoration:underline}
.page a:focus-visible,.search button:focus-visible,.search input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.page>header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center;padding:12px 24px;background:var(--paper);border-bottom:3px solid var(--accent)}
.page .brand{font-weight:700;color:var(--ink)}.page .nav{display:flex;flex-wrap:wrap;gap:16px;flex:1}
.page main{padding:16px 24px;max-width:1440px;margin:0 auto}
.page h1{font-size:20px;line-height:28px;font-weight:700;margin:0;overflow-wrap:anywhere}
.page h2.head{font-size:16px;line-height:24px;font-weight:700;margin:0 0 12px}.page h3.head{font-size:13px;font-weight:700;margin:16px 0 4px}
.page .quiet{color:var(--quiet)}.panel{background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:16px;margin-bottom:16px}
.record{display:grid;grid-template-columns:minmax(220px,3fr) minmax(300px,5fr) minmax(320px,4fr);gap:16px;align-items:start}
.record>*{min-width:0}.aside>*+*{margin-top:16px}
@media (max-width:1000px){.record{grid-template-columns:minmax(0,1fr)}}
.highlights{display:flex;flex-wrap:wrap;gap:4px 32px;margin:12px 0 0}
.sheet dt,.highlights dt{color:var(--quiet);font-size:12px;line-height:16px}.sheet dt{margin-top:12px}.sheet dt:first-child{margin-top:0}
.sheet dd,.highlights dd{margin:0;overflow-wrap:anywhere}.sheet dd{white-space:pre-line}
ul.plain{list-style:none;margin:0;padding:0}ul.plain li{display:flex;gap:4px 12px;justify-content:space-between;padding:4px 0;overflow-wrap:anywhere}
.page time.at{color:var(--quiet);font-size:12px;white-space:nowrap;font-variant-numeric:tabular-nums}
table.rows{border-collapse:collapse;width:100%;background:var(--paper);border:1px solid var(--line)}
.rows th,.rows td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}.rows th{font-size:12px;color:var(--quiet)}
.rows td.number{text-align:right;font-variant-numeric:tabular-nums}.rows tr:hover td{background:var(--mark)}.scroll{overflow-x:auto}
form.search{display:flex;gap:8px;margin:16px 0}.search input,.search button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:6px 12px}
pre.raw{white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}
.toast{position:fixed;top:16px;left:50%;transform:translateX(-50%);background:#ba0517;color:#fff;padding:12px 24px;border-radius:4px}
`;

/** The same page in this language and for this viewer. */
function withViewer(context: PageContext, path: string): string {
  const query = new URLSearchParams();
  if (context.language === 'es') query.set('lang', 'es');
  const user = context.url.searchParams.get('user');
  if (user) query.set('user', user);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The address of a list of records. */
export function listPath(context: PageContext, object: string): string {
  return withViewer(context, `/lightning/o/${object}/list`);
}

/** The address of a record's page. */
export function recordPath(context: PageContext, object: string, id: string): string {
  return withViewer(context, `/lightning/r/${object}/${id}/view`);
}

/** The address of an app page's tab. */
export function tabPath(context: PageContext, tab: string): string {
  return withViewer(context, `/lightning/n/${tab}`);
}

/** A place for a Lightning component. */
export function component(name: string, properties: Readonly<Record<string, unknown>>): Markup {
  return markup`<div data-component="${name}" data-properties="${JSON.stringify(properties)}"></div>`;
}

/** A whole page. */
export function page(context: PageContext, title: string, body: Markup): string {
  const { org, language, viewerId, lightning } = context;
  const word = wordsIn(language);
  const other = new URL(context.url);
  other.searchParams.delete('language');
  other.searchParams.set('lang', language === 'es' ? 'en' : 'es');
  const links = [
    ...LISTED.map((name) => markup`<a href="${listPath(context, name)}">${word(name)}</a>`),
    ...(lightning ? [markup`<a href="${tabPath(context, 'Pulso_Portfolio')}">${word('pulso')}</a>`] : []),
  ];
  const viewer = org.records.find('User', viewerId)?.fields;
  const head = lightning
    ? markup`<link rel="stylesheet" href="${COMPONENT_FOLDER}/styles.css"><script src="${COMPONENT_FOLDER}/host.js" defer></script>`
    : markup``;
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${word('crm')}</title><link rel="icon" href="data:,">${head}<style>${new Markup(STYLE)}</style></head>
<body class="page" data-user="${viewerId}" data-time-zone="${String(viewer?.TimeZoneSidKey ?? org.facts.timeZone)}"><header><a class="brand" href="${withViewer(context, '/')}">${word('crm')} · ${org.facts.name}</a><nav class="nav">${links}</nav>
<span class="quiet">${String(viewer?.Name ?? '')}</span><a href="${other.pathname}${other.search}" lang="${language === 'es' ? 'en' : 'es'}">${word('otherLanguage')}</a></header>
<main>${body}</main></body></html>`.text;
}
