import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { OverrideEntry, Overrides, StoredOverride } from '../port.ts';
import type { Tables } from '../schema.ts';
import { sortableIds } from '../sortable-id.ts';
import { markCustomers, mark as markSubjects } from './dirty.ts';

const ACTIONS: readonly OverrideEntry['action'][] = ['set', 'cleared', 'expired'];
const objectOf = (object: string): Subject['object'] => (object === 'account' ? 'account' : 'customer');

function toOverride(row: Tables['overrides']): StoredOverride {
  return {
    subject: { object: objectOf(row.object), id: row.id },
    override: { value: row.value, reason: row.reason, by: row.decided_by, until: row.ends_at },
    setAt: row.set_at,
    expired: row.expired !== 0,
  };
}

function toEntry(row: Tables['override_log']): OverrideEntry {
  return {
    subject: { object: objectOf(row.object), id: row.record },
    at: row.at,
    action: ACTIONS.find((action) => action === row.action) ?? 'set',
    by: row.decided_by,
    reason: row.reason,
    until: row.ends_at,
    value: row.value,
    computed: row.computed,
  };
}

export function overridesTable(connection: Connection, clock: () => number): Overrides {
  const nextId = sortableIds(clock);

  async function log(db: Kysely<Tables>, install: string, entries: readonly OverrideEntry[]): Promise<void> {
    for (const { subject, at, action, by, reason, until, value, computed } of entries) {
      await db
        .insertInto('override_log')
        .values({
          ...{ id: nextId(), install, object: subject.object, record: subject.id, at, action, value, reason, computed },
          ...{ decided_by: by, ends_at: until },
        })
        .execute();
    }
  }

  async function markDirty(db: Kysely<Tables>, install: string, { object, id }: Subject): Promise<void> {
    if (object === 'customer') await markCustomers(db, install, new Set([id]));
    else await markSubjects(db, install, 'account', [id]);
  }

  return {
    async set(tx, install, { subject, override, at, computed }) {
      const db = connection.writer(tx);
      const values = {
        ...{ value: override.value, reason: override.reason, decided_by: override.by },
        ...{ ends_at: new Date(override.until).toISOString(), set_at: at, expired: 0 },
      };
      await db
        .insertInto('overrides')
        .values({ install, object: subject.object, id: subject.id, ...values })
        .onConflict((conflict) => conflict.columns(['install', 'object', 'id']).doUpdateSet(values))
        .execute();
      await log(db, install, [{ subject, at, action: 'set', ...override, until: values.ends_at, computed }]);
      await markDirty(db, install, subject);
    },

    async clear(tx, install, { subject, by, reason, at, computed }) {
      const db = connection.writer(tx);
      const row = await db
        .deleteFrom('overrides')
        .where('install', '=', install)
        .where('object', '=', subject.object)
        .where('id', '=', subject.id)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return false;
      const { value, until } = toOverride(row).override;
      await log(db, install, [{ subject, at, action: 'cleared', by, reason, until, value, computed }]);
      await markDirty(db, install, subject);
      return true;
    },

    async ofMany(install, object, ids) {
      const found = new Map<string, StoredOverride>();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('overrides')
          .selectAll()
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, toOverride(row));
      }
      return found;
    },

    async expire(tx, install, entries) {
      const db = connection.writer(tx);
      for (const entry of entries) {
        const { numUpdatedRows } = await db
          .updateTable('overrides')
          .set({ expired: 1 })
          .where('install', '=', install)
          .where('object', '=', entry.subject.object)
          .where('id', '=', entry.subject.id)
          .where('ends_at', '=', entry.until)
          .where('expired', '=', 0)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await log(db, install, [{ ...entry, action: 'expired' }]);
      }
    },

    async due(install, at) {
      const rows = await connection.reader
        .selectFrom('overrides')
        .innerJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'overrides.install')
            .onRef('subjects.object', '=', 'overrides.object')
            .onRef('subjects.id', '=', 'overrides.id'),
        )
        .select(['overrides.object', 'overrides.id'])
        .where('overrides.install', '=', install)
        .where('overrides.expired', '=', 0)
        .where('overrides.ends_at', '<=', at)
        .where('subjects.archived', '=', 0)
        .whereRef('subjects.mark', '=', 'subjects.clean')
        .execute();
      return rows.map(({ object, id }) => ({ object: objectOf(object), id }));
    },

    async list(install) {
      const rows = await connection.reader
        .selectFrom('overrides')
        .selectAll()
        .where('install', '=', install)
        .orderBy('ends_at')
        .orderBy('object')
        .orderBy('id')
        .execute();
      return rows.map(toOverride);
    },

    async log(install, limit, subject) {
      const newest = connection.reader
        .selectFrom('override_log')
        .selectAll()
        .where('install', '=', install)
        .orderBy('id', 'desc')
        .limit(limit);
      const rows = await (subject === undefined
        ? newest
        : newest.where('object', '=', subject.object).where('record', '=', subject.id)
      ).execute();
      return rows.map(toEntry);
    },
  };
}
