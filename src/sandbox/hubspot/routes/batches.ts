import { z } from 'zod';
import {
  type Answer,
  type ApiCall,
  flagQuery,
  idSchema,
  originOf,
  propertiesSchema,
  type Route,
  readBody,
} from '../api-call.ts';
import { ApiError, type Fault, notFound, validationError } from '../api-error.ts';
import { BatchClaims } from '../batch-claims.ts';
import type { ObjectType } from '../object-types.ts';
import { applyWrite, archiveRecord, type PreparedWrite, prepareCreate, prepareUpdate } from '../object-writes.ts';
import { renderRecord } from '../render-object.ts';
import type { Portal } from '../state/portal.ts';
import type { StoredRecord } from '../state/records.ts';
import { batchAnswer, duplicatesIn } from './batch-answer.ts';
import {
  assertIdProperty,
  assertWritable,
  findRecord,
  objectCreateSchema,
  objectPaths,
  readLinks,
  readScopes,
  typeOf,
  writeScopes,
} from './objects.ts';

const MAX_INPUTS = 100;

const names = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const trace = z.string().nullish();
const readSchema = z.object({
  inputs: z.array(z.object({ id: idSchema })),
  properties: names,
  propertiesWithHistory: names,
  idProperty: z.string().nullish(),
});
const createSchema = z.object({ inputs: z.array(objectCreateSchema.extend({ objectWriteTraceId: trace })) });
const updateSchema = z.object({
  inputs: z.array(
    z.object({
      id: idSchema,
      properties: propertiesSchema,
      idProperty: z.string().nullish(),
      objectWriteTraceId: trace,
    }),
  ),
});
const archiveSchema = z.object({ inputs: z.array(z.object({ id: idSchema })) });

/** A prepared input or what is wrong with it. */
interface Prepared {
  readonly write?: PreparedWrite;
  readonly fault?: ApiError;
  readonly isNew: boolean;
  readonly traceId?: string | null | undefined;
  readonly written: readonly string[];
}

