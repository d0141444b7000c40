/**
 * Neutral records → signals. One signal per record and customer; nothing here knows a CRM.
 *
 * | record | signal | touchpoint |
 * |---|---|---|
 * | ticket | ticket | as the adapter read it from the ticket's source |
 * | survey | survey | survey |
 * | engagement: email, call, chat | message | email, phone, chat |
 * | engagement: meeting | meeting | service_desk, sales, event by its purpose; other when unknown |
 * | engagement: note | none: a colleague wrote it, it is neither contact nor the customer's own words, and it carries no rating |
 * | deal | order | purchase once won, else sales |
 * | customer, ticket: rolled-up answers | survey | survey |
 *
 * An e-mail that was never sent or never arrived, and our call that nobody took, are no contact and give no signal; a
 * customer's call that nobody took does.
 */
import { type Signal, signalSchema } from '../cx/model/signal.ts';
import type { Touchpoint } from '../cx/model/touchpoint.ts';
import type { CrmRecord, CrmRecordOf, RolledUpSurvey, SetAside } from './record.ts';

export interface RecordSignals {
  /** The record's own id among all signals: signals with this origin that are not listed here are out of date. */
  readonly origin: string;
  readonly signals: readonly Signal[];
  readonly setAside: readonly SetAside[];
}

const MOST_TEXT = 100_000;
const NEVER_ARRIVED = new Set(['draft', 'bounced', 'failed', 'scheduled', 'sending', 'cancelled', 'canceled']);
const NOT_REACHED = new Set(['no_answer', 'busy', 'failed', 'canceled', 'cancelled', 'queued', 'ringing', 'missed']);

/** `hubspot:ticket:901`: what all signals of one record share. */
export function originOf(crm: string, object: CrmRecord['object'], id: string): string {
  return `${crm}:${object}:${id}`;
}

/** The signals of a record as it is now. A record that should have signals but cannot is set aside with its reason. */
export function signalsOf(crm: string, record: CrmRecord): RecordSignals {
  const origin = originOf(crm, record.object, record.id);
  const candidates = candidatesOf(record);
  if (typeof candidates === 'string') return { origin, signals: [], setAside: [noCustomer(record, candidates)] };

  const signals: Signal[] = [];
  const setAside: SetAside[] = [];
  const customers = record.object === 'customer' ? [record.id] : 'customers' in record ? record.customers : [];
  for (const { suffix, ...candidate } of candidates) {
    for (const customer of customers) {
      const parsed = signalSchema.safeParse(
        defined({
          ...candidate,
          id: origin + suffix + (customers.length > 1 ? `@${customer}` : ''),
          customer,
          account: accountOf(record),
          source: crm,
          origin,
          href: record.href,
        }),
      );
      if (parsed.success) signals.push(parsed.data);
      else setAside.push(refused(record, parsed.error.issues));
    }
  }
  return { origin, signals, setAside: setAside.slice(0, 1) };
}

type Candidate = { readonly suffix: string; readonly kind: Signal['kind']; readonly [key: string]: unknown };

/** A sentence instead of candidates: what has no customer though it should have one. */
function candidatesOf(record: CrmRecord): readonly Candidate[] | string {
  switch (record.object) {
    case 'customer':
      return record.surveys.map(rolledUp);
    case 'account':
      return [];
    case 'ticket':
      // Else an alert would make the score that raised it worse.
      if (record.own === true) return [];
      return needsCustomer(record, () => [ticketOf(record), ...record.surveys.map(rolledUp)]);
    case 'survey':
      return needsCustomer(record, () => [surveyOf(record)]);
    case 'engagement':
      return record.type === 'note' ? [] : needsCustomer(record, () => contactsOf(record));
    case 'deal':
      return needsCustomer(record, () => [orderOf(record)]);
  }
}

function needsCustomer(
  record: { readonly object: string; readonly customers: readonly string[] },
  build: () => readonly Candidate[],
): readonly Candidate[] | string {
  if (record.customers.length > 0) return build();
  return `no contact is linked with this ${record.object}; link one in the CRM`;
}

