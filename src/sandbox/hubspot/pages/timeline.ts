import { type Markup, markup, plainText } from '../../shared/markup.ts';
import { objectType } from '../object-types.ts';
import { liveLinks } from '../routes/inline-associations.ts';
import type { HubspotObjectType } from '../seed-format.ts';
import type { StoredRecord } from '../state/records.ts';
import { dateText, type PageContext, recordPath } from './layout.ts';
import { wordsIn } from './words.ts';

const TIMELINE_TYPES: readonly HubspotObjectType[] = [
  'tickets',
  'feedback_submissions',
  'emails',
  'calls',
  'meetings',
  'notes',
  'tasks',
];
const FIRST_PAGE = 60;
const TEXT_MAX = 600;
const HOUR_MS = 3_600_000;

interface Entry {
  readonly at: number;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly facts: string;
  readonly href?: string;
}

/** Records of some types that a record is linked to. */
export function linkedRecords(
  context: PageContext,
  record: StoredRecord,
  types: readonly HubspotObjectType[],
): StoredRecord[] {
  return types.flatMap((type) =>
    liveLinks(context.portal, record, type).flatMap((link) => context.portal.records.find(type, link.toId) ?? []),
  );
}

function timeOf(record: StoredRecord): number {
  const { properties } = record;
  const given = properties.hs_timestamp ?? properties.hs_submission_timestamp ?? properties.createdate ?? '';
  const at = /^\d+$/.test(given) ? Number(given) : Date.parse(given);
  return Number.isNaN(at) ? record.createdAt : at;
}

function durationText(context: PageContext, ms: number): string {
  const word = wordsIn(context.language);
  const hours = ms / HOUR_MS;
  const number = new Intl.NumberFormat(context.language, { maximumFractionDigits: hours < 10 ? 1 : 0 });
  return hours < 48 ? `${number.format(hours)} ${word('hours')}` : `${number.format(hours / 24)} ${word('days')}`;
}

function ticketEntry(context: PageContext, record: StoredRecord): Omit<Entry, 'at'> {
  const word = wordsIn(context.language);
  const { properties } = record;
  const stage = context.portal.pipelines.findStage('tickets', properties.hs_pipeline_stage ?? '')?.label;
  const closing = properties.time_to_close;
  const facts = [
    stage,
    properties.hs_ticket_priority,
    closing && `${word('closedAfter')} ${durationText(context, Number(closing))}`,
  ];
  return {
    kind: word('ticket'),
    title: properties.subject ?? `#${record.id}`,
    text: properties.content ?? '',
    facts: facts.filter((fact) => fact).join(' · '),
    href: recordPath(context, '0-5', record.id),
  };
}

function surveyEntry(context: PageContext, record: StoredRecord): Omit<Entry, 'at'> {
  const { properties } = record;
  const type = properties.hs_survey_type ?? '';
  const scale = type === 'NPS' ? ' / 10' : type === 'CES' ? ' / 7' : '';
  const value = properties.hs_value === undefined ? '' : `${properties.hs_value}${scale}`;
  return {
    kind: wordsIn(context.language)('survey'),
    title: properties.hs_survey_name ?? type,
    text: properties.hs_content ?? '',
    facts: [type, value, properties.hs_response_group].filter((fact) => fact).join(' · '),
  };
}

function entryOf(context: PageContext, record: StoredRecord): Omit<Entry, 'at'> {
  const word = wordsIn(context.language);
  const { properties } = record;
  const get = (name: string) => properties[name] ?? '';
  switch (record.type) {
    case 'tickets':
      return ticketEntry(context, record);
    case 'feedback_submissions':
      return surveyEntry(context, record);
    case 'emails': {
      const incoming = get('hs_email_direction') === 'INCOMING_EMAIL';
      const text = get('hs_email_text') || plainText(get('hs_email_html'));
      return { kind: word(incoming ? 'emailIn' : 'emailOut'), title: get('hs_email_subject'), text, facts: '' };
    }
    case 'calls': {
      const incoming = get('hs_call_direction') === 'INBOUND';
      const length = get('hs_call_duration') && durationText(context, Number(get('hs_call_duration')));
      const facts = [get('hs_call_status'), length].filter((fact) => fact).join(' · ');
      return {
        kind: word(incoming ? 'callIn' : 'callOut'),
        title: get('hs_call_title'),
        text: plainText(get('hs_call_body')),
        facts,
      };
    }
    case 'meetings':
      return {
        kind: word('meeting'),
        title: get('hs_meeting_title'),
        text: plainText(get('hs_meeting_body')),
        facts: get('hs_meeting_outcome'),
      };
    case 'tasks':
      return {
        kind: word('task'),
        title: get('hs_task_subject'),
        text: plainText(get('hs_task_body')),
        facts: get('hs_task_status'),
      };
    default:
      return { kind: word('note'), title: '', text: plainText(get('hs_note_body')), facts: '' };
  }
}

function entryMarkup(context: PageContext, entry: Entry): Markup {
  const text = entry.text.length > TEXT_MAX ? `${entry.text.slice(0, TEXT_MAX)} …` : entry.text;
  const title = entry.href ? markup`<a href="${entry.href}">${entry.title}</a>` : entry.title;
  return markup`<li><div class="entry-head"><span class="kind">${entry.kind}</span><time datetime="${new Date(entry.at).toISOString()}">${dateText(context, entry.at)}</time></div>
${entry.title && markup`<div class="entry-title" dir="auto">${title}</div>`}${text && markup`<p class="entry-text" dir="auto">${text}</p>`}${entry.facts && markup`<div class="quiet">${entry.facts}</div>`}</li>`;
}

/** What happened on a record, newest first: tickets, survey answers, engagements. A company also shows its contacts' tickets and answers. */
export function timeline(context: PageContext, record: StoredRecord): Markup {
  const word = wordsIn(context.language);
  const found = new Map<string, StoredRecord>();
  const gather = (from: StoredRecord, types: readonly HubspotObjectType[]) => {
    for (const linked of linkedRecords(context, from, types)) found.set(`${linked.type}:${linked.id}`, linked);
  };
  gather(record, TIMELINE_TYPES);
  if (record.type === 'companies') {
    for (const contact of linkedRecords(context, record, ['contacts']))
      gather(contact, ['tickets', 'feedback_submissions']);
  }
  const entries = [...found.values()]
    .map((linked): Entry => ({ at: timeOf(linked), ...entryOf(context, linked) }))
    .toSorted((left, right) => right.at - left.at);
  const all = context.url.searchParams.get('all') === '1';
  const shown = all ? entries : entries.slice(0, FIRST_PAGE);
  const more = new URL(context.url);
  more.searchParams.set('all', '1');
  return markup`<section class="panel" aria-labelledby="activity"><h2 id="activity">${word('activity')} <span class="quiet">${entries.length}</span></h2>
${entries.length === 0 ? markup`<p class="quiet">${word('noActivity')}</p>` : markup`<ol class="timeline">${shown.map((entry) => entryMarkup(context, entry))}</ol>`}
${shown.length < entries.length && markup`<p><a href="${more.pathname}${more.search}">${word('older')}</a></p>`}</section>`;
}

/** What a record is called. */
export function titleOf(record: StoredRecord): string {
  const { properties } = record;
  const person = [properties.firstname, properties.lastname].filter((part) => part).join(' ');
  return (
    person ||
    properties.name ||
    properties.subject ||
    properties.dealname ||
    properties.email ||
    `${objectType(record.type).singular} ${record.id}`
  );
}
