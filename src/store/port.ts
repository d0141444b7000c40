/**
 * The store port: everything that Pulso remembers, one table per idea. Every row carries its install.
 * All instants are ISO 8601 in UTC with milliseconds, so that they sort as text.
 */
import type { KeptReading } from '../cx/kept-readings.ts';
import type { Override, Scorecard, Subject } from '../cx/model/scorecard.ts';
import type { Signal } from '../cx/model/signal.ts';
import type { Alerts } from './alerts.ts';
import type { Insights } from './insights.ts';
import type { Links } from './links.ts';
import type { Permits } from './permits.ts';
import type { StoredSubject } from './stored-subject.ts';
import type { Tickets } from './tickets.ts';
import type { Transaction } from './transaction.ts';
import type { Writeback, WrittenObject } from './writeback.ts';

export type { StoredSubject } from './stored-subject.ts';
export type { Transaction } from './transaction.ts';
export type { Writeback, WrittenObject } from './writeback.ts';

export interface Install {
  readonly id: string;
  /** Id of the CRM's manifest. */
  readonly crm: string;
  readonly accountId: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly uiUrl: string;
  readonly timeZone: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly status: 'active' | 'paused';
  /** Why it is paused and what to do, as a sentence. */
  readonly statusReason: string | null;
  readonly createdAt: string;
}

/** A subject whose signals changed since its last scorecard. `mark` grows with every change; clearing needs the mark that was read. */
export interface DirtySubject extends StoredSubject {
  readonly mark: number;
}

export interface WriteLogEntry {
  readonly id: string;
  readonly install: string;
  readonly object: WrittenObject;
  readonly record: string;
  readonly at: string;
  readonly outcome: 'written' | 'gone' | 'moved' | 'failed' | 'undone';
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly error: string | null;
}

export interface SetAsideRow {
  readonly object: string;
  readonly record: string;
  readonly reason: string;
  readonly detail: string;
  readonly at: string;
}

export interface StreamState {
  readonly object: string;
  readonly checkpoint: Readonly<Record<string, unknown>> | null;
  /** `backfill` until everything was read once. */
  readonly phase: 'backfill' | 'incremental';
  readonly read: number;
  readonly total: number | null;
  readonly updatedAt: string;
}

export interface BandCounts {
  readonly good: number;
  readonly fair: number;
  readonly poor: number;
  readonly critical: number;
  readonly insufficient: number;
}

export interface ScoredSubject extends StoredSubject {
  readonly scorecard: Scorecard;
}

export interface Installs {
  put(tx: Transaction, install: Install): Promise<void>;
  get(id: string): Promise<Install | null>;
  byAccount(crm: string, accountId: string): Promise<Install | null>;
  list(): Promise<readonly Install[]>;
  setStatus(id: string, status: Install['status'], reason: string | null): Promise<void>;
  /** Everything of this install, gone. Returns the number of rows per table. */
  purge(id: string): Promise<Readonly<Record<string, number>>>;
}

export interface Secrets {
  /** Encrypted at rest (AES-256-GCM). */
  put(tx: Transaction, install: string, name: string, plain: string): Promise<void>;
  get(install: string, name: string): Promise<string | null>;
  /** The install of a CRM's account with one of its secrets, in one read; null where either is not there. */
  ofAccount(
    crm: string,
    accountId: string,
    name: string,
  ): Promise<{ readonly install: Install; readonly plain: string } | null>;
}

export interface Streams {
  get(install: string, object: string): Promise<StreamState | null>;
  put(tx: Transaction, install: string, state: StreamState): Promise<void>;
  list(install: string): Promise<readonly StreamState[]>;
}

/** A CRM object in neutral form, as it was read; the store does not look inside. */
export interface StoredRecord {
  readonly object: string;
  readonly id: string;
  readonly record: unknown;
}

