import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/store/open.ts';
import { queueContract } from './battery.ts';
import { SECRET_KEY } from './other-program.ts';

queueContract('SQLite file', async (clock) => {
  const folder = await mkdtemp(join(tmpdir(), 'pulso-queue-'));
  const url = join(folder, 'pulso.db');
  return {
    url,
    async connect() {
      const { store, queue } = await openStore({ url, secretKey: SECRET_KEY, clock });
      return { store, queue, close: () => store.close() };
    },
    close: () => rm(folder, { recursive: true }),
  };
});

queueContract('SQLite in memory', async (clock) => {
  const { store, queue } = await openStore({ url: ':memory:', secretKey: SECRET_KEY, clock });
  return {
    url: null,
    connect: async () => ({ store, queue, close: async () => {} }),
    close: () => store.close(),
  };
});