function missingFault(type: ObjectType, ids: readonly string[]): Fault {
  return notFound(
    `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  ).asItem({ ids });
}

function assertSize(count: number, type: ObjectType, max = MAX_INPUTS): void {
  if (count <= max) return;
  throw validationError(
    `The maximum number of inputs supported in a batch request for ${type.singular.toUpperCase()} objects is ${max}, but ${count} were given.`,
    { context: { limit: [String(max)] } },
  );
}

/** Runs a check and keeps what it refuses. */
function attempt(check: () => PreparedWrite): { write: PreparedWrite } | { fault: ApiError } {
  try {
    return { write: check() };
  } catch (fault) {
    if (fault instanceof ApiError) return { fault };
    throw fault;
  }
}

/** Batch endpoints of the object API: at most 100 inputs, multi-status where the documentation allows it. */
export function batchRoutes(portal: Portal, maxHistoryPage: number): Route[] {
  function read(call: ApiCall): Answer {
    const type = typeOf(call);
    const input = readBody(call, readSchema);
    assertSize(input.inputs.length, type, input.propertiesWithHistory.length > 0 ? maxHistoryPage : MAX_INPUTS);
    const idProperty = assertIdProperty(portal, type, input.idProperty);
    const archived = flagQuery(call, 'archived');
    const found = new Map<string, StoredRecord>();
    const missing: string[] = [];
    for (const { id } of input.inputs) {
      const record = findRecord(portal, type, id, idProperty);
      if (record && (record.archivedAt !== undefined) === archived) found.set(record.id, record);
      else missing.push(id);
    }
    const shown = { properties: input.properties, history: input.propertiesWithHistory };
    const results = [...found.values()].map((record) => renderRecord(portal, record, shown));
    return batchAnswer(portal, 200, results, missing.length > 0 ? [missingFault(type, missing)] : []);
  }

  /**
   * Applies prepared inputs. When every input carries an `objectWriteTraceId`, faults are reported one by one (207);
   * otherwise the first refused input rejects the batch (developers.hubspot.com/docs/api-reference/error-handling).
   */
  function applyAll(
    call: ApiCall,
    prepared: readonly Prepared[],
    faults: readonly Fault[],
    status: number,
    multiStatus: boolean,
    showNew: boolean,
  ): Answer {
    const refused = prepared.find((entry) => entry.fault);
    if (refused?.fault && !multiStatus) throw refused.fault;
    const results: Record<string, unknown>[] = [];
    const collected = [...faults];
    for (const entry of prepared) {
      const context = entry.traceId ? { objectWriteTraceId: [entry.traceId] } : {};
      if (entry.fault) collected.push(entry.fault.asItem(context));
      if (!entry.write) continue;
      const record = applyWrite(portal, entry.write, originOf(call.caller));
      results.push({
        ...renderRecord(portal, record, { properties: entry.written }),
        ...(showNew && { new: entry.isNew }),
        ...(entry.traceId && { objectWriteTraceId: entry.traceId }),
      });
    }
    return batchAnswer(portal, status, results, collected);
  }

  function create(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { inputs } = readBody(call, createSchema);
    assertSize(inputs.length, type);
    const claims = new BatchClaims(portal);
    const prepared = inputs.map((input): Prepared => {
      const outcome = attempt(() =>
        claims.take(prepareCreate(portal, type, input.properties, readLinks(portal, type, input))),
      );
      const traceId = input.objectWriteTraceId;
      return {
        ...named(outcome, traceId ? { objectWriteTraceId: [traceId] } : {}),
        isNew: true,
        traceId,
        written: Object.keys(input.properties),
      };
    });
    return applyAll(call, prepared, [], 201, traced(inputs), false);
  }

  function update(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { inputs } = readBody(call, updateSchema);
    assertSize(inputs.length, type);
    assertNoDuplicates(inputs.map((input) => input.id));
    const claims = new BatchClaims(portal);
    const missing: string[] = [];
    const missingTraces: string[] = [];
    const prepared: Prepared[] = [];
    for (const input of inputs) {
      const idProperty = assertIdProperty(portal, type, input.idProperty);
      const record = idProperty
        ? portal.records.findByUnique(type.name, idProperty, input.id)
        : portal.records.find(type.name, input.id);
      if (!record || record.archivedAt !== undefined) {
        missing.push(input.id);
        if (input.objectWriteTraceId) missingTraces.push(input.objectWriteTraceId);
        continue;
      }
      const outcome = attempt(() => claims.take(prepareUpdate(portal, record, input.properties)));
      prepared.push({
        ...named(outcome, { id: [input.id] }),
        isNew: false,
        traceId: input.objectWriteTraceId,
        written: Object.keys(input.properties),
      });
    }
    const lost = missing.length > 0 ? [withTraces(missingFault(type, missing), missingTraces)] : [];
    return applyAll(call, prepared, lost, 200, traced(inputs), false);
  }

  function upsert(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { inputs } = readBody(call, updateSchema);
    assertSize(inputs.length, type);
    assertNoDuplicates(inputs.map((input) => (input.idProperty ? input.id.toLowerCase() : input.id)));
    const claims = new BatchClaims(portal);
    const prepared = inputs.map((input): Prepared => {
      const idProperty = assertIdProperty(portal, type, input.idProperty);
      const record = findRecord(portal, type, input.id, idProperty);
      const known = record && record.archivedAt === undefined ? record : undefined;
      const outcome = attempt(() => {
        if (known) return claims.take(prepareUpdate(portal, known, input.properties));
        if (idProperty) {
          return claims.take(prepareCreate(portal, type, { ...input.properties, [idProperty]: input.id }));
        }
        throw new ApiError(404, `No ${type.singular} with the id ${input.id}.`, {
          category: 'OBJECT_NOT_FOUND',
          context: { ids: [input.id] },
        });
      });
      const written = [...Object.keys(input.properties), ...(idProperty ? [idProperty] : [])];
      return { ...named(outcome, { id: [input.id] }), isNew: !known, traceId: input.objectWriteTraceId, written };
    });
    const byEmail = inputs.some((input) => input.idProperty === 'email');
    return applyAll(call, prepared, [], 200, traced(inputs) && !byEmail, true);
  }

  function archive(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { inputs } = readBody(call, archiveSchema);
    assertSize(inputs.length, type);
    for (const { id } of inputs) {
      const record = portal.records.find(type.name, id);
      if (record && record.archivedAt === undefined) archiveRecord(portal, record, originOf(call.caller));
    }
    return { status: 204 };
  }

  const at = (verb: string) => objectPaths(`/:objectType/batch/${verb}`);
  return [
    { method: 'post', paths: at('read'), scopes: readScopes, handle: read },
    { method: 'post', paths: at('create'), scopes: writeScopes, handle: create },
    { method: 'post', paths: at('update'), scopes: writeScopes, handle: update },
    { method: 'post', paths: at('upsert'), scopes: writeScopes, handle: upsert },
    { method: 'post', paths: at('archive'), scopes: writeScopes, handle: archive },
  ];
}

function named(
  outcome: { write: PreparedWrite } | { fault: ApiError },
  context: Readonly<Record<string, readonly string[]>>,
): { write: PreparedWrite } | { fault: ApiError } {
  return 'fault' in outcome ? { fault: outcome.fault.withContext(context) } : outcome;
}

function withTraces(fault: Fault, traces: readonly string[]): Fault {
  return traces.length > 0 ? { ...fault, context: { ...fault.context, objectWriteTraceId: traces } } : fault;
}

function traced(inputs: readonly { readonly objectWriteTraceId?: string | null | undefined }[]): boolean {
  return inputs.length > 0 && inputs.every((input) => input.objectWriteTraceId);
}

function assertNoDuplicates(ids: readonly string[]): void {
  const twice = duplicatesIn(ids);
  if (twice.length === 0) return;
  throw validationError(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, {
    context: { ids: twice },
  });
}
