import { markup } from '../../shared/markup.ts';
import { nameOf } from '../state/read-value.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { labelText } from './labels.ts';
import { component, LISTED, listPath, type PageContext, page, recordPath, tabPath } from './layout.ts';
import { isVisible, valueText } from './record-page.ts';
import { wordsIn } from './words.ts';

const PAGE = 50;
const COLUMNS = [
  'Email',
  'AccountId',
  'Subject',
  'Status',
  'Priority',
  'StageName',
  'Industry',
  'OwnerId',
  'CreatedDate',
];

/** All records of an object with Pulso's columns, searchable by name. */
export function listPage(context: PageContext, schema: ObjectSchema): string {
  const word = wordsIn(context.language);
  const { org, url } = context;
  const { name, labelPlural, fields } = schema.definition;
  const wanted = (url.searchParams.get('query') ?? '').trim().toLowerCase();
  const offset = Math.max(0, Number(url.searchParams.get('offset') ?? 0) || 0);
  const pulso = fields.filter((field) => field.name.startsWith('Pulso_') && field.sortable);
  const columns = [...COLUMNS.flatMap((column) => schema.fields.get(column.toLowerCase()) ?? []), ...pulso];
  const found = [...org.records.list(name)].filter(
    (record) => record.fields.IsDeleted !== true && nameOf(org, record).toLowerCase().includes(wanted),
  );
  const rows = found.slice(offset, offset + PAGE).map((record) => {
    const cells = columns.map((field) => {
      const text = isVisible(context, record, field) ? valueText(context, record, field) : '';
      return markup`<td dir="auto">${text}</td>`;
    });
    return markup`<tr><td><a href="${recordPath(context, name, record.id)}" dir="auto">${nameOf(org, record)}</a></td>${cells}</tr>`;
  });
  const next = new URL(url);
  next.searchParams.set('offset', String(offset + PAGE));
  const count = new Intl.NumberFormat(context.language);
  const head = columns.map((field) => markup`<th scope="col">${labelText(field.label, context.language)}</th>`);
  const body = markup`<h1>${labelText(labelPlural, context.language)}</h1>
<form class="search" role="search"><input type="search" name="query" value="${wanted}" aria-label="${word('search')}" placeholder="${word('search')}">${context.language === 'es' && markup`<input type="hidden" name="lang" value="es">`}<button>${word('find')}</button></form>
<p class="quiet">${count.format(rows.length)} ${word('of')} ${count.format(found.length)}</p>
${rows.length === 0 ? markup`<p>${word('noneFound')}</p>` : markup`<div class="scroll"><table class="rows"><thead><tr><th scope="col">${word('name')}</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>`}
<p>${offset + PAGE < found.length && markup`<a href="${next.pathname}${next.search}">${word('next')}</a>`}</p>`;
  return page(context, labelText(labelPlural, context.language), body);
}

/** The way in: what is here and where to look. */
export function homePage(context: PageContext): string {
  const word = wordsIn(context.language);
  const count = new Intl.NumberFormat(context.language);
  const rows = context.org.schema.list().flatMap(({ definition }) => {
    const size = context.org.records.count(definition.name);
    if (size === 0) return [];
    const isListed = LISTED.some((name) => name === definition.name);
    const name = isListed
      ? markup`<a href="${listPath(context, definition.name)}">${definition.name}</a>`
      : definition.name;
    return [markup`<tr><td>${name}</td><td class="number">${count.format(size)}</td></tr>`];
  });
  const links = ['calls', 'writes', 'faults', 'events', 'rules', 'permissions'].map(
    (path) => markup`<li><a href="/_sandbox/${path}">${path}</a></li>`,
  );
  const body = markup`<h1>${context.org.facts.name}</h1><p>${word('homeLead')}</p>
<div class="record"><section class="panel"><h2 class="head">${word('records')}</h2><table class="rows">${rows}</table></section>
${context.lightning && markup`<section class="panel"><h2 class="head">${word('apps')}</h2><ul class="plain"><li><a href="${tabPath(context, 'Pulso_Portfolio')}">Pulso</a></li></ul></section>`}
<section class="panel"><h2 class="head">${word('forDevelopers')}</h2><ul class="plain">${links}</ul></section></div>`;
  return page(context, word('crm'), body);
}

/** The tab of the app page that the package brings: how everybody stands. */
export function portfolioPage(context: PageContext): string {
  const title = wordsIn(context.language)('pulso');
  return page(context, title, markup`<h1>${title}</h1>${component('pulsoPortfolio', { rows: 10 })}`);
}
