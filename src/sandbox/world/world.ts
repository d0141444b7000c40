/**
 * The seeded company in plain words, with nothing of any CRM in it: each sandbox translates a `World` into its own objects.
 * All instants are milliseconds since 1970-01-01 UTC; all ids are numeric strings, unique within their kind.
 */

export type EpochMs = number;
export type Language = 'en' | 'es';

export const TOPICS = [
  'late_delivery',
  'damaged_delivery',
  'returns',
  'surprise_charge',
  'billing',
  'price',
  'technical_fault',
  'login',
  'installation',
  'missing_info',
  'trust',
  'renewal',
  'cancellation',
  'praise',
  'feature_request',
] as const;
export type Topic = (typeof TOPICS)[number];

export const CHANNELS = ['email', 'phone', 'chat', 'form', 'social'] as const;
export type Channel = (typeof CHANNELS)[number];

export type Priority = 'low' | 'medium' | 'high' | 'urgent';
export type Stage = 'new' | 'waiting_on_customer' | 'waiting_on_us' | 'closed';
export type Lifecycle = 'subscriber' | 'lead' | 'opportunity' | 'customer' | 'evangelist';
export type Country = 'ES' | 'MX' | 'AR' | 'CO' | 'GB' | 'IE' | 'US';

/** Someone who works at the seeded company. */
export interface Agent {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly team: 'support' | 'sales' | 'success';
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly country: Country;
  readonly city: string;
  readonly agentId: string;
  /** Yearly amount of the subscription, in euros. */
  readonly yearlyAmount: number;
  /** The next renewal; the only date of the world that lies in the future. */
  readonly renewsAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface Person {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: Language;
  readonly country?: Country;
  readonly city?: string;
  readonly jobTitle?: string;
  readonly accountId?: string;
  readonly agentId?: string;
  readonly lifecycle?: Lifecycle;
  readonly preferredChannel?: Channel;
  /** Has unsubscribed from all marketing e-mail. */
  readonly optedOut: boolean;
  readonly consent: 'given' | 'withdrawn' | 'unknown';
  /** As somebody once typed it: usually a date, by no means always. */
  readonly customerSince?: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** Ids of the records that were merged into this one. */
  readonly mergedIds: readonly string[];
  readonly archived: boolean;
}

export interface StageEntry {
  readonly stage: Stage;
  readonly at: EpochMs;
}

export interface Ticket {
  readonly id: string;
  /** Absent where nobody linked the ticket to a person. */
  readonly personId?: string;
  readonly accountId?: string;
  readonly agentId?: string;
  readonly topic: Topic;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly language: Language;
  readonly subject: string;
  readonly body: string;
  readonly resolution?: string;
  readonly openedAt: EpochMs;
  readonly firstReplyAt?: EpochMs;
  /** Last close; present only while the ticket is closed. */
  readonly closedAt?: EpochMs;
  /** Oldest first; the last entry is the present stage. */
  readonly stages: readonly StageEntry[];
  /** Last return from `closed`. */
  readonly reopenedAt?: EpochMs;
  /** Messages and calls from us about this ticket. */
  readonly timesContacted: number;
  /** The date that the customer was given. */
  readonly promisedFor?: EpochMs;
  readonly updatedAt: EpochMs;
}

export type SurveyKind = 'nps' | 'csat' | 'ces';

export interface SurveyAnswer {
  readonly id: string;
  readonly personId: string;
  readonly accountId?: string;
  readonly ticketId?: string;
  readonly kind: SurveyKind;
  /** nps 0..10, csat 0 unhappy / 1 neutral / 2 happy, ces 1..7 (7 = easy). One planted answer lies outside. */
  readonly value: number;
  readonly comment?: string;
  readonly language: Language;
  readonly channel: 'email' | 'chat' | 'web';
  readonly answeredAt: EpochMs;
}

interface EngagementBase {
  readonly id: string;
  readonly personId: string;
  readonly accountId?: string;
  readonly ticketId?: string;
  readonly agentId: string;
  readonly at: EpochMs;
}
export interface EmailEngagement extends EngagementBase {
  readonly kind: 'email';
  readonly direction: 'in' | 'out';
  readonly purpose: 'support' | 'service' | 'sales' | 'marketing';
  readonly subject: string;
  readonly body: string;
}
export interface CallEngagement extends EngagementBase {
  readonly kind: 'call';
  readonly direction: 'in' | 'out';
  readonly disposition: 'connected' | 'no_answer' | 'voicemail' | 'busy' | 'wrong_number';
  readonly durationMs: number;
  readonly title: string;
  readonly body: string;
}
export interface MeetingEngagement extends EngagementBase {
  readonly kind: 'meeting';
  readonly title: string;
  readonly body: string;
  readonly durationMs: number;
  readonly outcome: 'completed' | 'no_show' | 'rescheduled' | 'canceled';
}
export interface NoteEngagement extends EngagementBase {
  readonly kind: 'note';
  readonly body: string;
}
export type Engagement = EmailEngagement | CallEngagement | MeetingEngagement | NoteEngagement;

export interface Deal {
  readonly id: string;
  readonly personId: string;
  readonly accountId?: string;
  readonly agentId: string;
  readonly name: string;
  readonly kind: 'new' | 'renewal' | 'expansion';
  /** In euros. */
  readonly amount: number;
  readonly stage: 'qualified' | 'proposal' | 'contract' | 'won' | 'lost';
  readonly createdAt: EpochMs;
  /** Day it was won or lost; absent while it is open. */
  readonly closedAt?: EpochMs;
  readonly lostReason?: string;
}

/** A record that is wrong on purpose, so that a reader of the world can be seen to set it aside. */
export interface Oddity {
  readonly id:
    | 'ticket_without_contact'
    | 'survey_out_of_scale'
    | 'unparsable_date'
    | 'merged_contact'
    | 'archived_contact'
    | 'empty_contact'
    | 'contact_without_email';
  readonly kind: 'person' | 'ticket' | 'survey';
  readonly recordId: string;
  readonly what: string;
}

export interface World {
  readonly seed: string;
  readonly now: EpochMs;
  readonly company: { readonly name: string; readonly domain: string; readonly timeZone: string };
  readonly agents: readonly Agent[];
  readonly accounts: readonly Account[];
  readonly people: readonly Person[];
  readonly tickets: readonly Ticket[];
  readonly surveys: readonly SurveyAnswer[];
  readonly engagements: readonly Engagement[];
  readonly deals: readonly Deal[];
  readonly oddities: readonly Oddity[];
}
