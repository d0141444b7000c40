/** The rows as they lie in the database. A JSON value is text, an instant is ISO 8601 text in UTC, a truth is 0 or 1. */

interface InstallRow {
  id: string;
  crm: string;
  account_id: string;
  name: string;
  base_url: string;
  ui_url: string;
  time_zone: string;
  settings: string;
  status: string;
  status_reason: string | null;
  created_at: string;
}

interface SecretRow {
  install: string;
  name: string;
  /** Base64 of what cipher.ts seals. */
  sealed: string;
}

interface StreamRow {
  install: string;
  object: string;
  checkpoint: string | null;
  phase: string;
  read: number;
  total: number | null;
  updated_at: string;
}

interface RecordRow {
  install: string;
  object: string;
  id: string;
  record: string;
}

export interface SubjectRow {
  install: string;
  object: string;
  id: string;
  name: string;
  href: string | null;
  language: string | null;
  account: string | null;
  revenue: number | null;
  /** 1 once the CRM has it no longer. */
  archived: number;
  /** Counts the changes; the subject is dirty while it differs from `clean`. */
  mark: number;
  /** The mark that the latest scorecard was computed for. */
  clean: number;
}

interface SignalRow {
  install: string;
  id: string;
  customer: string;
  origin: string | null;
  /** The signal's instant in UTC with milliseconds, so that it sorts. */
  at: string;
  /** Everything of the signal but its customer, who can change by a merge. */
  signal: string;
  /** Version of the reader that made the reading; null while there is none. */
  reader: string | null;
  /** What the signal's text says, packed. */
  reading: string | null;
}

interface ScorecardRow {
  install: string;
  object: string;
  id: string;
  at: string;
  status: string;
  band: string | null;
  score: number | null;
  /** Of everything but `at`. */
  fingerprint: string;
  /** Since when it says this: `at` of the history's row that holds it. */
  said_at: string;
}

/** A view: the latest scorecards with what they say. `at` in the text is of the first that said it. */
interface LatestScorecardRow extends Omit<ScorecardRow, 'fingerprint' | 'said_at'> {
  scorecard: string;
}

interface ScorecardHistoryRow {
  install: string;
  object: string;
  id: string;
  at: string;
  scorecard: string;
  /** Null where too little was known. */
  score: number | null;
}

interface WritebackRow {
  install: string;
  object: string;
  id: string;
  written: string;
  sending: string | null;
  /** Counts the scorecards that were stored; 0 when there was none yet. */
  revision: number;
  /** 1 while the latest scorecard has not been compared with `written`, or `sending` is unknown. */
  pending: number;
  /** Sendings since it was last settled; those that keep failing queue up behind the others. */
  tries: number;
}

interface WriteLogRow {
  id: string;
  install: string;
  object: string;
  record: string;
  at: string;
  outcome: string;
  before: string;
  after: string;
  error: string | null;
}

interface SetAsideTableRow {
  install: string;
  object: string;
  record: string;
  reason: string;
  detail: string;
  at: string;
}

interface TouchedRow {
  install: string;
  object: string;
  id: string;
  /** Grows with every touch, also over a clearing: it begins at the present millisecond. */
  mark: number;
  since: string;
}

interface OverrideRow {
  install: string;
  object: string;
  id: string;
  value: number;
  reason: string;
  decided_by: string;
  ends_at: string;
  set_at: string;
  /** 1 once its end is in the log. */
  expired: number;
}

interface OverrideLogRow {
  id: string;
  install: string;
  object: string;
  record: string;
  at: string;
  action: string;
  value: number;
  reason: string;
  decided_by: string;
  ends_at: string;
  computed: number | null;
}

interface ModelRow {
  install: string;
  kind: string;
  id: string;
  version: number;
  hash: string;
  content: string;
  since: string;
  /** 1 for the one in use of each kind. */
  used: number;
}

interface SettingsLogRow {
  id: string;
  install: string;
  at: string;
  changed_by: string;
  before: string;
  after: string;
}

interface WaitingStepRow {
  install: string;
  callback: string;
  object: string;
  id: string;
  /** Of the write-back when the step began to wait. */
  revision: number;
  asked_at: string;
  until: string;
  /** 1 once the CRM was told. */
  done: number;
}

interface TrendRow {
  install: string;
  object: string;
  id: string;
  trend: string;
}

interface PortfolioRow {
  install: string;
  at: string;
  content: string;
}

interface TemplateRow {
  install: string;
  name: string;
  source: string;
  changed_at: string;
  changed_by: string;
}

