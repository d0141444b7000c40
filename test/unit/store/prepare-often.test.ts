import type pg from 'pg';
import { expect, test } from 'vitest';
import { createPreparer } from '../../../src/store/prepare-often.ts';

/** A connection that says what it was sent. */
function connection(answer: (sent: unknown) => Promise<unknown> = async () => 'rows') {
  const sent: unknown[] = [];
  const client = {
    query: (text: unknown) => {
      sent.push(typeof text === 'object' && text !== null && 'name' in text ? text.name : text);
      return answer(text);
    },
  };
  return { sent, client: client as unknown as pg.PoolClient };
}

test('a read that comes again is named, by the same name on every connection; a write and a single read are not', async () => {
  const preparer = createPreparer();
  const [one, two] = [connection(), connection()];
  preparer.attend(one.client);
  preparer.attend(two.client);
  for (let time = 0; time < 4; time += 1) await one.client.query('select a', [1]);
  await two.client.query('select a', [1]);
  for (let time = 0; time < 4; time += 1) await one.client.query('update b set c = $1', [1]);
  await one.client.query(`select ${'$1, '.repeat(1_000)}1`, [1]);
  await one.client.query('begin');
  expect(one.sent.slice(0, 4)).toEqual(['select a', 'select a', 'pulso_0', 'pulso_0']);
  expect(two.sent).toEqual(['pulso_0']);
  expect(one.sent.slice(4).every((text) => String(text).startsWith('pulso_'))).toBe(false);
});

test('however many different reads there are, only so many are kept', async () => {
  const { client, sent } = connection();
  createPreparer().attend(client);
  for (let read = 0; read < 500; read += 1) {
    for (let time = 0; time < 3; time += 1) await client.query(`select ${read}`, []);
  }
  expect(new Set(sent.filter((text) => String(text).startsWith('pulso_'))).size).toBe(150);
});

test('after another program has changed the table, the read is made anew; another failure is passed on', async () => {
  const failing = (code: string) => async (sent: unknown) => {
    if (typeof sent === 'object') throw Object.assign(new Error(code), { code });
    return 'rows';
  };
  for (const [code, expected] of [
    ['0A000', 'rows'],
    ['57P01', null],
  ] as const) {
    const { client } = connection(failing(code));
    createPreparer().attend(client);
    const ask = () => client.query('select a', [1]) as unknown as Promise<unknown>;
    await ask();
    await ask();
    if (expected === null) await expect(ask()).rejects.toThrow(code);
    else expect(await ask()).toBe(expected);
  }
});
