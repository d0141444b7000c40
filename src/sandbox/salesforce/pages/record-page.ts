import { Markup, markup } from '../../shared/markup.ts';
import type { FieldDefinition } from '../schema/field.ts';
import { nameOf, readValue } from '../state/read-value.ts';
import type { StoredRecord } from '../state/records.ts';
import { instantMs } from '../time.ts';
import { labelText } from './labels.ts';
import { component, type PageContext, page, recordPath } from './layout.ts';
import { wordsIn } from './words.ts';

export type RenderCard = (cardJson: string, language: 'en' | 'es') => string;

const CARD_FIELD = 'Pulso_Card__c';
/** Fields that the details leave out. */
const HIDDEN: readonly string[] = ['Id', CARD_FIELD, 'IsDeleted'];
const RELATED_MAX = 6;
/** Fields that stand beside the name. */
const HIGHLIGHTS: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
  Account: ['Type', 'Industry', 'Phone', 'Website', 'OwnerId'],
  Case: ['CaseNumber', 'Status', 'Priority', 'ContactId', 'AccountId'],
};
/** The components of the record pages, as the package brings them. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  Contact: ['pulsoCard'],
  Account: ['pulsoCard', 'pulsoAccount'],
  Case: ['pulsoCard'],
};

/** Whether whoever looks may read a field. */
export function isVisible({ org, viewerId }: PageContext, record: StoredRecord, field: FieldDefinition): boolean {
  return org.permissions.onField(viewerId, org.schema.get(record.type).definition, field) !== 'none';
}

/** A field's value as a person reads it. */
export function valueText(context: PageContext, record: StoredRecord, field: FieldDefinition): string {
  const { org, language } = context;
  const value = readValue(org, record, field);
  if (value === null) return '';
  if (field.type === 'reference' && typeof value === 'string') {
    const type = org.schema.ofId(value)?.definition.name;
    const target = type ? org.records.find(type, value) : undefined;
    return target ? nameOf(org, target) : value;
  }
  if (field.type === 'datetime')
    return new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: org.facts.timeZone,
    }).format(instantMs(String(value)));
  if (field.type === 'date')
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      Date.parse(String(value)),
    );
  if (field.picklist.length > 0 && typeof value === 'string') {
    const labels = new Map(field.picklist.map((option) => [option.value, option.label]));
    return value
      .split(';')
      .map((each) => labels.get(each) ?? each)
      .join(', ');
  }
  if (typeof value === 'number') return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return String(value);
}

function highlights(context: PageContext, record: StoredRecord): Markup {
  const { org } = context;
  const { fields } = org.schema.get(record.type);
  const items = (HIGHLIGHTS[record.type] ?? []).flatMap((name) => {
    const field = fields.get(name.toLowerCase());
    const text = field ? valueText(context, record, field) : '';
    if (!field || text === '') return [];
    const value = record.fields[field.name];
    const target = field.type === 'reference' && typeof value === 'string' ? org.schema.ofId(value) : undefined;
    const isLinked = target !== undefined && target.definition.name in HIGHLIGHTS;
    const shown = isLinked
      ? markup`<a href="${recordPath(context, target.definition.name, String(value))}">${text}</a>`
      : text;
    return [markup`<div><dt>${labelText(field.label, context.language)}</dt><dd dir="auto">${shown}</dd></div>`];
  });
  return items.length > 0 ? markup`<dl class="highlights">${items}</dl>` : markup``;
}

function details(context: PageContext, record: StoredRecord): Markup {
  const { definition } = context.org.schema.get(record.type);
  const rows = definition.fields
    .filter((field) => record.fields[field.name] !== undefined && !HIDDEN.includes(field.name))
    .filter((field) => isVisible(context, record, field))
    .filter((field) => field.type !== 'boolean' || record.fields[field.name] === true)
    .map(
      (field) =>
        markup`<dt>${labelText(field.label, context.language)}</dt><dd dir="auto">${valueText(context, record, field)}</dd>`,
    );
  return markup`<dl class="sheet">${rows}</dl>`;
}

