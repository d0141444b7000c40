import type { Connection } from '../connection.ts';
import type { Install, Installs } from '../port.ts';
import { TABLES_OF_INSTALL, type Tables } from '../schema.ts';
import { removeLinksWith } from './remove-links.ts';

export function toInstall(row: Tables['installs']): Install {
  return {
    id: row.id,
    crm: row.crm,
    accountId: row.account_id,
    name: row.name,
    baseUrl: row.base_url,
    uiUrl: row.ui_url,
    timeZone: row.time_zone,
    settings: JSON.parse(row.settings),
    status: row.status === 'active' ? 'active' : 'paused',
    statusReason: row.status_reason,
    createdAt: row.created_at,
  };
}

export function installsTable(connection: Connection): Installs {
  return {
    async put(tx, install) {
      const values = {
        crm: install.crm,
        account_id: install.accountId,
        name: install.name,
        base_url: install.baseUrl,
        ui_url: install.uiUrl,
        time_zone: install.timeZone,
        settings: JSON.stringify(install.settings),
        status: install.status,
        status_reason: install.statusReason,
        created_at: install.createdAt,
      };
      await connection
        .writer(tx)
        .insertInto('installs')
        .values({ id: install.id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },

    async get(id) {
      const row = await connection.reader.selectFrom('installs').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toInstall(row);
    },

    async byAccount(crm, accountId) {
      const row = await connection.reader
        .selectFrom('installs')
        .selectAll()
        .where('crm', '=', crm)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row === undefined ? null : toInstall(row);
    },

    async list() {
      const rows = await connection.reader
        .selectFrom('installs')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toInstall);
    },

    async setStatus(id, status, reason) {
      await connection.write(
        (db) => db.updateTable('installs').set({ status, status_reason: reason }).where('id', '=', id).execute(),
        id,
      );
    },

    async purge(id) {
      return await connection.erase(async (db) => {
        const counts: Record<string, number> = {};
        await removeLinksWith(db, id);
        for (const table of TABLES_OF_INSTALL) {
          const result = await db.deleteFrom(table).where('install', '=', id).executeTakeFirst();
          counts[table] = Number(result.numDeletedRows);
        }
        const result = await db.deleteFrom('installs').where('id', '=', id).executeTakeFirst();
        return { ...counts, installs: Number(result.numDeletedRows) };
      }, id);
    },
  };
}
