import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { createDatabase, postgresMissing, type TestDatabase } from '../../fixtures/postgres.ts';
import { queueContract } from './battery.ts';
import { SECRET_KEY } from './other-program.ts';

describe.skipIf(postgresMissing !== null)(
  `on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
  () => {
    let template: TestDatabase;
    beforeAll(async () => {
      template = await createDatabase();
      await (await openStore({ url: template.url, secretKey: SECRET_KEY, clock: () => 0 })).store.close();
    });
    afterAll(() => template.drop());

    queueContract('PostgreSQL', async (clock) => {
      const database = await createDatabase(template.name);
      return {
        url: database.url,
        async connect() {
          const { store, queue } = await openStore({ url: database.url, secretKey: SECRET_KEY, clock });
          return { store, queue, close: () => store.close() };
        },
        close: () => database.drop(),
      };
    });
  },
);
