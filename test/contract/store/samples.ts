import { type Scorecard, type StoredTrend, type Subject, scorecardSchema } from '../../../src/cx/model/scorecard.ts';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import type { StoredAlert } from '../../../src/store/alerts.ts';
import type { Install, Store, StoredSubject } from '../../../src/store/port.ts';

export const NOON = '2026-11-23T12:00:00.000Z';
export const noonMs = Date.parse(NOON);

export function install(id: string): Install {
  return {
    id,
    crm: 'hubspot',
    accountId: `portal-${id}`,
    name: `Portal ${id}`,
    baseUrl: 'https://api.example.com',
    uiUrl: 'https://app.example.com',
    timeZone: 'Europe/Madrid',
    settings: { notices: [] },
    status: 'active',
    statusReason: null,
    createdAt: NOON,
  };
}

export function customer(id: string, account: string | null = null, owner = 'i1'): StoredSubject {
  const rest = { href: `https://app.example.com/contact/${id}`, language: 'es' as const, revenue: null };
  return { install: owner, object: 'customer', id, name: `Customer ${id}`, account, ...rest };
}

export function account(id: string, owner = 'i1'): StoredSubject {
  const rest = { href: null, language: null, account: null, revenue: 120_000.5 };
  return { install: owner, object: 'account', id, name: `Account ${id}`, ...rest };
}

/** A message; `at` is a day of November 2026 unless it is a whole instant. */
export function signal(id: string, who: string, day: number | string, origin?: string, text = 'Hola'): Signal {
  const at = typeof day === 'string' ? day : `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  return signalSchema.parse({
    id,
    customer: who,
    touchpoint: 'email',
    at,
    source: 'hubspot',
    kind: 'message',
    direction: 'inbound',
    text,
    ...(origin === undefined ? {} : { origin }),
  });
}

export interface ScorecardSample {
  readonly object?: Subject['object'];
  readonly at?: string;
  /** Null for one of whom too little is known. */
  readonly score?: number | null;
  /** Signals quoted in the flag. */
  readonly quotes?: readonly string[];
}

export function scorecard(id: string, sample: ScorecardSample = {}): Scorecard {
  const { object = 'customer', at = NOON, score = 72, quotes = [] } = sample;
  const known = score !== null;
  const evidence = quotes.map((signalId) => ({ signal: signalId, at, quote: `words of ${signalId}`, value: 3 }));
  return scorecardSchema.parse({
    subject: { object, id },
    model: { id: 'default', version: 1 },
    at,
    status: known ? 'scored' : 'insufficient',
    score: known ? { value: score, low: Math.max(score - 5, 0), high: Math.min(score + 5, 100) } : null,
    band: score === null ? null : score >= 75 ? 'good' : score >= 50 ? 'fair' : score >= 25 ? 'poor' : 'critical',
    coverage: known ? 0.8 : 0.1,
    perception: null,
    record: null,
    components: [],
    drivers: [],
    change30d: null,
    flags: quotes.length === 0 ? [] : [{ id: 'slow-answer', severity: 'high', since: at, evidence, facts: {} }],
    facts: {
      ...{ nps: null, npsCategory: null, csat: null, ces: null },
      ...{ openTickets: 0, firstResponseHours: null, resolutionHours: null, lastContactAt: null },
    },
    nextStep: null,
    lowSince: null,
    signals: { n: 0, newestAt: null, oldestAt: null },
  });
}

/** Two installs, so that every test would notice a row that strays. */
export async function withInstalls(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install('i1'));
    await store.installs.put(tx, install('i2'));
  });
}

/** Ids of the dirty subjects, as `object:id`: customers before accounts, by id. */
export async function dirtyIds(store: Store, owner = 'i1'): Promise<string[]> {
  const ids = (await store.subjects.dirty(owner, 1000)).map((subject) => `${subject.object}:${subject.id}`);
  return [
    ...ids.filter((id) => id.startsWith('customer')).sort(),
    ...ids.filter((id) => id.startsWith('account')).sort(),
  ];
}

/** Gives every dirty subject a scorecard, as the score task does. */
export async function scoreAll(store: Store, sample: ScorecardSample = {}, owner = 'i1'): Promise<void> {
  const dirty = await store.subjects.dirty(owner, 1000);
  await store.transaction((tx) =>
    store.scorecards.put(
      tx,
      owner,
      dirty.map(({ object, id, mark }) => ({ mark, scorecard: scorecard(id, { ...sample, object }) })),
    ),
  );
}

/** A tested trend of the stored history. */
export function trend(direction: StoredTrend['direction']): StoredTrend {
  return { direction, slopePer30d: 3, p: 0.01, readings: 12, monthOnMonth: null, yearOnYear: null };
}

/** A crossing that waits to be told. */
export function alert(
  id: string,
  customerId: string,
  given: Partial<StoredAlert> = {},
): Omit<StoredAlert, 'tries' | 'error'> {
  return {
    ...{ id, subject: { object: 'customer', id: customerId }, kind: 'poor', flag: null, since: NOON, at: NOON },
    ...{ band: 'poor', score: 38.5, reason: { from: 'fair', drivers: [], facts: {} }, state: 'waiting' },
    ...given,
  };
}
