import { sql } from 'kysely';
import { idBatches, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { KnownSignal, Signals } from '../port.ts';
import { signalText, toSignal } from './signal-row.ts';

/** Signals together with what was made of their texts. */
export function readingsTable(connection: Connection): Pick<Signals, 'known' | 'keepReadings'> {
  return {
    async known(install, customers, atMost) {
      const found = new Map<string, KnownSignal[]>(customers.map((id) => [id, []]));
      let left = atMost;
      for (const batch of idBatches(customers)) {
        const rows = await connection.reader
          .selectFrom('signals')
          .select(['customer', 'signal', 'reader', 'reading'])
          .where('install', '=', install)
          .where('customer', 'in', batch)
          .orderBy('customer')
          .orderBy('at')
          .orderBy('id')
          .$if(left < Number.MAX_SAFE_INTEGER, (query) => query.limit(left + 1))
          .execute();
        left -= rows.length;
        if (left < 0) return null;
        for (const row of rows) {
          const { reader, reading } = row;
          const kept = reader === null || reading === null ? null : { reader, reading };
          found.get(row.customer)?.push({ signal: toSignal(row), kept });
        }
      }
      return found;
    },

    async keepReadings(tx, install, readings) {
      for (const batch of rowBatches(readings)) {
        const values = batch.map(
          ({ signal, kept }) => sql`(${signal.id}, ${signalText(signal)}, ${kept.reader}, ${kept.reading})`,
        );
        // One that changed while it was read keeps its own.
        await sql`
          update signals set reader = made.column3, reading = made.column4
          from (values ${sql.join(values)}) as made
          where signals.install = ${install} and signals.id = made.column1 and signals.signal = made.column2
        `.execute(connection.writer(tx));
      }
    },
  };
}
