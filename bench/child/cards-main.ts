/**
 * Fills a store with scored customers (`fill`), or has everybody scored anew (`rescore`), so that the server under load only
 * answers. Says one line of JSON.
 */
import { composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CRM_OBJECTS } from '../../src/crm/record.ts';
import type { Scorecard } from '../../src/cx/model/scorecard.ts';
import { keepAccess, SECRET_NAMES } from '../../src/jobs/stored-access.ts';
import { enqueueTask } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import { account, CUSTOMERS_PER_ACCOUNT, customer, NOW, numericId, signalsOf } from '../people.ts';
import { PORTAL } from '../portal.ts';

const PAGE = 200;
/** Customers whose signals differ in more than their ids. */
const KINDS = 291;
const [role = '', count = '0'] = process.argv.slice(2);
const customers = Number(count);
const { store, queue, taskDeps, close } = await composeCore(readConfig(), openLog('silent'));
const { install, secret } = PORTAL;

const scorecards = new Map<number, Scorecard>();
function scorecardOf(index: number): Scorecard {
  const kind = index % KINDS;
  const known = scorecards.get(kind);
  if (known !== undefined) return known;
  const subject = { object: 'customer' as const, id: numericId(kind) };
  const scorecard = taskDeps.evaluate({
    ...{ subject, signals: signalsOf(kind), now: NOW, previousBand: null, lowSince: null, install },
  });
  scorecards.set(kind, scorecard);
  return scorecard;
}

async function fill(): Promise<void> {
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install);
    await store.secrets.put(tx, install.id, SECRET_NAMES.clientSecret, secret);
    const tokens = { accessToken: secret, refreshToken: null, expiresAt: null, scopes: [] };
    await keepAccess(store, tx, install.id, { app: null, tokens });
    for (const object of CRM_OBJECTS) {
      await store.streams.put(tx, install.id, {
        ...{ object, checkpoint: null, phase: 'incremental', read: 1, total: 1, updatedAt: NOW },
      });
    }
  });
  for (let start = 0; start < customers; start += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, customers - start) }, (_, place) => start + place);
    await store.transaction(async (tx) => {
      await store.subjects.upsert(
        tx,
        page.map((index) => ({ ...customer(index), id: numericId(index) })),
      );
      const accounts = page.filter((index) => index % CUSTOMERS_PER_ACCOUNT === 0);
      await store.subjects.upsert(
        tx,
        accounts.map((index) => account(index / CUSTOMERS_PER_ACCOUNT)),
      );
      const signals = page.flatMap((index) => signalsOf(index).map((one) => ({ ...one, customer: numericId(index) })));
      await store.signals.upsert(tx, install.id, signals, []);
    }, install.id);
    const dirty = await store.subjects.dirty(install.id, 2 * PAGE);
    await store.transaction(async (tx) => {
      const rows = dirty.map(({ object, id, mark }, place) => ({
        ...{ mark, scorecard: { ...scorecardOf(start + place), subject: { object, id } } },
      }));
      await store.scorecards.put(tx, install.id, rows);
      const settled = dirty.map(({ object, id }) => ({ object, id, revision: 1 }));
      await store.writebacks.settle(tx, install.id, settled);
    }, install.id);
  }
}

async function rescore(): Promise<void> {
  await store.transaction(async (tx) => {
    await store.subjects.markAllDirty(tx, install.id);
    await enqueueTask(queue, tx, 'score', install.id);
  }, install.id);
}

await (role === 'fill' ? fill() : rescore());
await close();
process.stdout.write(`${JSON.stringify({ role, customers })}\n`);
