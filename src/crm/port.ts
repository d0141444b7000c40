/**
 * The door to a CRM. Small, versioned, no optional methods: what a CRM cannot do is said by data in its manifest.
 * Not in it: scores, templates, retry options, SDK types.
 */
import type { z } from 'zod';
import type { Log } from '../log.ts';
import type { CrmObject, CrmRecord, SetAside } from './record.ts';

export const CRM_PORT_VERSION = 1;

/** So many requests in so long a window, for everybody who uses the account. */
export interface Bucket {
  readonly requests: number;
  readonly perMs: number;
  readonly concurrency: number;
  /** The bucket that its requests count against as well. */
  readonly within?: string;
}

export interface CrmManifest {
  readonly id: string;
  readonly title: string;
  readonly portVersion: typeof CRM_PORT_VERSION;
  readonly apiVersion: string;
  readonly defaultBaseUrl: string;
  readonly oauth: {
    readonly authorizeUrl: string;
    readonly tokenPath: string;
    readonly scopes: readonly string[];
    readonly optionalScopes: readonly string[];
  };
  /** The vendor's names of our objects; an engagement may be several. */
  readonly objects: Readonly<Record<CrmObject, readonly string[]>>;
  readonly buckets: Readonly<Record<string, Bucket>>;
  readonly dailyQuota: number;
  readonly batch: { readonly read: number; readonly write: number };
  /** The CRM's own name of a field of ours: `score` → `pulso_score`. */
  readonly fieldName: (field: string) => string;
  readonly capabilities: {
    readonly webhooks: boolean;
    readonly bulk: boolean;
    readonly cards: boolean;
    /** Steps of workflows can wait for us. */
    readonly steps: boolean;
    /** Alerts can be announced; where not, its workflows hear of them by the fields that are written. */
    readonly alerts: boolean;
    /** What people ask of Pulso on a record is kept in the CRM until Pulso fetches it; where not, a card asks Pulso itself. */
    readonly requests: boolean;
  };
  /** What an install of this CRM can set, beyond its base URL and its credentials. */
  readonly settings: z.ZodType;
}

/** A position in a stream of changes; opaque outside its adapter, JSON in the store. */
export type Checkpoint = Readonly<Record<string, unknown>>;

/**
 * A page of changes. A record may come again (it changed meanwhile, or more is known of it): the last one counts. A pass that
 * finds nothing new still gives one page, without records.
 */
export interface ChangePage {
  readonly records: readonly CrmRecord[];
  readonly setAside: readonly SetAside[];
  /** Ids of records that were deleted, archived or forgotten in the CRM. */
  readonly deleted: readonly { readonly object: CrmObject; readonly id: string; readonly forget: boolean }[];
  /** Records that were merged away: `from` live on in `into`. Said again whenever the survivor changes. */
  readonly merged: readonly { readonly object: CrmObject; readonly from: readonly string[]; readonly into: string }[];
  /** Everything up to here is in this page or in one before it. */
  readonly checkpoint: Checkpoint;
  /** Where the stream stands after this page: `incremental` once everything was read once. */
  readonly phase: 'backfill' | 'incremental';
  /** How many further records were read that are nothing to us, such as the task that stands beside an e-mail; for progress. */
  readonly passedOver?: number;
  /** Records known to exist in this stream, for progress, those that are passed over among them; null when the CRM does not say. */
  readonly total: number | null;
  /** What this account does not give of the object (no licence, no scope), each as a sentence with the remedy. */
  readonly unavailable: readonly string[];
}

/** Something happened to a record. The record itself is read again; a change event is never trusted for values. */
export interface ChangeEvent {
  readonly accountId: string;
  readonly object: CrmObject;
  readonly id: string;
  readonly kind: 'changed' | 'deleted' | 'forgotten' | 'merged';
  /** For `merged`: the ids that live on in `id`. */
  readonly mergedIds: readonly string[];
  /** Identifies one delivery of one event, for de-duplication. */
  readonly eventId: string;
  readonly occurredAt: string;
  /** Our own app caused it. */
  readonly own: boolean;
}

/** An event of a webhook whose form is not known. The record that it speaks of is read with the next look at the CRM. */
export interface UnreadEvent {
  /** null where not even that can be read. */
  readonly accountId: string | null;
  /** The same for every delivery of the same event. */
  readonly id: string;
  /** Where its form is at fault and what to do about it; no personal content. */
  readonly detail: string;
}

/** What a webhook tells: one event of unknown form takes no other with it. */
export interface ReceivedEvents {
  readonly events: readonly ChangeEvent[];
  readonly unread: readonly UnreadEvent[];
}

