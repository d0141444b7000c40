import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { createDatabase, emptyOut, postgresMissing, type TestDatabase } from '../../fixtures/postgres.ts';
import { queueContract } from './battery.ts';
import { SECRET_KEY } from './other-program.ts';

describe.skipIf(postgresMissing !== null)(
  `on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
  () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());

    queueContract('PostgreSQL', async (clock) => {
      return {
        url: database.url,
        async connect() {
          const { store, queue } = await openStore({ url: database.url, secretKey: SECRET_KEY, clock });
          return { store, queue, close: () => store.close() };
        },
        close: () => emptyOut(database.url),
      };
    });
  },
);