interface SeenEventRow {
  install: string;
  id: string;
  at: string;
}

interface PermitLimitRow {
  install: string;
  bucket: string;
  requests: number;
  per_ms: number;
  /** Milliseconds since 1970; 0 when nothing was ever held back. */
  held_until: number;
}

interface PermitShareRow {
  install: string;
  bucket: string;
  /** The program that may use these places. */
  holder: string;
  places: number;
  /** Places that it could use. */
  wants: number;
  /** End of its lease, in milliseconds since 1970. */
  until: number;
}

interface TurnRow {
  install: string;
  name: string;
  holder: string;
  /** Milliseconds since 1970. */
  until: number;
}

interface MigrationRow {
  name: string;
  at: string;
}

export interface JobRow {
  id: string;
  task: string;
  payload: string;
  key: string | null;
  lane: string | null;
  run_at: string;
  attempt: number;
  max_attempts: number;
  state: string;
  /** Names one claim of the job; whoever holds another name lost it. */
  claim: string | null;
  locked_until: string | null;
  failed_at: string | null;
  error: string | null;
}

/** A running job of graphile-worker's, under a lease. */
export interface JobClaimRow {
  /** graphile-worker's id; the driver gives 64-bit numbers as text. */
  job: string;
  /** Names one claim of the job; whoever holds another name lost it. */
  claim: string;
  task: string;
  key: string | null;
  lane: string | null;
  run_at: string;
  attempt: number;
  max_attempts: number;
  locked_until: string;
}

export interface DeadJobRow {
  id: string;
  task: string;
  payload: string;
  key: string | null;
  lane: string | null;
  run_at: string;
  attempt: number;
  max_attempts: number;
  failed_at: string;
  error: string;
}

interface IdentityRow {
  install: string;
  customer: string;
  /** A digest of what the customer is recognised by. */
  value: string;
}

interface LinkRow {
  install: string;
  customer: string;
  /** Another install, and the same person there. */
  other: string;
  other_customer: string;
  /** The mark of the other when it was copied last; -1 before. */
  mark: number;
  /** Ids of the signals that are copies. */
  signals: string;
}

interface AlertRow {
  install: string;
  id: string;
  object: string;
  record: string;
  kind: string;
  flag: string | null;
  since: string;
  at: string;
  band: string | null;
  score: number | null;
  reason: string;
  state: string;
  tries: number;
  error: string | null;
}

interface TicketRow {
  install: string;
  id: string;
  /** Whose score stands on it; null where it is nobody's any more. */
  object: string | null;
  subject: string | null;
  open: number;
  /** 1 while scores are still written there: once closed, until the first that knows of the closing. */
  live: number;
}

export interface Tables {
  installs: InstallRow;
  secrets: SecretRow;
  streams: StreamRow;
  records: RecordRow;
  subjects: SubjectRow;
  signals: SignalRow;
  scorecards: ScorecardRow;
  latest_scorecards: LatestScorecardRow;
  scorecard_history: ScorecardHistoryRow;
  writebacks: WritebackRow;
  write_log: WriteLogRow;
  set_asides: SetAsideTableRow;
  touched: TouchedRow;
  overrides: OverrideRow;
  override_log: OverrideLogRow;
  models: ModelRow;
  trends: TrendRow;
  portfolios: PortfolioRow;
  settings_log: SettingsLogRow;
  waiting_steps: WaitingStepRow;
  identities: IdentityRow;
  links: LinkRow;
  alerts: AlertRow;
  templates: TemplateRow;
  tickets: TicketRow;
  seen_events: SeenEventRow;
  /** Only in SQLite. */
  jobs: JobRow;
  /** These two only in PostgreSQL. */
  job_claims: JobClaimRow;
  dead_jobs: DeadJobRow;
  permit_limits: PermitLimitRow;
  permit_shares: PermitShareRow;
  turns: TurnRow;
  migrations: MigrationRow;
}

/** Every table whose rows belong to an install; `purge` empties them in this order. */
export const TABLES_OF_INSTALL = [
  'turns',
  'permit_shares',
  'permit_limits',
  'seen_events',
  'touched',
  'waiting_steps',
  'alerts',
  'identities',
  'links',
  'templates',
  'tickets',
  'settings_log',
  'models',
  'trends',
  'portfolios',
  'override_log',
  'overrides',
  'set_asides',
  'write_log',
  'writebacks',
  'scorecard_history',
  'scorecards',
  'signals',
  'subjects',
  'records',
  'streams',
  'secrets',
] as const satisfies readonly (keyof Tables)[];