export interface IncomingRequest {
  readonly method: string;
  /** The full public URL as the CRM called it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type FieldObject = 'customer' | 'account' | 'ticket';

/** A field that Pulso owns, in neutral form. */
export interface FieldSpec {
  readonly object: FieldObject;
  /** Without the vendor's prefix: `score`, `band`. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'number' | 'string' | 'longtext' | 'choice' | 'choices' | 'datetime';
  /** For `choice` and `choices`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export interface FieldResult {
  readonly object: FieldObject;
  readonly field: string;
  /** `updated`: label or options were brought up to date. `same`: nothing to do. `conflict`, `refused`: see message. */
  readonly outcome: 'created' | 'same' | 'updated' | 'removed' | 'conflict' | 'refused';
  readonly message?: string;
}

/** null clears the field. Numbers are numbers, instants ISO 8601, `choices` an array of option values. */
export type FieldValue = string | number | readonly string[] | null;

export interface RecordUpdate {
  readonly object: FieldObject;
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
}

export interface WriteResult {
  readonly object: FieldObject;
  readonly id: string;
  /** `gone`: the record no longer exists; `moved`: it lives on as `movedTo`; `failed`: see error. */
  readonly outcome: 'written' | 'gone' | 'moved' | 'failed';
  readonly movedTo?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly retry: boolean };
  /** Of `written`: fields that the CRM refused in this record; the others were written. */
  readonly refused?: readonly RefusedField[];
}

/** A field of ours that the CRM does not take: it lacks the field, or one of its options. */
export interface RefusedField {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface Tokens {
  readonly accessToken: string;
  /** null for a static token. */
  readonly refreshToken: string | null;
  /** ISO 8601; null when it does not expire. */
  readonly expiresAt: string | null;
  readonly scopes: readonly string[];
}

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Where a person consents, when that is not the vendor's own page (a sandbox, a regional host). */
  readonly authorizeUrl?: string;
}

export interface AccountIdentity {
  readonly accountId: string;
  readonly name: string;
  readonly timeZone: string;
  /** Where people look at records: scheme and host. */
  readonly uiUrl: string;
}

export interface Health {
  readonly identity: AccountIdentity;
  /** Requests left today; null when the CRM does not say. */
  readonly quotaLeft: number | null;
  readonly missingScopes: readonly string[];
  /** Objects that this account cannot give (no licence, no scope), each with the reason. */
  readonly unavailable: readonly { readonly object: CrmObject; readonly reason: string }[];
}

/** The end of a workflow's step: by which the CRM knows it, and what it hands on. */
export interface StepEnd {
  readonly callback: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** An alert as a CRM is told of it. */
export interface Announcement {
  /** The same alert has the same id, however often it is told; at most 64 characters. */
  readonly id: string;
  readonly object: 'customer' | 'account';
  readonly record: string;
  /** What was crossed: a band by its name, or a friction flag by its id. */
  readonly kind: string;
  /** One sentence for a person. */
  readonly title: string;
  /** The reasons, as lines of plain text. */
  readonly detail: string;
  readonly band: string | null;
  /** 0..100, higher is better. */
  readonly score: number | null;
  /** Where to see more. */
  readonly url: string | null;
  readonly at: string;
}

/** `unavailable`: the account has no place for alerts; the message says how it gets one. */
export type AnnounceResult =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'unavailable'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string; readonly retry: boolean };

/** What somebody asked of Pulso on a record of the CRM. Its words are the CRM's own text and still to be checked. */
export interface PersonRequest {
  /** The CRM's id of the request: the same one may be given again until it is settled. */
  readonly id: string;
  readonly kind: string | null;
  /** null: not a record that Pulso knows of. */
  readonly record: { readonly object: 'customer' | 'account' | 'ticket' | 'deal'; readonly id: string } | null;
  /** Who asked: the CRM's id of the person, and how everybody sees them. */
  readonly by: { readonly user: string; readonly name: string };
  readonly text: string | null;
  readonly mood: string | null;
  readonly touchpoint: string | null;
  /** Of an acknowledgement: the flag by its id or as the card names it, and since when it is raised. */
  readonly flag: string | null;
  readonly since: string | null;
}

/** What became of a request, as whoever asked will read it. */
export interface SettledRequest {
  readonly id: string;
  readonly outcome: 'done' | 'refused';
  readonly message: string | null;
}

