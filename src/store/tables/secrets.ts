import type { Cipher } from '../cipher.ts';
import type { Connection } from '../connection.ts';
import type { Secrets } from '../port.ts';
import { toInstall } from './installs.ts';

export function secretsTable(connection: Connection, cipher: Cipher): Secrets {
  return {
    async put(tx, install, name, plain) {
      const sealed = cipher.seal(plain, { install, name });
      await connection
        .writer(tx)
        .insertInto('secrets')
        .values({ install, name, sealed })
        .onConflict((conflict) => conflict.columns(['install', 'name']).doUpdateSet({ sealed }))
        .execute();
    },

    async get(install, name) {
      const row = await connection.reader
        .selectFrom('secrets')
        .select('sealed')
        .where('install', '=', install)
        .where('name', '=', name)
        .executeTakeFirst();
      return row === undefined ? null : cipher.open(row.sealed, { install, name });
    },

    async ofAccount(crm, accountId, name) {
      const row = await connection.reader
        .selectFrom('installs')
        .innerJoin('secrets', 'secrets.install', 'installs.id')
        .selectAll('installs')
        .select('secrets.sealed')
        .where('installs.crm', '=', crm)
        .where('installs.account_id', '=', accountId)
        .where('secrets.name', '=', name)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { install: toInstall(row), plain: cipher.open(row.sealed, { install: row.id, name }) };
    },
  };
}
