import { z } from 'zod';
import { type Answer, type ApiCall, idSchema, originOf, param, type Route, readBody } from '../api-call.ts';
import { type Fault, notFound, validationError } from '../api-error.ts';
import { linkRecords, unlinkRecords } from '../association-writes.ts';
import type { RecordRef } from '../state/association-store.ts';
import type { Portal } from '../state/portal.ts';
import { associationReadScopes, associationWriteScopes, fromType, noneFound, toType } from './association-paths.ts';
import { batchAnswer } from './batch-answer.ts';
import { liveLinks } from './inline-associations.ts';

const ref = z.object({ id: idSchema });
const readSchema = z.object({ inputs: z.array(ref) });
const writeSchema = z.object({ inputs: z.array(z.object({ from: ref, to: ref, type: z.string() })) });
const MAX_INPUTS = 1_000;

/** The v3 associations API, whose types are names such as `contact_to_company`. */
export function legacyAssociationRoutes(portal: Portal): Route[] {
  /** The type id of a name or number between the two types of a call. Throws HubSpot's 400. */
  function typeId(call: ApiCall, name: string): number {
    const [from, to] = [fromType(call), toType(call)];
    const types = portal.associations.typesBetween(from.name, to.name);
    const found = types.find((type) => type.name === name.toLowerCase() || String(type.typeId) === name);
    if (found) return found.typeId;
    throw validationError(`${name} is not a valid association type between ${from.name} and ${to.name}`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
      context: { type: [name], fromObjectType: [from.name], toObjectType: [to.name] },
    });
  }

  function named(call: ApiCall, record: RecordRef): { readonly id: string; readonly type: string }[] {
    const to = toType(call).name;
    const names = new Map(portal.associations.typesBetween(record.type, to).map((type) => [type.typeId, type.name]));
    return liveLinks(portal, record, to).flatMap((link) =>
      link.typeIds.map((id) => ({ id: link.toId, type: names.get(id) ?? '' })),
    );
  }

  function isLive(record: RecordRef): boolean {
    const found = portal.records.find(record.type, record.id);
    return found !== undefined && found.archivedAt === undefined;
  }

  function batchRead(call: ApiCall): Answer {
    const [from, to] = [fromType(call), toType(call)];
    const { inputs } = readBody(call, readSchema);
    assertSize(inputs.length);
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const { id } of inputs) {
      const links = named(call, { type: from.name, id });
      if (links.length > 0) results.push({ from: { id }, to: links });
      else errors.push(noneFound(from, to, id));
    }
    return batchAnswer(portal, 200, results, errors);
  }

  function batchCreate(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const { inputs } = readBody(call, writeSchema);
    assertSize(inputs.length);
    const planned = inputs.map((input) => ({ ...input, typeId: typeId(call, input.type) }));
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const input of planned) {
      const ends = [
        { type: from, id: input.from.id },
        { type: to, id: input.to.id },
      ] as const;
      if (!ends.every(isLive)) {
        const context = { fromObjectId: [input.from.id], toObjectId: [input.to.id] };
        errors.push(notFound('One or both of the objects do not exist.').asItem(context));
        continue;
      }
      linkRecords(portal, ends[0], { to: ends[1], typeIds: [input.typeId] }, originOf(call.caller));
      results.push({ from: input.from, to: input.to, type: input.type });
    }
    return batchAnswer(portal, 201, results, errors);
  }

  function batchArchive(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const { inputs } = readBody(call, writeSchema);
    assertSize(inputs.length);
    for (const input of inputs) {
      const id = typeId(call, input.type);
      unlinkRecords(portal, { type: from, id: input.from.id }, { type: to, id: input.to.id }, originOf(call.caller), [
        id,
      ]);
    }
    return { status: 204 };
  }

  function pairOf(call: ApiCall): readonly [RecordRef, RecordRef] {
    return [
      { type: fromType(call).name, id: param(call, 'fromObjectId') },
      { type: toType(call).name, id: param(call, 'toObjectId') },
    ];
  }

  function list(call: ApiCall): Answer {
    const record = { type: fromType(call).name, id: param(call, 'fromObjectId') };
    if (!isLive(record)) throw notFound();
    return { status: 200, body: { results: named(call, record) } };
  }

  function putOne(call: ApiCall): Answer {
    const [from, to] = pairOf(call);
    const id = typeId(call, param(call, 'associationType'));
    const record = portal.records.find(from.type, from.id);
    if (!record || !isLive(from) || !isLive(to)) throw notFound();
    linkRecords(portal, from, { to, typeIds: [id] }, originOf(call.caller));
    return {
      status: 200,
      body: { id: record.id, archived: false, associations: { [to.type]: { results: named(call, from) } } },
    };
  }

  function deleteOne(call: ApiCall): Answer {
    const [from, to] = pairOf(call);
    unlinkRecords(portal, from, to, originOf(call.caller), [typeId(call, param(call, 'associationType'))]);
    return { status: 204 };
  }

  function types(call: ApiCall): Answer {
    const known = portal.associations.typesBetween(fromType(call).name, toType(call).name);
    return { status: 200, body: { results: known.map((type) => ({ id: String(type.typeId), name: type.name })) } };
  }

  const pair = '/crm/v3/associations/:fromObjectType/:toObjectType';
  const one = '/crm/v3/objects/:fromObjectType/:fromObjectId/associations/:toObjectType';
  const read = { scopes: associationReadScopes, bucket: 'associations' } as const;
  const write = { scopes: associationWriteScopes, bucket: 'associations' } as const;
  return [
    { method: 'get', paths: [`${pair}/types`], ...read, handle: types },
    { method: 'post', paths: [`${pair}/batch/read`], ...read, handle: batchRead },
    { method: 'post', paths: [`${pair}/batch/create`], ...write, handle: batchCreate },
    { method: 'post', paths: [`${pair}/batch/archive`], ...write, handle: batchArchive },
    { method: 'get', paths: [one], ...read, handle: list },
    { method: 'put', paths: [`${one}/:toObjectId/:associationType`], ...write, handle: putOne },
    { method: 'delete', paths: [`${one}/:toObjectId/:associationType`], ...write, handle: deleteOne },
  ];
}

function assertSize(count: number): void {
  if (count <= MAX_INPUTS) return;
  throw validationError(
    `The maximum number of inputs supported in a batch request is ${MAX_INPUTS}, but ${count} were given.`,
  );
}
