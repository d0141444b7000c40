import { createHash } from 'node:crypto';
import type { Express, Request } from 'express';
import { z } from 'zod';
import { idSchema, propertiesSchema } from './api-call.ts';
import { type ApiError, notFound, validationError } from './api-error.ts';
import { definedAssociationTypes } from './association-types.ts';
import { assertTypesAllowed, linkRecords, unlinkRecords } from './association-writes.ts';
import { faultSchema } from './faults.ts';
import { inferObjectType, OBJECT_TYPES } from './object-types.ts';
import {
  applyWrite,
  archiveRecord,
  mergeRecords,
  prepareCreate,
  prepareUpdate,
  restoreRecord,
} from './object-writes.ts';
import { attempt, type Machinery, parseJson, send } from './pipeline.ts';
import { renderRecord } from './render-object.ts';
import type { Origin } from './state/records.ts';
import { webhookSettingsSchema } from './webhook-settings.ts';
import type { Webhooks } from './webhooks.ts';

const linkSchema = z.strictObject({
  objectType: z.string(),
  id: idSchema,
  typeIds: z.array(z.number().int()).min(1).optional(),
});

/** What `POST /_sandbox/edits` accepts: what a person does in the CRM. */
const editSchema = z.strictObject({
  objectType: z.string(),
  /** Without an id a record is created. */
  id: idSchema.optional(),
  properties: propertiesSchema.optional(),
  associate: z.array(linkSchema).optional(),
  dissociate: z.array(linkSchema).optional(),
  archive: z.boolean().optional(),
  restore: z.boolean().optional(),
  /** Merges this record into `id`. */
  mergeId: idSchema.optional(),
  userId: z.number().int().optional(),
});
type Edit = z.infer<typeof editSchema>;

/** Reads a JSON body of the switches. Throws a 400 that names every fault. */
function read<T>(request: Request, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(typeof request.body === 'string' ? request.body : '') ?? {});
  if (result.success) return result.data;
  throw refusal(result.error);
}

function refusal(error: z.ZodError): ApiError {
  return validationError(error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}

/** The sandbox's own endpoints under `/_sandbox`: faults, calls, writes, edits, webhooks, reset. They need no token. */
export function mountSwitches(app: Express, machinery: Machinery, webhooks: Webhooks, reset: () => void): void {
  const { portal, faults, log, limits } = machinery;

  function edit(input: Edit): Record<string, unknown> {
    const type = inferObjectType(input.objectType);
    const userId = input.userId ?? 1;
    const origin: Origin = { source: 'CRM_UI', sourceId: `userId:${userId}`, userId };
    if (input.id === undefined) {
      const write = prepareCreate(portal, type, input.properties ?? {}, [], true);
      const record = applyWrite(portal, write, origin);
      changeLinks(input, { type: type.name, id: record.id }, origin);
      return renderRecord(portal, record, { properties: Object.keys(record.properties) });
    }
    const record = portal.records.resolve(type.name, input.id);
    if (!record) throw notFound();
    if (input.restore && record.archivedAt !== undefined) restoreRecord(portal, record, origin);
    if (record.archivedAt !== undefined) throw notFound();
    if (input.properties) applyWrite(portal, prepareUpdate(portal, record, input.properties, true), origin);
    changeLinks(input, { type: type.name, id: record.id }, origin);
    if (input.mergeId !== undefined) mergeRecords(portal, type.name, record.id, input.mergeId, origin);
    if (input.archive) archiveRecord(portal, record, origin);
    return renderRecord(portal, record, { properties: Object.keys(record.properties) });
  }

  function changeLinks(input: Edit, from: Parameters<typeof linkRecords>[1], origin: Origin): void {
    for (const link of input.associate ?? []) {
      const to = inferObjectType(link.objectType).name;
      const typeIds =
        link.typeIds ??
        definedAssociationTypes(from.type, to)
          .slice(0, 1)
          .map((each) => each.typeId);
      assertTypesAllowed(portal, from.type, to, typeIds);
      if (!portal.records.find(to, link.id)) throw notFound();
      linkRecords(portal, from, { to: { type: to, id: link.id }, typeIds }, origin);
    }
    for (const link of input.dissociate ?? []) {
      const to = { type: inferObjectType(link.objectType).name, id: link.id };
      unlinkRecords(portal, from, to, origin, link.typeIds);
    }
  }

  /** The writes of the API, filtered by type, id or property. */
  function writes(query: URLSearchParams): unknown {
    const type = query.get('objectType');
    const name = type === null ? undefined : inferObjectType(type).name;
    const property = query.get('property');
    const records = portal.ledger
      .list()
      .filter((entry) => name === undefined || entry.objectType === name)
      .filter((entry) => !query.get('id') || entry.id === query.get('id'))
      .filter((entry) => !property || entry.properties[property]);
    return { total: records.length, records };
  }

  /** A hash over all live records' values (without dates of modification), to compare two runs. */
  function stateHash(): Record<string, unknown> {
    const hash = createHash('sha256');
    const counts: Record<string, number> = {};
    for (const type of OBJECT_TYPES) {
      counts[type.name] = portal.records.count(type.name);
      for (const record of portal.records.list(type.name)) {
        const values = Object.entries(record.properties)
          .filter(([name]) => name !== type.modifiedProperty)
          .toSorted(([left], [right]) => (left < right ? -1 : 1));
        hash.update(JSON.stringify([type.name, record.id, values]));
      }
    }
    return { hash: hash.digest('hex'), counts };
  }

  const on = (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    work: (request: Request, query: URLSearchParams) => { readonly status: number; readonly body?: unknown },
  ) =>
    app[method](`/_sandbox${path}`, (request, response) => {
      const query = new URL(request.originalUrl, 'http://sandbox').searchParams;
      const answer = attempt(() => work(request, query));
      portal.storage.commit();
      webhooks.wake();
      send(response, answer.status, answer.body);
    });

  on('get', '/faults', () => ({ status: 200, body: { faults: faults.list() } }));
  on('post', '/faults', (request) => ({ status: 201, body: faults.add(read(request, faultSchema)) }));
  on('delete', '/faults', () => {
    faults.remove();
    return { status: 204 };
  });
  on('delete', '/faults/:id', (request) => {
    faults.remove(String(request.params.id));
    return { status: 204 };
  });
  on('get', '/calls', (_, query) => ({ status: 200, body: log.render(Number(query.get('limit') ?? 100)) }));
  on('delete', '/calls', () => {
    log.clear();
    return { status: 204 };
  });
  on('get', '/writes', (_, query) => ({ status: 200, body: writes(query) }));
  on('delete', '/writes', () => {
    portal.ledger.clear();
    return { status: 204 };
  });
  on('post', '/edits', (request) => ({ status: 200, body: edit(read(request, editSchema)) }));
  on('get', '/webhooks', () => ({ status: 200, body: webhooks.status() }));
  on('put', '/webhooks', (request) => {
    webhooks.configure(read(request, webhookSettingsSchema));
    return { status: 200, body: webhooks.status() };
  });
  on('delete', '/webhooks', () => {
    webhooks.configure(undefined);
    return { status: 204 };
  });
  on('get', '/state-hash', () => ({ status: 200, body: stateHash() }));
  on('post', '/reset', () => {
    reset();
    faults.remove();
    log.clear();
    limits.reset();
    return { status: 204 };
  });
}
