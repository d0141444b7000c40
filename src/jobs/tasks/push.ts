/**
 * Write-back. What is about to be sent is stored before it is sent, and what arrived is stored after. When a program dies in
 * between, the next one reads the fields back from the CRM first and sends only what did not arrive: nothing is written twice.
 */
import type { CrmConnection, FieldSpec, WriteResult } from '../../crm/port.ts';
import { CrmUnavailable } from '../../errors.ts';
import type { Install, Transaction, WrittenObject } from '../../store/port.ts';
import type { JobContext, Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { ensureFields, withheldFields } from './ensure-fields.ts';
import { enqueueTask } from './names.ts';
import { differences, type PendingFields, type Values, wantedValues } from './wanted-fields.ts';
import { withInstall } from './with-install.ts';

type Finished = Parameters<TaskDeps['store']['writebacks']['finish']>[2][number];

/** The reason under which a refused write is shown. */
const NOT_WRITTEN = 'not_written';

/** Brings our fields in the CRM up to date with the latest scorecards. Only differing values are sent. */
export function createPush(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, connection, context }) => {
    const fields = createFields(deps, install, connection);
    // Tickets come last: it is the write-back of their subject that makes them pending.
    for (const object of ['customer', 'account', 'ticket'] as const) {
      for (;;) {
        const atOnce = connection.writesAtOnce(await deps.store.writebacks.countPending(install.id));
        const pending = await pendingOf(deps, install, object, atOnce);
        if (pending.length === 0) break;
        await pushPage(deps, install, connection, context, fields, pending);
        context.signal.throwIfAborted();
      }
    }
    if ((await deps.store.waitingSteps.ready(install.id, 1)).length === 0) return;
    await deps.store.transaction((tx) => enqueueTask(deps.queue, tx, 'complete', install.id), install.id);
  });
}

async function pendingOf(
  { store }: TaskDeps,
  { id }: Install,
  object: WrittenObject,
  limit: number,
): Promise<readonly PendingFields[]> {
  if (object === 'ticket') return await store.tickets.pending(id, limit);
  const rows = await store.writebacks.pending(id, object, limit);
  return rows.map(({ writeback, ...scored }) => ({ writeback, scored }));
}

/** Our fields as this run knows them. */
interface Fields {
  /** `object.field` of those that must not be written. */
  withheld(): ReadonlySet<string>;
  /** Looks after them, once in a run; true where something was missing or different, and is right now. */
  mend(): Promise<boolean>;
}

function createFields(deps: TaskDeps, install: Install, connection: CrmConnection): Fields {
  let withheld = withheldFields(install);
  let mended = false;
  return {
    withheld: () => withheld,
    async mend() {
      if (mended) return false;
      mended = true;
      const before = withheld;
      const ensured = await ensureFields(deps, install, connection);
      withheld = ensured.withheld;
      return ensured.changed || withheld.size !== before.size;
    },
  };
}

async function pushPage(
  deps: TaskDeps,
  install: Install,
  connection: CrmConnection,
  context: JobContext,
  fields: Fields,
  pending: readonly PendingFields[],
): Promise<void> {
  const { store } = deps;
  const unknown = pending.filter((row) => row.writeback.sending !== null);
  if (unknown.length > 0) {
    await settleUnknown(deps, install, connection, unknown);
    return;
  }
  const allOf = await wantedValues(deps, install, pending);
  const wanted = pending.map((row) => {
    const { object, written } = row.writeback;
    const ours = Object.entries(allOf(row)).filter(([name]) => !fields.withheld().has(`${object}.${name}`));
    const values = Object.fromEntries(ours);
    return { row, values: differences(deps, object, written, values) };
  });
  const same = wanted.filter(({ values }) => values === null).map(({ row }) => row);
  const changes = wanted.flatMap(({ row, values }) => (values === null ? [] : [{ row, values }]));
  if (same.length > 0) {
    await store.transaction(
      (tx) =>
        store.writebacks.settle(
          tx,
          install.id,
          same.map(({ writeback: { object, id, revision } }) => ({ object, id, revision })),
        ),
      install.id,
    );
  }
  if (changes.length > 0) await send(deps, install, connection, context, fields, changes);
}

async function send(
  deps: TaskDeps,
  install: Install,
  connection: CrmConnection,
  context: JobContext,
  fields: Fields,
  changes: readonly { row: PendingFields; values: Values }[],
): Promise<void> {
  const { store } = deps;
  const updates = changes.map(({ row: { writeback }, values }) => ({
    object: writeback.object,
    id: writeback.id,
    values,
  }));
  await store.transaction(
    (tx) =>
      store.writebacks.begin(
        tx,
        install.id,
        updates.map(({ object, id, values }) => ({ object, id, sending: { ...values } })),
      ),
    install.id,
  );
  // Whoever stood still for too long has been replaced by somebody who writes the same.
  await context.hold();
  const results = await connection.write(updates);
  // An admin may have deleted a field of ours, or one of its options, since they were made sure of.
  const again = results.some(isRefused) && (await fields.mend());
  const all = changes.map(({ row, values }, index) => finished(row, values, results[index], again));
  // Whether a retryable failure arrived is not known: it stays marked as sent, and the next attempt reads the fields first.
  const rows = all.filter((row) => !row.retry);
  await store.transaction(async (tx) => {
    await store.writebacks.finish(tx, install.id, rows);
    await keepRefusals(deps, tx, install, results, again);
    await keepGone(deps, tx, install, results);
    await keepMoved(deps, tx, install, results);
  }, install.id);
  if (rows.length < all.length) {
    throw new CrmUnavailable(`${all.length - rows.length} of ${all.length} records could not be written yet`, {
      context: { install: install.id },
    });
  }
}

