import { Markup, markup } from '../../shared/markup.ts';
import type { ExtensionSettings } from '../extension.ts';
import { objectType } from '../object-types.ts';
import type { PropertyDefinition } from '../schema/property-definition.ts';
import type { HubspotObjectType } from '../seed-format.ts';
import type { StoredRecord } from '../state/records.ts';
import { extensionCard } from './extension-panel.ts';
import { dateText, type PageContext, page, recordPath } from './layout.ts';
import { linkedRecords, timeline, titleOf } from './timeline.ts';
import { type Word, wordsIn } from './words.ts';

export type RenderCard = (cardJson: string, language: 'en' | 'es') => string;

const CARD_PROPERTY = 'pulso_card';

/** Shown first; the rest stands under "All properties". */
const ABOUT: Readonly<Partial<Record<HubspotObjectType, readonly string[]>>> = {
  contacts: [
    'email',
    'phone',
    'company',
    'jobtitle',
    'lifecyclestage',
    'hs_language',
    'country',
    'hubspot_owner_id',
    'createdate',
  ],
  companies: ['domain', 'industry', 'country', 'numberofemployees', 'lifecyclestage', 'hubspot_owner_id', 'createdate'],
  tickets: [
    'hs_pipeline_stage',
    'hs_ticket_priority',
    'hs_ticket_category',
    'source_type',
    'createdate',
    'closed_date',
    'hs_ticket_reopened_at',
    'hubspot_owner_id',
    'content',
  ],
};

const LINKED: readonly (readonly [HubspotObjectType, Word])[] = [
  ['contacts', 'contacts'],
  ['companies', 'companies'],
  ['tickets', 'tickets'],
  ['deals', 'deals'],
];
const LINKED_MAX = 12;

const KIND: Readonly<Partial<Record<HubspotObjectType, Word>>> = {
  contacts: 'contact',
  companies: 'company',
  tickets: 'ticket',
  deals: 'deal',
};

/** A property's value as a person reads it; numbers with at least `decimals` digits after the point. */
export function valueText(context: PageContext, property: PropertyDefinition, value: string, decimals = 0): string {
  if (property.referencedObjectType === 'OWNER') {
    const owner = context.portal.facts.owners.find((candidate) => candidate.id === value);
    return owner ? `${owner.firstName} ${owner.lastName}` : value;
  }
  if (property.type === 'datetime' || property.type === 'date') {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : dateText(context, at, property.type === 'datetime');
  }
  if (property.type === 'number' && value.trim() !== '' && !property.name.endsWith('id')) {
    return new Intl.NumberFormat(context.language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: Math.max(2, decimals),
    }).format(Number(value));
  }
  const stages = context.portal.pipelines.of('tickets').flatMap((pipeline) => pipeline.stages);
  if (property.name === 'hs_pipeline_stage') return stages.find((stage) => stage.id === value)?.label ?? value;
  return value
    .split(property.fieldType === 'checkbox' ? ';' : '\u0000')
    .map((part) => property.options.find((option) => option.value === part)?.label ?? part)
    .join(', ');
}

function propertyList(context: PageContext, record: StoredRecord, names: readonly string[]): Markup {
  const rows = names.flatMap((name) => {
    const property = context.portal.schema.find(record.type, name);
    const value = record.properties[name];
    return property && value
      ? [markup`<dt>${property.label}</dt><dd dir="auto">${valueText(context, property, value)}</dd>`]
      : [];
  });
  return rows.length > 0 ? markup`<dl>${rows}</dl>` : markup`<p class="quiet">${wordsIn(context.language)('none')}</p>`;
}

/** How the app's card comes onto the page. */
export interface CardDrawing {
  /** Draws what stands in the record's property. */
  readonly renderCard?: RenderCard | undefined;
  /** The app's real extension, where its bundles are there. */
  readonly extension?: ExtensionSettings | undefined;
}

function cardPanel(context: PageContext, record: StoredRecord, { renderCard, extension }: CardDrawing): Markup {
  const word = wordsIn(context.language);
  const json = record.properties[CARD_PROPERTY];
  const live = extension && extensionCard(context, extension, record);
  const content = live
    ? live
    : !json
      ? markup`<p class="quiet">${word('noCard')}</p>`
      : renderCard
        ? // A shadow root keeps the page's styles and the card's apart, as a CRM's own frame does.
          markup`<div><template shadowrootmode="open">${new Markup(renderCard(json, context.language))}</template></div>`
        : markup`<details><summary>${word('cardText')}</summary><pre>${json}</pre></details>`;
  return markup`<section class="panel" aria-labelledby="pulso" data-card="pulso"><h2 id="pulso">${word('pulso')}</h2>${content}</section>`;
}

function linkedPanel(context: PageContext, record: StoredRecord, type: HubspotObjectType, title: Word): Markup {
  const linked = linkedRecords(context, record, [type]);
  if (linked.length === 0) return markup``;
  const word = wordsIn(context.language);
  const { typeId } = objectType(type);
  const items = linked
    .toReversed()
    .slice(0, LINKED_MAX)
    .map(
      (other) => markup`<li><a href="${recordPath(context, typeId, other.id)}" dir="auto">${titleOf(other)}</a></li>`,
    );
  return markup`<section class="panel"><h2>${word(title)} <span class="quiet">${linked.length}</span></h2><ul class="plain">${items}</ul></section>`;
}

/** On tickets: the status, to be changed as a person in the CRM does. */
function statusForm(context: PageContext, record: StoredRecord): Markup {
  if (record.type !== 'tickets') return markup``;
  const word = wordsIn(context.language);
  const current = record.properties.hs_pipeline_stage;
  const stages = context.portal.pipelines.of('tickets').flatMap((pipeline) => pipeline.stages);
  const options = stages.map(
    (stage) =>
      markup`<option value="${stage.id}"${stage.id === current && new Markup(' selected')}>${stage.label}</option>`,
  );
  return markup`<form method="post" action="${recordPath(context, '0-5', record.id)}"><p><label>${word('status')} <select name="hs_pipeline_stage">${options}</select></label> <button>${word('save')}</button></p></form>`;
}

/** A record as a CRM shows it: its properties, what happened, and Pulso's card. */
export function recordPage(context: PageContext, record: StoredRecord, drawing: CardDrawing): string {
  const word = wordsIn(context.language);
  const type = objectType(record.type);
  const known = Object.keys(record.properties)
    .filter((name) => name !== CARD_PROPERTY)
    .toSorted();
  const pulso = known.filter((name) => name.startsWith('pulso_'));
  const title = titleOf(record);
  const body = markup`<h1 dir="auto">${title}</h1><p class="quiet">${KIND[record.type] ? word(KIND[record.type] ?? 'note') : type.singular} · ${record.id}${record.archivedAt !== undefined && ` · ${word('archived')}`}</p>
<div class="record"><div>
<section class="panel" aria-labelledby="about"><h2 id="about">${word('about')}</h2>${statusForm(context, record)}${propertyList(context, record, ABOUT[record.type] ?? type.defaultProperties)}
<details><summary>${word('allProperties')}</summary>${propertyList(context, record, known)}</details></section>
${pulso.length > 0 && markup`<section class="panel" aria-labelledby="fields"><h2 id="fields">${word('pulso')}</h2>${propertyList(context, record, pulso)}</section>`}
</div><div>${timeline(context, record)}</div>
<div>${cardPanel(context, record, drawing)}${LINKED.map(([linked, name]) => linkedPanel(context, record, linked, name))}</div></div>`;
  return page(context, title, body);
}
