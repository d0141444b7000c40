import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../src/store/open.ts';
import { account, customer, install, scorecard } from '../../../contract/store/samples.ts';

const [FIRST, SECOND] = ['2026-11-20T00:00:00.000Z', '2026-11-22T00:00:00.000Z'];

/** The database as it was before: the latest scorecard with its own text, beside the history. */
function goBack(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`
    drop view latest_scorecards;
    alter table scorecards add column scorecard text not null default '';
    update scorecards set scorecard = (
      select replace(history.scorecard, history.at, scorecards.at) from scorecard_history as history
      where history.id = scorecards.id and history.at = scorecards.said_at);
    alter table scorecards drop column said_at;
    delete from migrations where name = '0014-scorecards-once'`);
  database.close();
}

it('keeps the latest scorecards and the history of a database of before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'pulso.db');
  const open = () => openStore({ url: path, secretKey: new Uint8Array(32), clock: () => 0 });
  const former = scorecard('c1', { at: FIRST, score: 40 });
  const lower = scorecard('c1', { at: SECOND, score: 30 });
  const same = scorecard('c2', { at: FIRST, score: 60 });
  const sameLater = scorecard('c2', { at: SECOND, score: 60 });
  const before = await open();
  await before.store.transaction(async (tx) => {
    await before.store.installs.put(tx, install('i1'));
    await before.store.subjects.upsert(tx, [customer('c1', 'a1'), customer('c2', 'a1'), account('a1')]);
  });
  for (const one of [former, lower, same, sameLater]) {
    await before.store.transaction((tx) => before.store.scorecards.put(tx, 'i1', [{ scorecard: one, mark: 0 }]));
  }
  await before.store.close();
  goBack(path);

  const { store } = await open();
  onTestFinished(() => store.close());
  const c1 = { object: 'customer', id: 'c1' } as const;
  const c2 = { object: 'customer', id: 'c2' } as const;
  expect(await store.scorecards.latest('i1', c1)).toEqual(lower);
  expect(await store.scorecards.latest('i1', c2)).toEqual(sameLater);
  expect(await store.scorecards.history('i1', c1, 10)).toEqual([lower, former]);
  expect((await store.scorecards.history('i1', c2, 10)).at(-1)).toEqual(same);
  expect((await store.scorecards.worst('i1', 'customer', 1))[0]?.scorecard).toEqual(lower);
});
