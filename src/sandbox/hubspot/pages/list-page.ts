import { type Markup, markup } from '../../shared/markup.ts';
import type { ObjectType } from '../object-types.ts';
import { shownValue } from '../render-object.ts';
import { queryTest } from '../search-filters.ts';
import type { StoredRecord } from '../state/records.ts';
import { type PageContext, page, recordPath } from './layout.ts';
import { valueText } from './record-page.ts';
import { titleOf } from './timeline.ts';
import { type Word, wordsIn } from './words.ts';

const PAGE = 50;
const FIXED: Readonly<Record<string, readonly string[]>> = {
  contacts: ['email', 'company'],
  companies: ['domain', 'country'],
  tickets: ['hs_pipeline_stage', 'hs_ticket_priority', 'createdate'],
};

const TITLE: Readonly<Record<string, Word>> = {
  contacts: 'contacts',
  companies: 'companies',
  tickets: 'tickets',
  deals: 'deals',
};

/** Digits after the point that a column needs so that its numbers stand under each other. */
function decimalsOf(records: readonly StoredRecord[], name: string): number {
  return records.some((record) => record.properties[name]?.includes('.')) ? 1 : 0;
}

/** A column's head: the label without what stands in brackets and whose field it is. */
const shortLabel = (label: string): string => label.replace(/\s*\(.*\)$/, '').replace(/ by Pulso/, '');

/** All records of a type with Pulso's columns, searchable, sorted by a column with `?sort=name` or `?sort=-name`. */
export function listPage(context: PageContext, type: ObjectType): string {
  const word = wordsIn(context.language);
  const { portal, url } = context;
  const query = url.searchParams.get('query') ?? '';
  const offset = Math.max(0, Number(url.searchParams.get('offset') ?? 0) || 0);
  const pulso = portal.schema
    .list(type.name)
    .filter((each) => each.name.startsWith('pulso_') && !['pulso_card', 'pulso_next_step'].includes(each.name));
  const fixed = (FIXED[type.name] ?? []).flatMap((name) => portal.schema.find(type.name, name) ?? []);
  const columns = [...fixed, ...pulso];
  const test = query.trim() === '' ? undefined : queryTest(type, query);
  const matching = [...portal.records.list(type.name)].filter(
    (record) => !test || test(record.id, (name) => shownValue(record, name)),
  );
  sortBy(matching, url.searchParams.get('sort'));
  const shown = matching.slice(offset, offset + PAGE);

  const decimals = new Map(columns.map((column) => [column.name, decimalsOf(shown, column.name)]));

  const head = columns.map((column) => {
    const target = new URL(url);
    target.searchParams.set(
      'sort',
      target.searchParams.get('sort') === `-${column.name}` ? column.name : `-${column.name}`,
    );
    return markup`<th scope="col"${column.type === 'number' && markup` class="number"`} title="${column.label}"><a href="${target.pathname}${target.search}">${shortLabel(column.label)}</a></th>`;
  });
  const row = (record: StoredRecord): Markup => {
    const cells = columns.map((column) => {
      const value = record.properties[column.name];
      return markup`<td${column.type === 'number' && markup` class="number"`} dir="auto">${value ? valueText(context, column, value, decimals.get(column.name)) : ''}</td>`;
    });
    return markup`<tr><td><a href="${recordPath(context, type.typeId, record.id)}" dir="auto">${titleOf(record)}</a></td>${cells}</tr>`;
  };
  const next = new URL(url);
  next.searchParams.set('offset', String(offset + PAGE));
  const first = new URL(url);
  first.searchParams.delete('offset');
  const title = TITLE[type.name] ? word(TITLE[type.name] ?? 'contacts') : type.name;
  const count = new Intl.NumberFormat(context.language);
  const body = markup`<h1>${title}</h1>
<form class="search" role="search"><input type="search" name="query" value="${query}" aria-label="${word('search')}" placeholder="${word('search')}">${context.language === 'es' && markup`<input type="hidden" name="lang" value="es">`}<button>${word('find')}</button></form>
<p class="quiet">${count.format(shown.length)} ${word('shown')} ${word('of')} ${count.format(matching.length)}</p>
${shown.length === 0 ? markup`<p>${word('noneFound')}</p>` : markup`<div class="scroll"><table><thead><tr><th scope="col">${word('name')}</th>${head}</tr></thead><tbody>${shown.map(row)}</tbody></table></div>`}
<p>${offset > 0 && markup`<a href="${first.pathname}${first.search}">${word('first')}</a> `}${offset + PAGE < matching.length && markup`<a href="${next.pathname}${next.search}">${word('next')}</a>`}</p>`;
  return page(context, title, body);
}

function sortBy(records: StoredRecord[], sort: string | null): void {
  if (!sort) return;
  const descending = sort.startsWith('-');
  const name = sort.replace(/^-/, '');
  records.sort((left, right) => {
    const [a = '', b = ''] = [left.properties[name], right.properties[name]];
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    const order = a.localeCompare(b, undefined, { numeric: true });
    return descending ? -order : order;
  });
}