function ticketOf(record: CrmRecordOf<'ticket'>): Candidate {
  return {
    suffix: '',
    kind: 'ticket',
    touchpoint: record.touchpoint,
    stage: 'support',
    at: record.openedAt,
    firstResponseAt: record.firstResponseAt,
    resolvedAt: record.resolvedAt,
    reopenedAt: record.reopenedAt,
    ...(record.reassignedAt !== undefined && { reassignedAt: record.reassignedAt }),
    open: record.open,
    topic: record.topic?.slice(0, 200),
    subject: record.subject?.slice(0, 2000),
    priority: record.priority,
    promisedAt: record.promisedAt,
    steps: record.steps?.slice(0, 100),
    text: record.text?.slice(0, MOST_TEXT),
  };
}

function surveyOf(record: CrmRecordOf<'survey'>): Candidate {
  return {
    suffix: '',
    kind: 'survey',
    touchpoint: 'survey',
    at: record.answeredAt,
    survey: record.survey,
    value: record.value,
    scale: record.scale,
    scope: record.scope,
    name: record.name?.slice(0, 300),
    text: record.text?.slice(0, MOST_TEXT),
  };
}

function rolledUp(answer: RolledUpSurvey): Candidate {
  return {
    suffix: `:${answer.survey}`,
    kind: 'survey',
    touchpoint: 'survey',
    at: answer.answeredAt,
    survey: answer.survey,
    value: answer.value,
    scale: answer.scale,
    text: answer.text?.slice(0, MOST_TEXT),
  };
}

const MESSAGE_TOUCHPOINTS: Readonly<Record<'email' | 'call' | 'chat' | 'other', Touchpoint>> = {
  email: 'email',
  call: 'phone',
  chat: 'chat',
  other: 'other',
};
const MEETING_TOUCHPOINTS = { service: 'service_desk', sales: 'sales', marketing: 'event' } as const;
const MEETING_OUTCOMES: Readonly<Record<string, string>> = {
  completed: 'held',
  held: 'held',
  no_show: 'no_show',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  scheduled: 'planned',
  rescheduled: 'planned',
  planned: 'planned',
};

function contactsOf(record: CrmRecordOf<'engagement'>): readonly Candidate[] {
  if (record.type === 'note') return [];
  if (record.type === 'meeting') {
    const touchpoint = record.purpose ? MEETING_TOUCHPOINTS[record.purpose] : 'other';
    const outcome = MEETING_OUTCOMES[record.outcome ?? ''] ?? 'unknown';
    return [{ suffix: '', kind: 'meeting', touchpoint, at: record.at, outcome }];
  }
  const outcome = record.outcome ?? '';
  if (record.type === 'call' && record.direction !== 'inbound' && NOT_REACHED.has(outcome)) return [];
  if (record.type !== 'call' && NEVER_ARRIVED.has(outcome)) return [];
  return [
    {
      suffix: '',
      kind: 'message',
      touchpoint: MESSAGE_TOUCHPOINTS[record.type],
      at: record.at,
      direction: record.direction,
      purpose: record.purpose,
      automated: record.automated,
      subject: record.subject?.slice(0, 2000),
      // Only what the customer wrote; our own words say nothing about how it felt.
      text: record.direction === 'inbound' ? record.text?.slice(0, MOST_TEXT) : undefined,
    },
  ];
}

function orderOf(record: CrmRecordOf<'deal'>): Candidate {
  return {
    suffix: '',
    kind: 'order',
    touchpoint: record.outcome === 'won' ? 'purchase' : 'sales',
    stage: record.renewal ? 'renew' : 'buy',
    at: record.at,
    openedAt: record.openedAt,
    outcome: record.outcome,
    amount: record.amount,
    lostReason: record.lostReason?.slice(0, 2000),
  };
}

/** Only where the record leaves no choice. */
function accountOf(record: CrmRecord): string | undefined {
  if (record.object === 'customer') return record.account;
  return 'accounts' in record && record.accounts.length === 1 ? record.accounts[0] : undefined;
}

function noCustomer(record: CrmRecord, detail: string): SetAside {
  return { object: record.object, id: record.id, reason: 'no_customer', detail };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function refused(record: CrmRecord, issues: readonly Issue[]): SetAside {
  const places = issues.map((issue) => String(issue.path[0] ?? ''));
  const reason = places.includes('direction')
    ? 'missing_property'
    : places.includes('value') || places.includes('scale')
      ? 'out_of_scale'
      : places.some((place) => /At$|^at$/.test(place))
        ? 'bad_order'
        : 'bad_value';
  const detail = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}; correct it in the CRM`).join('; ');
  return { object: record.object, id: record.id, reason, detail: detail.slice(0, 1000) };
}

function defined(candidate: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== undefined));
}
