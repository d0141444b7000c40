import type { Connection } from '../connection.ts';
import type { Templates } from '../port.ts';

export function templatesTable(connection: Connection): Templates {
  return {
    async list(install) {
      const rows = await connection.reader
        .selectFrom('templates')
        .select(['name', 'source', 'changed_at', 'changed_by'])
        .where('install', '=', install)
        .orderBy('name')
        .execute();
      return rows.map((row) => ({ name: row.name, source: row.source, at: row.changed_at, by: row.changed_by }));
    },

    async put(tx, install, { name, source, at, by }) {
      const values = { source, changed_at: at, changed_by: by };
      await connection
        .writer(tx)
        .insertInto('templates')
        .values({ install, name, ...values })
        .onConflict((conflict) => conflict.columns(['install', 'name']).doUpdateSet(values))
        .execute();
    },

    async remove(tx, install, name) {
      const result = await connection
        .writer(tx)
        .deleteFrom('templates')
        .where('install', '=', install)
        .where('name', '=', name)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
