import { createHash } from 'node:crypto';
import type { Express, Request } from 'express';
import { z } from 'zod';
import type { Answer } from './api-call.ts';
import { parseJson } from './api-call.ts';
import { ApiError, notFound } from './api-error.ts';
import { attempt } from './attempt.ts';
import { type BulkSettings, bulkSettingsSchema } from './bulk/settings.ts';
import { faultSchema } from './faults.ts';
import { normalizeId } from './ids.ts';
import { bodyOf, type Machinery, send } from './pipeline.ts';
import { parseCriteria } from './soql/parser.ts';
import { automationRuleSchema } from './state/automation.ts';
import { accessRuleSchema } from './state/permissions.ts';
import type { ObjectSchema } from './state/schema-store.ts';
import { deleteRecord, mergeRecords, undeleteRecord } from './writes/remove.ts';
import { createRecord, updateRecord } from './writes/save.ts';

export interface BulkControl {
  readonly get: () => BulkSettings;
  readonly set: (settings: BulkSettings) => void;
}

/** What `POST /_sandbox/edits` accepts: what a person does in the CRM. */
const editSchema = z.strictObject({
  objectType: z.string(),
  /** Without an id a record is created. */
  id: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  delete: z.boolean().optional(),
  undelete: z.boolean().optional(),
  /** With `delete`, or of a deleted record: out of the recycle bin for good. */
  purge: z.boolean().optional(),
  /** Merges this record into `id`. */
  mergeId: z.string().optional(),
  /** Id or user name of who does it; the admin if absent. */
  user: z.string().optional(),
});
type Edit = z.infer<typeof editSchema>;

/** Reads a JSON body of the switches. Throws a 400 that names every fault. */
function read<T>(request: Request, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(bodyOf(request)));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new ApiError(400, 'INVALID_INPUT', faults.join('; '));
}

