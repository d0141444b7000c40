/**
 * One pass over a store in a process of its own, so that its time and its memory are its own: `fill`, `read` or `score`.
 * Says one line of JSON.
 */

import { rememberTexts } from '../../src/cli/remember-texts.ts';
import { composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CRM_OBJECTS } from '../../src/crm/record.ts';
import { KeptReadings, keepReading } from '../../src/cx/kept-readings.ts';
import { lexiconReader } from '../../src/cx/text/text-reader.ts';
import { openLog } from '../../src/log.ts';
import type { Store, StoredRecord, StoredSubject } from '../../src/store/port.ts';
import { account, accountId, CUSTOMERS_PER_ACCOUNT, customer, INSTALL, NOW, signalsOf } from '../people.ts';

const [role = '', count = '0'] = process.argv.slice(2);
const customers = Number(count);
const accounts = Math.ceil(customers / CUSTOMERS_PER_ACCOUNT);
/** As the score task reads them. */
const PAGE = 100;
const ACCOUNTS_PER_PAGE = Math.floor(PAGE / (CUSTOMERS_PER_ACCOUNT + 1));

function* pages(total: number, size: number): Generator<number[]> {
  for (let start = 0; start < total; start += size) {
    yield Array.from({ length: Math.min(size, total - start) }, (_, place) => start + place);
  }
}

/** As a CRM's adapter would have stored it. */
function recordOf({ object, id, name, account }: StoredSubject): StoredRecord {
  return {
    object,
    id,
    record: { object, id, modifiedAt: NOW, name, surveys: [], ...(account === null ? {} : { account }) },
  };
}

/** Returns the number of signals. */
async function fill(store: Store): Promise<number> {
  await store.transaction(async (tx) => {
    await store.installs.put(tx, INSTALL);
    // Nobody is scored before everything was read once.
    for (const object of CRM_OBJECTS) {
      await store.streams.put(tx, INSTALL.id, {
        ...{ object, checkpoint: null, phase: 'incremental', read: 1, total: 1, updatedAt: NOW },
      });
    }
  });
  for (const page of pages(accounts, PAGE)) {
    const rows = page.map(account);
    await store.transaction(async (tx) => {
      await store.subjects.upsert(tx, rows);
      await store.records.upsert(tx, INSTALL.id, rows.map(recordOf));
    }, INSTALL.id);
  }
  // People wrote few different texts here; reading each of them once is enough.
  const reader = rememberTexts();
  let stored = 0;
  for (const page of pages(customers, PAGE)) {
    const people = page.map(customer);
    const signals = page.flatMap(signalsOf);
    await store.transaction(async (tx) => {
      await store.subjects.upsert(tx, people);
      await store.records.upsert(tx, INSTALL.id, people.map(recordOf));
      await store.signals.upsert(tx, INSTALL.id, signals, [], (signal) => keepReading(signal, reader));
    }, INSTALL.id);
    stored += signals.length;
  }
  return stored;
}

/** Everything that a re-score reads, in the same order and by the same calls, and nothing else. Returns the number of signals. */
async function read(store: Store): Promise<number> {
  let seen = 0;
  for (const page of pages(accounts, ACCOUNTS_PER_PAGE)) {
    const ids = page.map(accountId);
    const people = [...(await store.subjects.customersOf(INSTALL.id, ids)).values()].flat().sort();
    const readings = new KeptReadings(lexiconReader);
    const known = await store.signals.known(INSTALL.id, people, Number.MAX_SAFE_INTEGER);
    for (const { signal, kept } of [...(known?.values() ?? [])].flat()) {
      readings.add(signal, kept);
      seen += 1;
    }
    for (const [object, those] of [
      ['customer', people],
      ['account', ids],
    ] as const) {
      await store.scorecards.latestMany(INSTALL.id, object, those);
      await store.overrides.ofMany(INSTALL.id, object, those);
      if (object === 'customer') await store.records.get(INSTALL.id, object, those);
      await store.insights.trendsOf(INSTALL.id, object, those);
    }
  }
  return seen;
}

const core = await composeCore(readConfig(), openLog('silent'));
/** Returns the number of subjects. */
async function score(): Promise<number> {
  const marked = await core.store.transaction((tx) => core.store.subjects.markAllDirty(tx, INSTALL.id), INSTALL.id);
  const job = { id: '1', task: 'score', payload: null, key: null, lane: null, runAt: '', attempt: 1, maxAttempts: 1 };
  await core.tasks.score?.(
    { install: INSTALL.id },
    { job, signal: new AbortController().signal, hold: async () => {} },
  );
  const left = await core.store.subjects.countDirty(INSTALL.id);
  if (left > 0) throw new Error(`${left} of ${marked} subjects were not evaluated: there is nothing to measure`);
  return marked;
}

const usedBefore = process.cpuUsage();
const startedAt = performance.now();
const rows = role === 'fill' ? await fill(core.store) : role === 'read' ? await read(core.store) : await score();
const ms = performance.now() - startedAt;
const { user, system } = process.cpuUsage(usedBefore);
const cpuMs = (user + system) / 1_000;
await core.close();
// Linux counts in kilobytes: https://man7.org/linux/man-pages/man2/getrusage.2.html
process.stdout.write(
  `${JSON.stringify({ role, rows, ms, cpuMs, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`,
);
