/** What a CRM's contract tests need: a CRM that can be filled, edited, broken and counted, in neutral words. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createPacer } from '../../../src/crm/pacer.ts';
import type {
  ChangePage,
  Checkpoint,
  Clock,
  Crm,
  CrmConnection,
  IncomingRequest,
  TokenSource,
} from '../../../src/crm/port.ts';
import type { CrmObject } from '../../../src/crm/record.ts';
import { staticTokens } from '../../../src/crm/tokens.ts';
import type { Log } from '../../../src/log.ts';

export type Trouble =
  | { readonly kind: 'limited'; readonly retryAfterSeconds?: number; readonly count?: number }
  | { readonly kind: 'quota'; readonly count?: number }
  | { readonly kind: 'server'; readonly status?: number; readonly count?: number }
  | { readonly kind: 'unauthorized'; readonly count?: number }
  | { readonly kind: 'locked'; readonly count?: number }
  | { readonly kind: 'dropped'; readonly count?: number }
  | { readonly kind: 'malformed'; readonly count?: number }
  | { readonly kind: 'partial_write'; readonly failures: number };

export interface CrmBench {
  readonly crm: Crm;
  readonly baseUrl: string;
  readonly accountId: string;
  /** The access token and the webhook secret: they must never show up anywhere. */
  readonly token: string;
  readonly secret: string;
  readonly clock: TestClock;
  /** What the CRM was filled with. */
  readonly seeded: Readonly<Record<CrmObject, readonly string[]>>;
  /** A ticket that was reopened twice, with the instants; one without a customer; one whose date cannot be read. */
  readonly special: {
    readonly reopened: { readonly id: string; readonly at: readonly string[] };
    readonly orphan: string;
    readonly badDate: string;
    readonly outOfScale: string;
  };
  /** A person changes something in each of these records, all at the same instant. */
  edit(object: CrmObject, ids: readonly string[]): Promise<void>;
  archive(object: CrmObject, id: string): Promise<void>;
  merge(object: CrmObject, into: string, from: string): Promise<void>;
  /** Adds a field of ours with a type that is not ours. */
  addForeignField(object: 'customer', field: string): Promise<void>;
  /** The CRM's own text of a field. */
  readField(object: 'customer' | 'account', id: string, field: string): Promise<string | null>;
  trouble(trouble: Trouble): Promise<void>;
  /** Requests so far whose path contains the text. */
  calls(path?: string): Promise<number>;
  /** A webhook as the CRM sends it; `own`: our app caused the change. */
  webhook(changes: readonly WebhookChange[], options?: { at?: number; secret?: string }): IncomingRequest;
  close(): Promise<void>;
}

export interface BenchSize {
  readonly customers: number;
}
export type MakeBench = (size?: BenchSize) => Promise<CrmBench>;

export interface WebhookChange {
  readonly object: CrmObject;
  readonly id: string;
  readonly kind: 'changed' | 'deleted' | 'forgotten' | 'merged';
  readonly mergedIds?: readonly string[];
  readonly own?: boolean;
}

export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** Time passes only by waiting and by `advance`: whoever waits is woken at once, and the clock then shows the time waited for. */
export function testClock(start: string): TestClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    async wait(ms, signal) {
      signal?.throwIfAborted();
      const until = now + ms;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      now = Math.max(now, until);
    },
  };
}

/** A log whose lines can be read. */
export function recordingLog(): { readonly log: Log; lines(): string } {
  let text = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { log: pino({ level: 'debug' }, sink), lines: () => text };
}

export interface ConnectOptions {
  readonly tokens?: TokenSource;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly log?: Log;
}

export function connectTo(bench: CrmBench, options: ConnectOptions = {}): CrmConnection {
  return bench.crm.connect({
    installId: 'install-1',
    baseUrl: bench.baseUrl,
    settings: options.settings ?? {},
    tokens: options.tokens ?? staticTokens(bench.token),
    pacer: createPacer(bench.crm.manifest.buckets, bench.clock),
    clock: bench.clock,
    log: options.log ?? recordingLog().log,
  });
}

/** All pages of one pass. The checkpoint goes through JSON, as it would through the store. */
export async function pass(
  connection: CrmConnection,
  object: CrmObject,
  checkpoint: Checkpoint | null,
): Promise<readonly ChangePage[]> {
  const pages: ChangePage[] = [];
  const from = checkpoint === null ? null : (JSON.parse(JSON.stringify(checkpoint)) as Checkpoint);
  for await (const page of connection.changes(object, from, new AbortController().signal)) pages.push(page);
  return pages;
}

export const recordsOf = (pages: readonly ChangePage[]): ChangePage['records'] => pages.flatMap((page) => page.records);
export const idsOf = (pages: readonly ChangePage[]): readonly string[] => recordsOf(pages).map(({ id }) => id);
export const lastCheckpoint = (pages: readonly ChangePage[]): Checkpoint => pages.at(-1)!.checkpoint;
