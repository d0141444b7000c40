import type { Connection } from '../connection.ts';
import type { SettingsLog } from '../port.ts';
import { sortableIds } from '../sortable-id.ts';

export function settingsLogTable(connection: Connection, clock: () => number): SettingsLog {
  const nextId = sortableIds(clock);
  return {
    async add(tx, install, { at, by, before, after }) {
      const values = { id: nextId(), install, at, changed_by: by };
      await connection
        .writer(tx)
        .insertInto('settings_log')
        .values({ ...values, before: JSON.stringify(before), after: JSON.stringify(after) })
        .execute();
    },

    async list(install, limit) {
      const rows = await connection.reader
        .selectFrom('settings_log')
        .selectAll()
        .where('install', '=', install)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...{ at: row.at, by: row.changed_by },
        ...{ before: JSON.parse(row.before), after: JSON.parse(row.after) },
      }));
    },
  };
}
