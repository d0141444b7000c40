/** Writing our fields, 100 records per call, each record with a result of its own. What of a batch is refused: write-batch.ts. */
import { PulsoError } from '../../errors.ts';
import type { FieldObject, FieldValue, RecordUpdate, Transport, WriteResult } from '../port.ts';
import { FIELD_VENDORS, manifest } from './manifest.ts';
import { batchSchema, bodyOf, objectSchema } from './payload.ts';
import { objectsPath } from './read.ts';
import { BatchWriter, type Input, type Outcome, type Refusal, type Written } from './write-batch.ts';

/** HubSpot's text of a value: empty clears, several choices are separated by semicolons. */
export function toPropertyValue(value: FieldValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : value.join(';');
}

export async function write(transport: Transport, updates: readonly RecordUpdate[]): Promise<readonly WriteResult[]> {
  const written = new Map<FieldObject, Written>();
  /** Our names of fields by HubSpot's. */
  const names = new Map<string, string>();
  let stopped: unknown = null;

  for (const object of Object.keys(FIELD_VENDORS) as FieldObject[]) {
    // A batch must not name a record twice.
    const inputs = new Map<string, Input>();
    for (const update of updates.filter((candidate) => candidate.object === object)) {
      const values = Object.entries(update.values).map(([name, value]) => {
        names.set(manifest.fieldName(name), name);
        return [manifest.fieldName(name), toPropertyValue(value)] as const;
      });
      const properties = { ...inputs.get(update.id)?.properties, ...Object.fromEntries(values) };
      inputs.set(update.id, { id: update.id, properties });
    }
    const of: Written = { outcomes: new Map(), refusals: new Map() };
    written.set(object, of);
    const writer = new BatchWriter(transport, object, of);
    const all = [...inputs.values()];
    for (let start = 0; start < all.length && stopped === null; start += manifest.batch.write) {
      try {
        await writer.write(all.slice(start, start + manifest.batch.write));
      } catch (error) {
        if ([...written.values()].every(({ outcomes }) => outcomes.size === 0)) throw error;
        stopped = error;
      }
    }
  }
  return updates.map(({ object, id }) => {
    const outcome = written.get(object)?.outcomes.get(id);
    const refused = (written.get(object)?.refusals.get(id) ?? []).map((refusal) => ({
      ...refusal,
      field: names.get(refusal.field) ?? refusal.field,
    }));
    return { object, id, ...resultOf(outcome, refused, stopped) };
  });
}

/** A record of which nothing could be written failed for its refused fields; otherwise they are told beside the outcome. */
function resultOf(
  outcome: Outcome | undefined,
  refused: readonly Refusal[],
  stopped: unknown,
): Omit<WriteResult, 'object' | 'id'> {
  const [first] = refused;
  if (first === undefined || (outcome === undefined && stopped !== null)) return outcome ?? notSent(stopped);
  if (outcome === undefined) {
    return { outcome: 'failed', error: { code: first.code, message: first.message, retry: false } };
  }
  return outcome.outcome === 'written' ? { ...outcome, refused } : outcome;
}

function notSent(reason: unknown): Outcome {
  const known = reason instanceof PulsoError ? reason : null;
  const message = known?.message ?? 'HubSpot did not say what became of this record';
  return { outcome: 'failed', error: { code: known?.code ?? 'no_answer', message, retry: known?.retry ?? true } };
}

/** Our own fields as HubSpot has them. */
export async function readFields(
  transport: Transport,
  object: FieldObject,
  ids: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>> {
  const found = new Map<string, Readonly<Record<string, string | null>>>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += manifest.batch.read) {
    const body = {
      inputs: wanted.slice(start, start + manifest.batch.read).map((id) => ({ id })),
      properties: fields.map(manifest.fieldName),
      propertiesWithHistory: [],
    };
    const path = objectsPath(FIELD_VENDORS[object], '/batch/read');
    const response = await transport.send({ method: 'POST', path, body, bucket: 'general', idempotent: true });
    if (response.status === 404) continue;
    for (const result of bodyOf(response, batchSchema, `the fields of ${object}`).results) {
      const source = objectSchema.safeParse(result).data;
      if (!source) continue;
      const values = fields.map((field) => [field, source.properties[manifest.fieldName(field)] || null] as const);
      found.set(source.id, Object.fromEntries(values));
    }
  }
  return found;
}