async function keepGone(
  { store }: TaskDeps,
  tx: Transaction,
  { id: install }: Install,
  results: readonly WriteResult[],
): Promise<void> {
  const gone = results.filter((result) => result.outcome === 'gone');
  const subjects = gone.flatMap(({ object, id }) => (object === 'ticket' ? [] : [{ object, id }]));
  if (subjects.length > 0) await store.subjects.archive(tx, install, subjects);
  const tickets = gone.filter((result) => result.object === 'ticket').map((result) => result.id);
  if (tickets.length > 0) await store.tickets.remove(tx, install, tickets);
}

async function keepMoved(
  { store, queue }: TaskDeps,
  tx: Transaction,
  { id: install }: Install,
  results: readonly WriteResult[],
): Promise<void> {
  const moved = results.filter((result) => result.outcome === 'moved' && result.object !== 'account');
  for (const { object, id, movedTo } of moved) {
    if (movedTo === undefined) continue;
    if (object === 'ticket') await store.tickets.remove(tx, install, [id]);
    else await store.subjects.merge(tx, install, [id], movedTo);
    await store.touched.put(tx, install, [{ object, id: movedTo }]);
  }
  if (moved.length > 0) await enqueueTask(queue, tx, 'refresh', install);
}

/** Refused for its content, as a whole or in some fields: the same again would be refused again. */
const isRefused = (result: WriteResult | undefined): boolean =>
  (result?.outcome === 'failed' && result.error?.retry === false) || refusedOf(result).length > 0;

const refusedOf = (result: WriteResult | undefined): NonNullable<WriteResult['refused']> => result?.refused ?? [];

/** What was refused, in one line. */
function complaintOf(result: WriteResult): string {
  const fields = refusedOf(result).map(({ field, message }) => `${field}: ${message}`);
  return fields.length > 0 ? fields.join('; ') : (result.error?.message ?? 'no reason was given');
}

/** What could not be written is shown to the admin, until it could. */
async function keepRefusals(
  { store, now }: TaskDeps,
  tx: Transaction,
  { id: install }: Install,
  results: readonly WriteResult[],
  again: boolean,
): Promise<void> {
  const at = new Date(now()).toISOString();
  const refused = again ? [] : results.filter(isRefused);
  const rows = refused.map((result) => ({
    ...{ object: result.object, record: result.id, reason: NOT_WRITTEN, at },
    detail: complaintOf(result),
  }));
  if (rows.length > 0) await store.setAsides.put(tx, install, rows);
  for (const [object, written] of Map.groupBy(results, (result) => result.object)) {
    const whole = written.filter((result) => result.outcome === 'written' && !isRefused(result));
    const ids = whole.map((result) => result.id);
    if (ids.length > 0) await store.setAsides.clear(tx, install, object, ids, NOT_WRITTEN);
  }
}

function finished(row: PendingFields, values: Values, result: WriteResult | undefined, again: boolean): Finished {
  const outcome = result?.outcome ?? 'failed';
  const refused = new Set(refusedOf(result).map(({ field }) => field));
  const arrived = Object.entries(values).filter(([name]) => !refused.has(name));
  return {
    object: row.writeback.object,
    id: row.writeback.id,
    outcome,
    written: outcome === 'written' ? Object.fromEntries(arrived) : {},
    // Zero leaves the record pending: it is compared anew with the fields as they are now.
    revision: again && isRefused(result) ? 0 : row.writeback.revision,
    error: result === undefined || !isRefused(result) ? (result?.error?.message ?? null) : complaintOf(result),
    retry: result === undefined || result.error?.retry === true,
  };
}

/** Finds out, by reading, which of the sent values arrived before the former program died. */
async function settleUnknown(
  deps: TaskDeps,
  install: Install,
  connection: CrmConnection,
  unknown: readonly PendingFields[],
): Promise<void> {
  const object = unknown[0]?.writeback.object;
  if (object === undefined) return;
  const specs = new Map(
    deps
      .fieldsOf(install)
      .filter((field) => field.object === object)
      .map((field) => [field.name, field]),
  );
  const actual = await connection.readFields(
    object,
    unknown.map((row) => row.writeback.id),
    [...specs.keys()],
  );
  const rows = unknown.map((row): Finished => {
    const sending = row.writeback.sending ?? {};
    const found = actual.get(row.writeback.id);
    const arrived =
      found !== undefined &&
      Object.entries(sending).every(([name, value]) => sameText(specs.get(name), value, found[name] ?? null));
    return {
      object,
      id: row.writeback.id,
      outcome: arrived ? 'written' : 'failed',
      written: arrived ? { ...sending } : {},
      // The row stays pending and is compared anew with what is known now.
      revision: 0,
      error: arrived ? null : 'The answer to this write was lost and its values did not arrive; they are sent again.',
      retry: !arrived,
    };
  });
  await deps.store.transaction((tx) => deps.store.writebacks.finish(tx, install.id, rows), install.id);
}

function sameText(spec: FieldSpec | undefined, value: unknown, found: string | null): boolean {
  if (value === null || value === undefined) return found === null || found === '';
  if (found === null) return false;
  if (Array.isArray(value))
    return [...value].map(String).sort().join(';') === found.split(';').filter(Boolean).sort().join(';');
  if (spec?.type === 'datetime')
    return Date.parse(String(value)) === (/^\d+$/.test(found) ? Number(found) : Date.parse(found));
  if (typeof value === 'number') return Number(found) === value;
  return String(value) === found;
}
