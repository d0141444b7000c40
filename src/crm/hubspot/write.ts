/**
 * Writing our fields, 100 records per call. HubSpot may refuse a whole batch for one record: then the batch is halved until
 * the record at fault stands alone and is named, and all others are written.
 */
import { PulsoError } from '../../errors.ts';
import type {
  CrmRequest,
  CrmResponse,
  FieldObject,
  FieldValue,
  RecordUpdate,
  Transport,
  WriteResult,
} from '../port.ts';
import { get } from './account.ts';
import { FIELD_VENDORS, manifest } from './manifest.ts';
import { batchSchema, bodyOf, complaintOf, type ErrorBody, errorSchema, objectSchema } from './payload.ts';
import { objectsPath } from './read.ts';

type Outcome = Pick<WriteResult, 'outcome' | 'movedTo' | 'error'>;

interface Input {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** HubSpot's text of a value: empty clears, several choices are separated by semicolons. */
export function toPropertyValue(value: FieldValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : value.join(';');
}

export async function write(transport: Transport, updates: readonly RecordUpdate[]): Promise<readonly WriteResult[]> {
  const outcomes = new Map<string, Outcome>();
  const keyOf = (object: FieldObject, id: string): string => `${object}/${id}`;
  let stopped: unknown = null;

  for (const object of Object.keys(FIELD_VENDORS) as FieldObject[]) {
    // A batch must not name a record twice.
    const inputs = new Map<string, Input>();
    for (const update of updates.filter((candidate) => candidate.object === object)) {
      const values = Object.entries(update.values).map(([name, value]) => [
        manifest.fieldName(name),
        toPropertyValue(value),
      ]);
      const properties = { ...inputs.get(update.id)?.properties, ...Object.fromEntries(values) };
      inputs.set(update.id, { id: update.id, properties });
    }
    const all = [...inputs.values()];
    for (let start = 0; start < all.length && stopped === null; start += manifest.batch.write) {
      const batch = all.slice(start, start + manifest.batch.write);
      try {
        await writeBatch(transport, object, batch, (id, outcome) => outcomes.set(keyOf(object, id), outcome));
      } catch (error) {
        if (outcomes.size === 0) throw error;
        stopped = error;
      }
    }
  }
  return updates.map(({ object, id }) => {
    const outcome = outcomes.get(keyOf(object, id)) ?? notSent(stopped);
    return { object, id, ...outcome };
  });
}

function notSent(reason: unknown): Outcome {
  const known = reason instanceof PulsoError ? reason : null;
  const message = known?.message ?? 'HubSpot did not say what became of this record';
  return { outcome: 'failed', error: { code: known?.code ?? 'no_answer', message, retry: known?.retry ?? true } };
}

type Report = (id: string, outcome: Outcome) => void;

async function writeBatch(
  transport: Transport,
  object: FieldObject,
  inputs: readonly Input[],
  report: Report,
): Promise<void> {
  const vendor = FIELD_VENDORS[object];
  // POST /crm/objects/{version}/{objectType}/batch/update
  const request: CrmRequest = {
    method: 'POST',
    path: objectsPath(vendor, '/batch/update'),
    body: { inputs: inputs.map((input) => ({ ...input, objectWriteTraceId: input.id })) },
    bucket: 'general',
    // Whether a lost write arrived is for the caller to find out: sent again, it would start workflows a second time.
    idempotent: false,
  };
  const response = await transport.send(request);
  if (response.status >= 400) return await splitOrReport(transport, object, inputs, response, report);

  const { results, errors } = bodyOf(response, batchSchema, `the write of ${vendor}`);
  const written = new Set(results.map((result) => objectSchema.pick({ id: true }).safeParse(result).data?.id));
  const faults = new Map(errors.flatMap((error) => idsIn(error).map((id) => [id, error] as const)));
  for (const { id } of inputs) {
    const fault = faults.get(id);
    if (written.has(id)) report(id, { outcome: 'written' });
    else if (fault && !isMissing(fault)) report(id, refused(fault));
    // HubSpot may leave out records that it does not know (any more).
    else report(id, await whereabouts(transport, object, id));
  }
}

async function splitOrReport(
  transport: Transport,
  object: FieldObject,
  inputs: readonly Input[],
  response: CrmResponse,
  report: Report,
): Promise<void> {
  const parsed = errorSchema.safeParse(response.body).data;
  const [only] = inputs;
  if (inputs.length === 1 && only) {
    const missing = response.status === 404 || (parsed && isMissing(parsed));
    if (missing) report(only.id, await whereabouts(transport, object, only.id));
    else
      report(only.id, { outcome: 'failed', error: { ...complaintOf(response.body), retry: response.status === 409 } });
    return;
  }
  // A property that the portal lacks is at fault in every record that has it: no need to halve down to each.
  const names = unknownProperties(parsed);
  const hopeless = inputs.filter(({ properties }) => names.some((name) => name in properties));
  if (hopeless.length > 0) {
    const error = { ...complaintOf(response.body), retry: false };
    for (const { id } of hopeless) report(id, { outcome: 'failed', error });
    const rest = inputs.filter((input) => !hopeless.includes(input));
    if (rest.length > 0) await writeBatch(transport, object, rest, report);
    return;
  }
  const named = new Set(idsIn(parsed));
  const culprits = inputs.filter(({ id }) => named.has(id));
  const [left, right] =
    culprits.length > 0 && culprits.length < inputs.length
      ? [culprits, inputs.filter(({ id }) => !named.has(id))]
      : [inputs.slice(0, Math.ceil(inputs.length / 2)), inputs.slice(Math.ceil(inputs.length / 2))];
  await writeBatch(transport, object, left, report);
  await writeBatch(transport, object, right, report);
}

function isMissing(error: ErrorBody): boolean {
  return error.category === 'OBJECT_NOT_FOUND' || error.code === 'OBJECT_NOT_FOUND';
}

/** What may go well another time, the record being as it is. */
const PASSING = new Set(['CONFLICT', 'INTERNAL_ERROR', 'RATE_LIMITS', 'SERVICE_UNAVAILABLE', 'MIGRATION_IN_PROGRESS']);

function refused(error: ErrorBody): Outcome {
  return { outcome: 'failed', error: { ...complaintOf(error), retry: PASSING.has(error.category ?? '') } };
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)];