export interface Records {
  /** Stores what is new or differs; returns those, in their order. An unchanged record costs no write. */
  upsert<Row extends StoredRecord>(tx: Transaction, install: string, records: readonly Row[]): Promise<readonly Row[]>;
  get(install: string, object: string, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  remove(tx: Transaction, install: string, object: string, ids: readonly string[]): Promise<void>;
  count(install: string, object: string): Promise<number>;
}

export interface Subjects {
  /** Stores only what differs; returns the ids that were new or changed in a way that touches scores (their account). */
  upsert(tx: Transaction, subjects: readonly StoredSubject[]): Promise<readonly string[]>;
  get(install: string, object: Subject['object'], id: string): Promise<StoredSubject | null>;
  /** Marks them and, for customers, their accounts. Subjects that are not stored yet are marked once they are. */
  markDirty(tx: Transaction, install: string, subjects: readonly Subject[]): Promise<void>;
  /** Pages of dirty subjects, account by account: first its customers by id, then itself. Customers without an account come first. From the last one on where asked so. */
  dirty(install: string, limit: number, from?: 'first' | 'last'): Promise<readonly DirtySubject[]>;
  countDirty(install: string): Promise<number>;
  /** The customers of each account, by id, without archived ones. */
  customersOf(install: string, accounts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** All that are in the CRM, by id. */
  ids(install: string, object: Subject['object']): Promise<readonly string[]>;
  /** All subjects of an install as dirty: after a change of model, or for the daily pass of time. */
  markAllDirty(tx: Transaction, install: string): Promise<number>;
  /** A merged customer: its signals move to the survivor, which becomes dirty. */
  merge(tx: Transaction, install: string, from: readonly string[], into: string): Promise<void>;
  /** The customer, its signals, scorecards, write-back state and names in logs: gone. */
  forget(install: string, customer: string): Promise<Readonly<Record<string, number>>>;
  /** No longer in the CRM: not scored and not written any more. */
  archive(tx: Transaction, install: string, subjects: readonly Subject[]): Promise<void>;
}

/** A signal with what was made of its text when it was read last; null where it never was. */
export interface KnownSignal {
  readonly signal: Signal;
  readonly kept: KeptReading | null;
}

export interface Signals {
  /**
   * Stores only new or changed signals and marks their customers and accounts dirty. Signals of the same `origin` that are
   * not in the list any more (a ticket that lost a contact) are removed. Returns how many changed.
   * @param readOf what is made of a signal's text, to be kept beside a signal that changed; nothing is kept unless given.
   */
  upsert(
    tx: Transaction,
    install: string,
    signals: readonly Signal[],
    origins: readonly string[],
    readOf?: (signal: Signal) => KeptReading | null,
  ): Promise<number>;
  /** Removes all signals of these origins and marks their subjects dirty. */
  removeByOrigin(tx: Transaction, install: string, origins: readonly string[]): Promise<number>;
  /** A customer's own, or those of all customers of an account. Ordered by time, then id. */
  of(install: string, subject: Subject): Promise<readonly Signal[]>;
  /** The same for many subjects of one kind in one read. */
  ofMany(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Signal[]>>;
  /**
   * Of a customer, or of all customers of an account, the last ones up to an instant: the newest first, without the first `skip`.
   */
  latest(
    install: string,
    subject: Subject,
    page: { readonly until: string; readonly skip: number; readonly limit: number },
  ): Promise<readonly Signal[]>;
  count(install: string): Promise<number>;
  /**
   * The signals of these customers with what was made of their texts, in one pass in the order of the customers' ids, each
   * customer's by time, then id. Null where there are more than `atMost`.
   */
  known(
    install: string,
    customers: readonly string[],
    atMost: number,
  ): Promise<ReadonlyMap<string, readonly KnownSignal[]> | null>;
  /** Keeps what was made of texts, beside those signals that have not changed meanwhile. */
  keepReadings(
    tx: Transaction,
    install: string,
    readings: readonly { readonly signal: Signal; readonly kept: KeptReading }[],
  ): Promise<void>;
}

/** What is known of one subject's card without reading what it is drawn from. */
export interface CardHead {
  readonly subject: StoredSubject;
  /** Another text for every scorecard that says something else or of another instant; null while there is none. */
  readonly scorecard: string | null;
  /** Of the write-back; 0 while there is none. */
  readonly revision: number;
  /** The two records that were asked for; null where there is none. */
  readonly notes: readonly [unknown, unknown];
}

type RecordName = Pick<StoredRecord, 'object' | 'id'>;

export interface Cards {
  /** In one statement; null for a subject that is not stored, or archived. */
  head(install: string, subject: Subject, notes: readonly [RecordName, RecordName]): Promise<CardHead | null>;
}

export interface Scorecards {
  /**
   * Stores the scorecard as the latest and into the history (a history row only where something but `at` differs from the
   * latest), clears the dirty mark if it is still the one that was read, and notes that the record may need a write.
   */
  put(tx: Transaction, install: string, rows: readonly { scorecard: Scorecard; mark: number }[]): Promise<void>;
  latest(install: string, subject: Subject): Promise<Scorecard | null>;
  latestMany(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Scorecard>>;
  /** The score of each that has a scorecard; null where too little is known. */
  scores(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, number | null>>;
  history(install: string, subject: Subject, limit: number): Promise<readonly Scorecard[]>;
  bands(install: string, object: Subject['object']): Promise<BandCounts>;
  /** Lowest scores first; only scored subjects. */
  worst(install: string, object: Subject['object'], limit: number): Promise<readonly ScoredSubject[]>;
}

export interface Writebacks {
  /** Subjects whose latest scorecard has not been compared with the written fields yet, or whose last write is unknown. */
  pending(
    install: string,
    object: Subject['object'],
    limit: number,
  ): Promise<readonly (ScoredSubject & { writeback: Writeback })[]>;
  countPending(install: string): Promise<number>;
  /** Before sending: what is about to be sent, per record. From here on, or once settled, a subject's tickets are pending too. */
  begin(
    tx: Transaction,
    install: string,
    rows: readonly { object: WrittenObject; id: string; sending: Record<string, unknown> }[],
  ): Promise<void>;
  /** After the answer: the written values become known, the log gets its entries, the pending mark is cleared unless a newer scorecard came. */
  finish(
    tx: Transaction,
    install: string,
    rows: readonly {
      object: WrittenObject;
      id: string;
      outcome: WriteLogEntry['outcome'];
      written: Record<string, unknown>;
      /** Of the write-back that the values were computed from; 0 leaves the record pending. */
      revision: number;
      error: string | null;
      retry: boolean;
    }[],
  ): Promise<void>;
  /** Nothing differs: the pending mark is cleared without a write. */
  settle(
    tx: Transaction,
    install: string,
    rows: readonly { object: WrittenObject; id: string; revision: number }[],
  ): Promise<void>;
  /**
   * Our fields (these, or all) were removed from the CRM with their values: nothing is written there any more. Every record that
   * had values gets its entry in the log and waits to be written again. Returns how many.
   */
  undone(
    tx: Transaction,
    install: string,
    fields?: readonly { readonly object: string; readonly field: string }[],
  ): Promise<number>;
  log(install: string, limit: number, record?: string): Promise<readonly WriteLogEntry[]>;
  /** Entries of the log. */
  countLog(install: string): Promise<number>;
  get(install: string, object: WrittenObject, id: string): Promise<Writeback | null>;
}

export interface SetAsides {
  put(tx: Transaction, install: string, rows: readonly SetAsideRow[]): Promise<void>;
  /** The records were read well: what was set aside of them (for this reason, or any) no longer counts. */
  clear(tx: Transaction, install: string, object: string, records: readonly string[], reason?: string): Promise<void>;
  /** Forgets what was set aside of such objects before an instant. */
  expire(tx: Transaction, install: string, object: string, before: string): Promise<void>;
  of(install: string, object: string, records: readonly string[]): Promise<readonly SetAsideRow[]>;
  counts(install: string): Promise<readonly { object: string; reason: string; count: number; example: SetAsideRow }[]>;
}

/** A person's judgement of one subject's score, as it is stored. */
export interface StoredOverride {
  readonly subject: Subject;
  readonly override: Override;
  readonly setAt: string;
  /** Its end was noticed and written into the log; it stays until it is replaced or cleared. */
  readonly expired: boolean;
}

/** What happened to an override, and by whom; `by` and `reason` of an expired one are those of who set it. */
export interface OverrideEntry {
  readonly subject: Subject;
  readonly at: string;
  readonly action: 'set' | 'cleared' | 'expired';
  readonly by: string;
  readonly reason: string;
  readonly until: string;
  readonly value: number;
  /** The computed score at that moment; null when there was none. */
  readonly computed: number | null;
}

export interface Overrides {
  /** Replaces a former one of the subject. Written into the log; the subject becomes dirty. */
  set(
    tx: Transaction,
    install: string,
    judged: Pick<OverrideEntry, 'subject' | 'at' | 'computed'> & { readonly override: Override },
  ): Promise<void>;
  /** False where there is none. Written into the log; the subject becomes dirty. */
  clear(
    tx: Transaction,
    install: string,
    cleared: Pick<OverrideEntry, 'subject' | 'at' | 'by' | 'reason' | 'computed'>,
  ): Promise<boolean>;
  ofMany(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredOverride>>;
  /** Notes, once, that these have ended. One that was replaced meanwhile is left alone. */
  expire(tx: Transaction, install: string, entries: readonly Omit<OverrideEntry, 'action'>[]): Promise<void>;
  /** Subjects whose override has ended without having been evaluated since, and that do not wait for it already. */
  due(install: string, at: string): Promise<readonly Subject[]>;
  /** All of an install, those that end first first. */
  list(install: string): Promise<readonly StoredOverride[]>;
  /** The newest first. */
  log(install: string, limit: number, subject?: Subject): Promise<readonly OverrideEntry[]>;
}

/** A model as it was used; its content without id and version. */
export interface StoredModel {
  /** What it concludes: `score`, `text`, `churn-customer`, `churn-account`. */
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the content, as hexadecimal digits. */
  readonly hash: string;
  readonly content: unknown;
  /** Since when it is, or was last, in use. */
  readonly since: string;
  readonly used: boolean;
}

export interface Models {
  /**
   * From now on this one is in use for its kind. A version whose content was another one keeps it, and this one gets a version of its
   * own. `replaced`: another model, or another version, was in use before.
   */
  use(
    tx: Transaction,
    install: string,
    model: Pick<StoredModel, 'kind' | 'id' | 'version' | 'content'> & { readonly at: string },
  ): Promise<{ readonly version: number; readonly replaced: boolean }>;
  /** The one in use; null while there is none. */
  inUse(install: string, kind: string): Promise<StoredModel | null>;
  /** By kind, the one in use first. */
  list(install: string): Promise<readonly StoredModel[]>;
}

/** A card template of an install's own. */
export interface StoredTemplate {
  /** Of the shipped template that it stands in for. */
  readonly name: string;
  readonly source: string;
  readonly at: string;
  readonly by: string;
}

export interface Templates {
  /** By name. */
  list(install: string): Promise<readonly StoredTemplate[]>;
  put(tx: Transaction, install: string, template: StoredTemplate): Promise<void>;
  /** False where there was none. */
  remove(tx: Transaction, install: string, name: string): Promise<boolean>;
}

/** A change of an install's settings: what stood there before and after, of those keys that differ. */
export interface SettingsChange {
  readonly at: string;
  readonly by: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export interface SettingsLog {
  add(tx: Transaction, install: string, change: SettingsChange): Promise<void>;
  /** The newest first. */
  list(install: string, limit: number): Promise<readonly SettingsChange[]>;
}

/** A step of a workflow in the CRM that goes on once a subject was scored and written anew. */
export interface WaitingStep {
  /** By which the CRM knows the step. */
  readonly callback: string;
  readonly subject: Subject;
  /** Of the subject's write-back when the step began to wait. */
  readonly revision: number;
  readonly askedAt: string;
  /** From then on the CRM has given it up. */
  readonly until: string;
  /** The CRM was told; kept until its end, so that the same step asked for again is not done again. */
  readonly done: boolean;
}

export interface WaitingSteps {
  /** False where the step is known already, and stays as it is. */
  put(tx: Transaction, install: string, step: Omit<WaitingStep, 'done'>): Promise<boolean>;
  get(install: string, callback: string): Promise<WaitingStep | null>;
  /** Whose subject was scored and written since, or is gone; the longest waiting first. */
  ready(install: string, limit: number): Promise<readonly (WaitingStep & { readonly gone: boolean })[]>;
  finish(tx: Transaction, install: string, callbacks: readonly string[]): Promise<void>;
  /** Forgets what the CRM has given up by then, done or not. Returns how many. */
  expire(tx: Transaction, install: string, at: string): Promise<number>;
}

/** A record that the CRM said has changed and that must be read again. `mark` works like a dirty mark. */
export interface TouchedRecord {
  readonly object: string;
  readonly id: string;
  readonly mark: number;
}

export interface Touched {
  put(tx: Transaction, install: string, records: readonly { object: string; id: string }[]): Promise<void>;
  /** The longest waiting first. */
  list(install: string, limit: number): Promise<readonly TouchedRecord[]>;
  /** Clears only marks that did not grow since they were listed. */
  clear(tx: Transaction, install: string, records: readonly TouchedRecord[]): Promise<void>;
}

export interface Store {
  /**
   * Runs the work in one transaction; all or nothing. Not nested. Reads made inside the work see the transaction. Everybody
   * else who writes waits for its end, so nothing slow belongs in it; where the work names the one install that it is about,
   * an engine may let other installs go on.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>, install?: string): Promise<Result>;
  /** True the first time that this event is seen. */
  remember(tx: Transaction, install: string, eventId: string): Promise<boolean>;
  /**
   * Does the work while no other program on this store does work of the same name for this install. A program that died in its
   * turn keeps the others waiting for a minute.
   */
  inTurn<Result>(install: string, name: string, work: () => Promise<Result>): Promise<Result>;
  readonly permits: Permits;
  readonly installs: Installs;
  readonly secrets: Secrets;
  readonly streams: Streams;
  readonly records: Records;
  readonly subjects: Subjects;
  readonly signals: Signals;
  readonly scorecards: Scorecards;
  readonly writebacks: Writebacks;
  readonly setAsides: SetAsides;
  readonly touched: Touched;
  readonly overrides: Overrides;
  readonly models: Models;
  readonly insights: Insights;
  readonly settingsLog: SettingsLog;
  readonly waitingSteps: WaitingSteps;
  readonly cards: Cards;
  readonly templates: Templates;
  readonly links: Links;
  readonly tickets: Tickets;
  readonly alerts: Alerts;
  close(): Promise<void>;
}
