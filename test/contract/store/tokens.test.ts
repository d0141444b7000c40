/** The refresh of an install's tokens, by programs that share nothing but the store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/crm/clock.ts';
import type { Tokens } from '../../../src/crm/port.ts';
import { refreshingTokens } from '../../../src/crm/tokens.ts';
import { openStore } from '../../../src/store/open.ts';
import { createDatabase, postgresMissing } from '../../fixtures/postgres.ts';
import { withInstalls } from './samples.ts';

const secretKey = new Uint8Array(32).fill(4);
const TOKENS = 'tokens';

async function sqliteFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pulso-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'pulso.db');
}

async function postgresDatabase(): Promise<string> {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

async function refreshOnce(url: string): Promise<void> {
  let refreshes = 0;
  const program = async () => {
    const { store } = await openStore({ url, secretKey, clock: () => Date.now() });
    onTestFinished(() => store.close());
    const read = async (): Promise<Tokens> => JSON.parse((await store.secrets.get('i1', TOKENS)) ?? 'null');
    const write = (tokens: Tokens) =>
      store.transaction((tx) => store.secrets.put(tx, 'i1', TOKENS, JSON.stringify(tokens)), 'i1');
    const tokens = refreshingTokens({
      ...{ read, write, clock: systemClock },
      lock: (work) => store.inTurn('i1', TOKENS, work),
      refresh: async (refreshToken) => {
        refreshes += 1;
        await new Promise((resolve) => setTimeout(resolve, 30));
        const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
        return { accessToken: `after ${refreshToken}`, refreshToken: 'r2', expiresAt, scopes: [] };
      },
    });
    return { store, write, tokens };
  };
  const programs = [await program(), await program(), await program()];
  await withInstalls(programs[0]!.store);
  await programs[0]!.write({
    accessToken: 'old',
    refreshToken: 'r1',
    expiresAt: new Date(0).toISOString(),
    scopes: [],
  });
  const seen = await Promise.all(programs.flatMap(({ tokens }) => [tokens.current(), tokens.current()]));
  expect(new Set(seen)).toEqual(new Set(['after r1']));
  expect(refreshes).toBe(1);
}

describe('programs that share a store refresh a token once', () => {
  it('on SQLite', async () => refreshOnce(await sqliteFile()));

  it.skipIf(postgresMissing !== null)(
    `on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
    async () => refreshOnce(await postgresDatabase()),
  );
});