/** What a related record is called; undefined for one that only ties others together. */
function titleOf({ org }: PageContext, record: StoredRecord): string | undefined {
  const { fields } = record;
  if (fields.Field !== undefined)
    return [fields.Field, fields.OldValue, fields.NewValue].filter((part) => part !== undefined).join(' → ');
  const title = fields.Subject ?? fields.CommentBody ?? fields.ResponseValue;
  const name = nameOf(org, record);
  return title === undefined || title === null ? (name === record.id ? undefined : name) : String(title);
}

function related(context: PageContext, record: StoredRecord): Markup {
  const { org } = context;
  const word = wordsIn(context.language);
  // An event, say, may point to an account in two ways.
  const children = new Map<string, Map<string, StoredRecord>>();
  for (const { child, field } of org.schema.childrenOf(record.type)) {
    if (!org.schema.get(child).fields.has('createddate')) continue;
    const found = children.get(child) ?? new Map<string, StoredRecord>();
    for (const row of org.records.byValue(child, field.name, [record.id]))
      if (row.fields.IsDeleted !== true && titleOf(context, row) !== undefined) found.set(row.id, row);
    if (found.size > 0) children.set(child, found);
  }
  const lists = [...children].map(([child, found]) => {
    const newest = [...found.values()].toSorted((left, right) =>
      String(left.fields.CreatedDate) < String(right.fields.CreatedDate) ? 1 : -1,
    );
    const items = newest.slice(0, RELATED_MAX).map((row) => {
      const at = instantMs(String(row.fields.CreatedDate));
      const day = new Intl.DateTimeFormat(context.language, {
        dateStyle: 'medium',
        timeZone: org.facts.timeZone,
      }).format(at);
      return markup`<li><a href="${recordPath(context, child, row.id)}" dir="auto">${titleOf(context, row) ?? ''}</a> <time class="at" datetime="${new Date(at).toISOString()}">${day}</time></li>`;
    });
    const { labelPlural } = org.schema.get(child).definition;
    return markup`<h3 class="head">${labelText(labelPlural, context.language)} <span class="quiet">${found.size}</span></h3><ul class="plain">${items}</ul>`;
  });
  return lists.length > 0 ? markup`${lists}` : markup`<p class="quiet">${word('noRelated')}</p>`;
}

/** The stored card without the org's components. */
function card(context: PageContext, record: StoredRecord, renderCard: RenderCard | undefined): Markup {
  const word = wordsIn(context.language);
  const json = record.fields[CARD_FIELD];
  const content =
    typeof json !== 'string'
      ? markup`<p class="quiet">${word('noCard')}</p>`
      : renderCard
        ? // A shadow root keeps the page's styles and the card's apart, as a CRM's own frame does.
          markup`<div><template shadowrootmode="open">${new Markup(renderCard(json, context.language))}</template></div>`
        : markup`<details><summary>${word('cardText')}</summary><pre class="raw">${json}</pre></details>`;
  return markup`<section class="panel" aria-labelledby="pulso" data-card="pulso"><h2 class="head" id="pulso">${word('pulso')}</h2>${content}</section>`;
}

/** A record as a CRM shows it: its fields, what is related, and at the side Pulso's components. */
export function recordPage(context: PageContext, record: StoredRecord, renderCard: RenderCard | undefined): string {
  const word = wordsIn(context.language);
  const title = nameOf(context.org, record);
  const { label } = context.org.schema.get(record.type).definition;
  const isDeleted = record.fields.IsDeleted === true;
  const wanted = context.lightning && !isDeleted ? COMPONENTS[record.type] : undefined;
  const given = { recordId: record.id, objectApiName: record.type };
  const subject =
    record.fields.Subject === undefined ? '' : markup` <span dir="auto">${String(record.fields.Subject)}</span>`;
  const body = markup`<div class="panel"><p class="quiet">${labelText(label, context.language)}${isDeleted && ` · ${word('deleted')}`}</p><h1 dir="auto">${title}${subject}</h1>${highlights(context, record)}</div>
<div class="record"><section class="panel" aria-labelledby="about"><h2 class="head" id="about">${word('about')}</h2>${details(context, record)}</section>
<section class="panel" aria-labelledby="related"><h2 class="head" id="related">${word('related')}</h2>${related(context, record)}</section>
<div class="aside">${wanted ? wanted.map((name) => component(name, name === 'pulsoAccount' ? { recordId: record.id } : given)) : card(context, record, renderCard)}</div></div>`;
  return page(context, title, body);
}
