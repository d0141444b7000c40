/** What our fields on a page of records should say, and what of that is news to the CRM. */
import type { FieldValue } from '../../crm/port.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Install, ScoredSubject, Writeback, WrittenObject } from '../../store/port.ts';
import type { TaskDeps } from './deps.ts';

/** A record whose fields may differ from the scorecard that they tell of; null empties them. */
export interface PendingFields {
  readonly writeback: Writeback;
  readonly scored: ScoredSubject | null;
}

export type Values = Readonly<Record<string, FieldValue>>;

/** What the fields of each should say. */
export async function wantedValues(
  deps: TaskDeps,
  install: Install,
  pending: readonly PendingFields[],
): Promise<(row: PendingFields) => Values> {
  const signals = new Map<string, readonly Signal[]>();
  const subjects = pending.flatMap(({ scored }) => scored ?? []);
  for (const [object, group] of Map.groupBy(subjects, (subject) => subject.object)) {
    const ids = [...new Set(group.map((subject) => subject.id))];
    const found = await deps.store.signals.ofMany(install.id, object, ids);
    for (const [id, theirs] of found) signals.set(`${object} ${id}`, theirs);
  }
  const templates = await deps.templatesOf(install.id);
  return ({ scored, writeback: { object } }) => {
    if (scored === null) {
      const names = deps.fieldsOf(install).filter((field) => field.object === object);
      return Object.fromEntries(names.map(({ name }) => [name, null]));
    }
    return deps.fieldValues({
      scorecard: scored.scorecard,
      subject: scored,
      signals: signals.get(`${scored.object} ${scored.id}`) ?? [],
      ...{ object, install, templates },
    });
  };
}

/** The values that differ from the written ones, or null when nothing but the time of making does. */
export function differences(
  deps: TaskDeps,
  object: WrittenObject,
  written: Readonly<Record<string, unknown>>,
  wanted: Values,
): Values | null {
  if (object === 'ticket') {
    // What was said of somebody else may stand in a field of which nothing is known.
    const unknown = Object.entries(wanted).filter(([name]) => !Object.hasOwn(written, name));
    if (unknown.length > 0) return { ...differing(written, wanted), ...Object.fromEntries(unknown) };
  }
  // A field that was never written is empty.
  const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, written[name] ?? null]));
  if (deps.sameFields(before, wanted)) return null;
  return differing(before, wanted);
}

function differing(before: Readonly<Record<string, unknown>>, wanted: Values): Values {
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}