/** The sandbox's own endpoints under `/_sandbox`. They need no session. */
export function mountSwitches(app: Express, machinery: Machinery, bulk: BulkControl, reset: () => void): void {
  const { org, faults, log, usage } = machinery;

  function schemaOf(name: string): ObjectSchema {
    const schema = org.schema.find(name);
    if (!schema) throw notFound();
    return schema;
  }

  function userOf(user: string | undefined): string | undefined {
    if (user === undefined) return undefined;
    const id = normalizeId(user);
    if (id !== undefined && org.records.live('User', id)) return id;
    const [named] = org.records.byValue('User', 'Username', [user]);
    if (!named) throw notFound(`no user ${user}`);
    return named.id;
  }

  function edit(input: Edit): Record<string, unknown> {
    const schema = schemaOf(input.objectType);
    const { name } = schema.definition;
    const writer = { userId: userOf(input.user) ?? org.facts.adminId, isPerson: true };
    return org.records.atomically(() => {
      const given =
        input.id === undefined ? createRecord(org, writer, schema, input.fields ?? {}) : normalizeId(input.id);
      if (given === undefined || (!schema.definition.event && !org.records.find(name, given))) throw notFound();
      if (input.undelete) undeleteRecord(org, schema, given);
      if (input.id !== undefined && input.fields) updateRecord(org, writer, schema, given, input.fields);
      if (input.mergeId !== undefined) mergeRecords(org, writer, schema, given, normalizeId(input.mergeId) ?? '');
      dispose(
        input,
        () => deleteRecord(org, writer, schema, given),
        () => org.records.purge(name, given, org.stamp()),
      );
      return { id: given, ...org.records.find(name, given)?.fields };
    });
  }

  function dispose(input: Edit, remove: () => void, purge: () => void): void {
    if (input.delete) remove();
    if (input.purge) purge();
  }

  /** The writes of the API, filtered by object, id or field. */
  function writes(query: URLSearchParams): unknown {
    const type = query.get('objectType');
    const id = query.get('id');
    const field = query.get('field');
    const records = org.ledger
      .list()
      .filter((entry) => type === null || entry.objectType.toLowerCase() === type.toLowerCase())
      .filter((entry) => id === null || entry.id === normalizeId(id))
      .filter((entry) => field === null || entry.properties[field]);
    return { total: records.length, records };
  }

  /** A hash over all live records' values (without dates of modification), to compare two runs. */
  function stateHash(): Record<string, unknown> {
    const hash = createHash('sha256');
    const counts: Record<string, number> = {};
    for (const { definition } of org.schema.list()) {
      if (definition.event) continue;
      counts[definition.name] = org.records.count(definition.name);
      const rows = [...org.records.list(definition.name)].filter((record) => record.fields.IsDeleted !== true);
      for (const record of rows.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
        const values = Object.entries(record.fields)
          .filter(([name]) => name !== 'SystemModstamp' && name !== 'LastModifiedDate')
          .toSorted(([left], [right]) => (left < right ? -1 : 1));
        hash.update(JSON.stringify([definition.name, record.id, values]));
      }
    }
    return { hash: hash.digest('hex'), counts };
  }

  const on = (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    work: (request: Request, query: URLSearchParams) => Answer,
  ) =>
    app[method](`/_sandbox${path}`, (request, response) => {
      const query = new URL(request.originalUrl, 'http://sandbox').searchParams;
      const answer = attempt(() => work(request, query));
      org.storage.commit();
      send(response, answer);
    });
  const gone: Answer = { status: 204 };

  on('get', '/faults', () => ({ status: 200, body: { faults: faults.list() } }));
  on('post', '/faults', (request) => ({ status: 201, body: faults.add(read(request, faultSchema)) }));
  on('delete', '/faults', () => {
    faults.remove();
    return gone;
  });
  on('delete', '/faults/:id', (request) => {
    faults.remove(String(request.params.id));
    return gone;
  });
  on('get', '/calls', (_, query) => ({ status: 200, body: log.render(Number(query.get('limit') ?? 100)) }));
  on('delete', '/calls', () => {
    log.clear();
    return gone;
  });
  on('get', '/writes', (_, query) => ({ status: 200, body: writes(query) }));
  on('delete', '/writes', () => {
    org.ledger.clear();
    return gone;
  });
  on('post', '/edits', (request) => ({ status: 200, body: edit(read(request, editSchema)) }));
  on('get', '/events', (_, query) => {
    const events = org.events.list(query.get('type') ?? undefined);
    return { status: 200, body: { total: events.length, events } };
  });
  on('delete', '/events', () => {
    org.events.clear();
    return gone;
  });
  on('get', '/rules', () => ({ status: 200, body: { rules: org.automation.list() } }));
  on('post', '/rules', (request) => {
    const rule = read(request, automationRuleSchema);
    schemaOf(rule.objectType);
    if (rule.when !== undefined) parseCriteria(rule.when);
    return { status: 201, body: org.automation.add(rule) };
  });
  on('delete', '/rules', () => {
    org.automation.remove();
    return gone;
  });
  on('delete', '/rules/:id', (request) => {
    org.automation.remove(String(request.params.id));
    return gone;
  });
  on('get', '/permissions', () => ({ status: 200, body: { rules: org.permissions.list() } }));
  on('post', '/permissions', (request) => {
    const { user, target, access } = read(request, accessRuleSchema);
    const [object = '', field] = target.split('.');
    if (field !== undefined && !schemaOf(object).fields.has(field.toLowerCase())) throw notFound(`no field ${target}`);
    org.permissions.add({ userId: userOf(user), target, access });
    return { status: 201, body: { rules: org.permissions.list() } };
  });
  on('delete', '/permissions', () => {
    org.permissions.clear();
    return gone;
  });
  on('get', '/bulk', () => ({ status: 200, body: bulk.get() }));
  on('put', '/bulk', (request) => {
    bulk.set(read(request, bulkSettingsSchema));
    return { status: 200, body: bulk.get() };
  });
  on('get', '/state-hash', () => ({ status: 200, body: stateHash() }));
  on('post', '/reset', () => {
    reset();
    faults.remove();
    log.clear();
    usage.reset();
    return gone;
  });
}