/** The records that an error speaks of, wherever it names them. */
function idsIn(error: ErrorBody | undefined): readonly string[] {
  return [error, ...(error?.errors ?? [])].flatMap((item) =>
    ['ids', 'id', 'objectId', 'objectWriteTraceId'].flatMap((key) => strings(item?.context?.[key])),
  );
}

function unknownProperties(error: ErrorBody | undefined): readonly string[] {
  return [error, ...(error?.errors ?? [])]
    .filter((item) => item?.code === 'PROPERTY_DOESNT_EXIST' || item?.category === 'PROPERTY_DOESNT_EXIST')
    .flatMap((item) => ['propertyName', 'name'].flatMap((key) => strings(item?.context?.[key])));
}

/** A single GET follows merges, a batch does not: it answers with the record that lives on. */
async function whereabouts(transport: Transport, object: FieldObject, id: string): Promise<Outcome> {
  const path = objectsPath(FIELD_VENDORS[object], `/${encodeURIComponent(id)}?properties=hs_merged_object_ids`);
  const response = await transport.send(get(path));
  if (response.status === 404) return { outcome: 'gone' };
  const found = bodyOf(response, objectSchema, `the ${object} ${id}`);
  if (found.archived) return { outcome: 'gone' };
  if (found.id !== id) return { outcome: 'moved', movedTo: found.id };
  return {
    outcome: 'failed',
    error: { code: 'no_answer', message: 'HubSpot left this record out of its answer', retry: true },
  };
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