/** A CRM account, connected. Every method may throw RateLimited, QuotaExhausted, CrmUnavailable, AccessRevoked or ScopeMissing. */
export interface CrmConnection {
  /** Pages of whatever changed since the checkpoint; from null, everything. Resumable after every page. */
  changes(object: CrmObject, checkpoint: Checkpoint | null, signal: AbortSignal): AsyncIterable<ChangePage>;
  /** The records as they are now; ids that do not exist come back as deleted. */
  fetch(
    object: CrmObject,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<Pick<ChangePage, 'records' | 'setAside' | 'deleted' | 'merged'>>;
  ensureFields(fields: readonly FieldSpec[]): Promise<readonly FieldResult[]>;
  /** Deletes fields of ours from the CRM, with their values. */
  removeFields(fields: readonly Pick<FieldSpec, 'object' | 'name'>[]): Promise<readonly FieldResult[]>;
  /** Our own fields as the CRM has them, by record id; records that do not exist are missing. */
  readFields(
    object: FieldObject,
    ids: readonly string[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>>;
  /**
   * One result per update, in the same order. Never throws for a single record's fault. When the CRM stops answering after some
   * were written, the rest come back as `failed` with `retry`; when nothing was written, its error is thrown.
   */
  write(updates: readonly RecordUpdate[]): Promise<readonly WriteResult[]>;
  /** How many records to give to one `write` where so many wait: the way to write very many may be another one. */
  writesAtOnce(waiting: number): number;
  createTask(task: {
    object: FieldObject;
    id: string;
    title: string;
    body: string;
    dueAt: string;
  }): Promise<{ id: string }>;
  /**
   * Tells the CRM that steps of its workflows, which wait for us, are done; one result each, in their order. With no step it only
   * looks whether it may. Where the manifest says that there are no steps, nothing happens.
   */
  completeSteps(steps: readonly StepEnd[]): Promise<readonly ('completed' | 'gone')[]>;
  /**
   * One result per alert, in their order. An alert whose answer got lost may be heard of twice. Where the manifest says that there
   * are no alerts, every one is `unavailable`.
   */
  announce(alerts: readonly Announcement[]): Promise<readonly AnnounceResult[]>;
  /** What is asked and not settled yet, the oldest first, at most some hundred; none where the account has no place for it. */
  requests(signal: AbortSignal): Promise<readonly PersonRequest[]>;
  /** Notes in the CRM what became of requests. */
  settleRequests(settled: readonly SettledRequest[]): Promise<void>;
  health(): Promise<Health>;
}

/** What an adapter is given to reach one account. */
export interface ConnectionOptions {
  readonly installId: string;
  /** The CRM's API address: the vendor's, a proxy's or the sandbox's. */
  readonly baseUrl: string;
  readonly settings: unknown;
  readonly tokens: TokenSource;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or rejects when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The install's access token; knows how to get a fresh one. */
export interface TokenSource {
  current(): Promise<string>;
  /** After a 401: a token other than the refused one, or AccessRevoked. Ten callers at once cause one refresh. */
  renew(refused: string): Promise<string>;
}

/** What an answer says of the account's limit, for everybody who uses it. */
export interface SeenLimit {
  readonly requests: number;
  readonly remaining: number;
  readonly perMs: number;
}

/** Hands out permits so that everybody together stays under the account's limits. One per install. */
export interface Pacer {
  /**
   * Resolves when a request may be sent; the permit is given back when the answer is there. Rejects with RateLimited when the
   * bucket is held back for longer than a caller should wait, and with the signal's reason when aborted.
   */
  take(bucket: string, signal?: AbortSignal): Promise<{ release(): void }>;
  /** The CRM said how long to hold a bucket back. */
  hold(bucket: string, ms: number): void;
  /** The CRM said how large the limit really is and how much of it others have used. */
  learn(bucket: string, seen: SeenLimit): void;
}

export interface CrmRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path with query, below the base URL. */
  readonly path: string;
  readonly body?: unknown;
  /** The bucket of the manifest that it counts against. */
  readonly bucket: string;
  /** May be sent again after an unknown outcome (a lost answer). */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal;
}

export interface CrmResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null for an empty body. */
  readonly body: unknown;
}

/** pace → send → classify → retry: the only place that waits for a CRM. */
export interface Transport {
  /**
   * Answers with 2xx and 207 responses and with the 4xx that speak of the request's content (400, 404, 409, 422);
   * everything else becomes an error of the family.
   */
  send(request: CrmRequest): Promise<CrmResponse>;
}

export interface Crm {
  readonly manifest: CrmManifest;
  /** The address that a person is sent to. `codeChallenge` is PKCE's S256. */
  authorizeUrl(app: OAuthApp, state: string, codeChallenge: string): string;
  exchange(app: OAuthApp, baseUrl: string, code: string, codeVerifier: string): Promise<Tokens>;
  refresh(app: OAuthApp, baseUrl: string, refreshToken: string): Promise<Tokens>;
  revoke(app: OAuthApp, baseUrl: string, refreshToken: string): Promise<void>;
  /** Who the token belongs to. */
  identify(baseUrl: string, accessToken: string): Promise<AccountIdentity>;
  /**
   * Verifies and reads a webhook. Throws WebhookRejected where it is not signed well or its body is none of the CRM's. `secrets` may
   * be several while one is being rotated.
   */
  receive(request: IncomingRequest, secrets: readonly string[], ownAppId: string | null): ReceivedEvents;
  connect(options: ConnectionOptions): CrmConnection;
}
