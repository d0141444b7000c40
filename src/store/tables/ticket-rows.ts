/** What happens to the fields on tickets when something happens to those whose score stands there. */
import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches, rowBatches } from '../batch.ts';
import type { Tables } from '../schema.ts';

/** Their subject's fields are written or known to be right: now those on its tickets are compared too. */
export async function markTickets(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  subjects: readonly string[],
): Promise<void> {
  for (const batch of idBatches(subjects)) {
    const rows = await db
      .selectFrom('tickets')
      .innerJoin('subjects', (join) =>
        join
          .onRef('subjects.install', '=', 'tickets.install')
          .onRef('subjects.object', '=', 'tickets.object')
          .onRef('subjects.id', '=', 'tickets.subject'),
      )
      .select(['tickets.id', 'tickets.open', 'subjects.mark', 'subjects.clean'])
      .where('tickets.install', '=', install)
      .where('tickets.object', '=', object)
      .where('tickets.subject', 'in', batch)
      .where('tickets.live', '=', 1)
      .execute();
    await notePending(
      db,
      install,
      rows.map((row) => row.id),
    );
    // The score knows of the closing once its subject is clean: this write is the last one.
    const last = rows.filter((row) => row.open === 0 && row.mark === row.clean).map((row) => row.id);
    for (const ids of idBatches(last)) {
      await db
        .updateTable('tickets')
        .set({ live: 0 })
        .where('install', '=', install)
        .where('id', 'in', ids)
        .where('open', '=', 0)
        .execute();
    }
  }
}

async function notePending(db: Kysely<Tables>, install: string, ids: readonly string[]): Promise<void> {
  for (const batch of rowBatches(ids)) {
    await db
      .insertInto('writebacks')
      .values(
        batch.map((id) => ({
          ...{ install, object: 'ticket', id },
          ...{ written: '{}', sending: null, revision: 1, pending: 1, tries: 0 },
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'object', 'id'])
          .doUpdateSet((eb) => ({ revision: eb('writebacks.revision', '+', 1), pending: 1, tries: 0 })),
      )
      .execute();
  }
}

async function ticketsOf(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  subjects: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const batch of idBatches(subjects)) {
    const rows = await db
      .selectFrom('tickets')
      .select('id')
      .where('install', '=', install)
      .where('object', '=', object)
      .where('subject', 'in', batch)
      .execute();
    for (const row of rows) found.push(row.id);
  }
  return found;
}

/** Nobody is scored there for now: what stands on their tickets stays as it is. */
export async function restTickets(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  subjects: readonly string[],
): Promise<void> {
  for (const batch of idBatches(await ticketsOf(db, install, object, subjects))) {
    await db
      .updateTable('writebacks')
      .set({ pending: 0, tries: 0 })
      .where('install', '=', install)
      .where('object', '=', 'ticket')
      .where('id', 'in', batch)
      .execute();
  }
}

/** Merged customers' tickets are the survivor's, whose next score is written there. */
export async function moveTickets(
  db: Kysely<Tables>,
  install: string,
  from: readonly string[],
  into: string,
): Promise<void> {
  await restTickets(db, install, 'customer', from);
  for (const batch of idBatches(from)) {
    await db
      .updateTable('tickets')
      .set({ subject: into })
      .where('install', '=', install)
      .where('object', '=', 'customer')
      .where('subject', 'in', batch)
      .execute();
  }
}

/**
 * What stands on these tickets is of somebody else, or of nobody any more: it is not remembered here, and where something was
 * sent, the fields wait to be written from scratch.
 */
export async function disownTickets(db: Kysely<Tables>, install: string, ids: readonly string[]): Promise<void> {
  for (const batch of idBatches(ids)) {
    await db
      .updateTable('writebacks')
      .set((eb) => ({
        revision: eb('revision', '+', 1),
        pending: eb
          .case()
          .when(eb.or([eb('written', '<>', '{}'), eb('sending', 'is not', null)]))
          .then(1)
          .else(0)
          .end(),
        ...{ written: '{}', sending: null, tries: 0 },
      }))
      .where('install', '=', install)
      .where('object', '=', 'ticket')
      .where('id', 'in', batch)
      .execute();
  }
  await emptyTicketLog(db, install, ids);
}

/** That something was written stays known. */
export async function emptyTicketLog(db: Kysely<Tables>, install: string, ids: readonly string[]): Promise<void> {
  for (const batch of idBatches(ids)) {
    await db
      .updateTable('write_log')
      .set({ before: '{}', after: '{}' })
      .where('install', '=', install)
      .where('object', '=', 'ticket')
      .where('record', 'in', batch)
      .execute();
  }
}

/** Of these tickets, those that are nobody's any more. */
export async function nobodysTickets(
  db: Kysely<Tables>,
  install: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const batch of idBatches(ids)) {
    const rows = await db
      .selectFrom('tickets')
      .select('id')
      .where('install', '=', install)
      .where('id', 'in', batch)
      .where('subject', 'is', null)
      .execute();
    for (const row of rows) found.add(row.id);
  }
  return found;
}

/** The customer asked to be forgotten: its card leaves its tickets, here and in the CRM. */
export async function forgetTickets(db: Kysely<Tables>, install: string, customer: string): Promise<void> {
  const ids = await ticketsOf(db, install, 'customer', [customer]);
  for (const batch of idBatches(ids)) {
    await db
      .updateTable('tickets')
      .set({ object: null, subject: null, live: 0 })
      .where('install', '=', install)
      .where('id', 'in', batch)
      .execute();
  }
  await disownTickets(db, install, ids);
}
