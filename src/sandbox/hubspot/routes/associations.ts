import { z } from 'zod';
import { type Answer, type ApiCall, idSchema, intQuery, originOf, param, type Route, readBody } from '../api-call.ts';
import { type Fault, notFound, validationError } from '../api-error.ts';
import { definedAssociationTypes } from '../association-types.ts';
import { assertTypesAllowed, linkRecords, unlinkRecords } from '../association-writes.ts';
import { type ObjectType, objectType } from '../object-types.ts';
import type { RecordRef } from '../state/association-store.ts';
import type { Portal } from '../state/portal.ts';
import {
  associationPaths,
  associationReadScopes,
  associationWriteScopes,
  fromType,
  noneFound,
  recordPaths,
  toType,
  wireId,
} from './association-paths.ts';
import { batchAnswer, createdStatus, emptyBatchAnswer } from './batch-answer.ts';
import { type LiveLink, liveLinks } from './inline-associations.ts';
import { pageLink } from './objects.ts';

const MAX_READ_INPUTS = 1_000;
const MAX_WRITE_INPUTS = 2_000;
const PAGE = 500;

const ref = z.object({ id: idSchema });
const typeSpec = z.object({ associationCategory: z.string().optional(), associationTypeId: z.number().int() });
const readSchema = z.object({
  inputs: z.array(z.object({ id: idSchema, after: z.union([z.string(), z.number()]).nullish() })),
});
const createSchema = z.object({ inputs: z.array(z.object({ from: ref, to: ref, types: z.array(typeSpec).min(1) })) });
const defaultSchema = z.object({ inputs: z.array(z.object({ from: ref, to: ref })) });
const archiveSchema = z.object({ inputs: z.array(z.object({ from: ref, to: z.array(ref) })) });
const labelArchiveSchema = z.object({ inputs: z.array(z.object({ from: ref, to: ref, types: z.array(typeSpec) })) });
const typesSchema = z.array(typeSpec).min(1);

function assertSize(count: number, max: number): void {
  if (count <= max) return;
  throw validationError(
    `The maximum number of inputs supported in a batch request is ${max}, but ${count} were given.`,
    {
      context: { limit: [String(max)] },
    },
  );
}

/** Endpoints of associations between records, v4 and date-based. */
export function associationRoutes(portal: Portal): Route[] {
  function isLive(record: RecordRef): boolean {
    const found = portal.records.find(record.type, record.id);
    return found !== undefined && found.archivedAt === undefined;
  }

  function specs(from: ObjectType, to: ObjectType, link: LiveLink): unknown[] {
    const known = portal.associations.typesBetween(from.name, to.name);
    return link.typeIds.map((typeId) => {
      const type = known.find((candidate) => candidate.typeId === typeId);
      return { category: type?.category ?? 'USER_DEFINED', typeId, label: type?.label ?? null };
    });
  }

  function batchRead(call: ApiCall): Answer {
    const [from, to] = [fromType(call), toType(call)];
    const { inputs } = readBody(call, readSchema);
    assertSize(inputs.length, MAX_READ_INPUTS);
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const { id, after } of inputs) {
      const all = isLive({ type: from.name, id }) ? liveLinks(portal, { type: from.name, id }, to.name) : [];
      if (all.length === 0) {
        errors.push(noneFound(from, to, id));
        continue;
      }
      const rest = all.filter((link) => Number(link.toId) > Number(after ?? 0));
      const page = rest.slice(0, PAGE);
      const last = page.at(-1);
      results.push({
        from: { id },
        to: page.map((link) => ({ toObjectId: wireId(call, link.toId), associationTypes: specs(from, to, link) })),
        ...(rest.length > PAGE && last && { paging: { next: { after: last.toId, link: `?after=${last.toId}` } } }),
      });
    }
    return batchAnswer(portal, 200, results, errors);
  }

  function list(call: ApiCall): Answer {
    const [from, to] = [fromType(call), toType(call)];
    const record = { type: from.name, id: param(call, 'fromObjectId') };
    if (!isLive(record)) throw notFound();
    const limit = intQuery(call, 'limit', PAGE, 1, PAGE);
    const rest = liveLinks(portal, record, to.name).filter(
      (link) => Number(link.toId) > Number(call.query.get('after') ?? 0),
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        results: page.map((link) => ({ toObjectId: wireId(call, link.toId), associationTypes: specs(from, to, link) })),
        ...(rest.length > limit && last && { paging: { next: { after: last.toId, link: pageLink(call, last.toId) } } }),
      },
    };
  }

  /** Associates a pair, or says which end is missing. */
  function associate(call: ApiCall, from: RecordRef, to: RecordRef, typeIds: readonly number[]): Fault | undefined {
    const lost = [from, to].filter((end) => !isLive(end));
    if (lost.length > 0) {
      const names = lost.map((end) => `${objectType(end.type).singular} ${end.id}`).join(', ');
      return notFound(`The following objects do not exist: ${names}.`).asItem({
        fromObjectId: [from.id],
        toObjectId: [to.id],
      });
    }
    const full = portal.associations.fullType(from, to, typeIds);
    if (full !== undefined) {
      const max = portal.associations.maxOf(full);
      const message = `${objectType(from.type).singular} ${from.id} has reached its limit of ${max} associations of type ${full}.`;
      return validationError(message, { subCategory: 'crm.associations.LIMIT_EXCEEDED' }).asItem({
        fromObjectId: [from.id],
        toObjectId: [to.id],
      });
    }
    linkRecords(portal, from, { to, typeIds }, originOf(call.caller));
    return undefined;
  }

  function labelsBetween(call: ApiCall, from: RecordRef, to: RecordRef, typeIds: readonly number[]): unknown {
    const known = portal.associations.typesBetween(from.type, to.type);
    return {
      fromObjectTypeId: objectType(from.type).typeId,
      fromObjectId: wireId(call, from.id),
      toObjectTypeId: objectType(to.type).typeId,
      toObjectId: wireId(call, to.id),
      labels: typeIds.flatMap((typeId) => known.find((type) => type.typeId === typeId)?.label ?? []),
    };
  }

  function batchCreate(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const { inputs } = readBody(call, createSchema);
    assertSize(inputs.length, MAX_WRITE_INPUTS);
    for (const input of inputs)
      assertTypesAllowed(
        portal,
        from,
        to,
        input.types.map((type) => type.associationTypeId),
      );
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const input of inputs) {
      const ends = [
        { type: from, id: input.from.id },
        { type: to, id: input.to.id },
      ] as const;
      const typeIds = input.types.map((type) => type.associationTypeId);
      const fault = associate(call, ...ends, typeIds);
      if (fault) errors.push(fault);
      else results.push(labelsBetween(call, ...ends, typeIds));
    }
    return batchAnswer(portal, createdStatus(call), results, errors);
  }

  function defaultTypeId(from: ObjectType, to: ObjectType): number {
    const typeId = definedAssociationTypes(from.name, to.name)[0]?.typeId;
    if (typeId === undefined) throw validationError(`${from.singular} cannot be associated with ${to.singular}.`);
    return typeId;
  }

  function associateDefault(call: ApiCall, pairs: readonly { from: { id: string }; to: { id: string } }[]): Answer {
    const [from, to] = [fromType(call), toType(call)];
    const there = defaultTypeId(from, to);
    const back = defaultTypeId(to, from);
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const pair of pairs) {
      const fault = associate(call, { type: from.name, id: pair.from.id }, { type: to.name, id: pair.to.id }, [there]);
      if (fault) {
        errors.push(fault);
        continue;
      }
      const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });
      results.push({ from: pair.from, to: pair.to, associationSpec: spec(there) });
      if (there !== back) results.push({ from: pair.to, to: pair.from, associationSpec: spec(back) });
    }
    return batchAnswer(portal, 200, results, errors);
  }

  function batchArchive(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const { inputs } = readBody(call, archiveSchema);
    assertSize(inputs.length, MAX_WRITE_INPUTS);
    for (const input of inputs) {
      for (const end of input.to) {
        unlinkRecords(portal, { type: from, id: input.from.id }, { type: to, id: end.id }, originOf(call.caller));
      }
    }
    return emptyBatchAnswer(portal, call);
  }

  function batchArchiveLabels(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const { inputs } = readBody(call, labelArchiveSchema);
    assertSize(inputs.length, MAX_WRITE_INPUTS);
    for (const input of inputs) {
      const typeIds = input.types.map((type) => type.associationTypeId);
      unlinkRecords(
        portal,
        { type: from, id: input.from.id },
        { type: to, id: input.to.id },
        originOf(call.caller),
        typeIds,
      );
    }
    return emptyBatchAnswer(portal, call);
  }

  function pairOf(call: ApiCall): readonly [RecordRef, RecordRef] {
    return [
      { type: fromType(call).name, id: param(call, 'fromObjectId') },
      { type: toType(call).name, id: param(call, 'toObjectId') },
    ];
  }

  function putOne(call: ApiCall): Answer {
    const [from, to] = pairOf(call);
    const typeIds = readBody(call, typesSchema).map((type) => type.associationTypeId);
    assertTypesAllowed(portal, from.type, to.type, typeIds);
    const fault = associate(call, from, to, typeIds);
    if (fault?.category === 'OBJECT_NOT_FOUND') throw notFound(fault.message, { context: fault.context });
    if (fault) throw validationError(fault.message, { context: fault.context });
    return { status: 201, body: labelsBetween(call, from, to, typeIds) };
  }

  function deleteOne(call: ApiCall): Answer {
    const [from, to] = pairOf(call);
    unlinkRecords(portal, from, to, originOf(call.caller));
    return { status: 204 };
  }

  /** HubSpot mails the report; the sandbox only takes the order. */
  function report(call: ApiCall): Answer {
    const userId = Number(param(call, 'userId'));
    const user = portal.facts.owners.find((owner) => Number(owner.id) === userId);
    if (!user) throw notFound(`No user has the id ${param(call, 'userId')}.`);
    const enqueueTime = { value: portal.clock().getTime(), dateOnly: false, timeZoneShift: 0 };
    return { status: 200, body: { userId, userEmail: user.email, enqueueTime } };
  }

  const pair = '/:fromObjectType/:toObjectType';
  const one = '/:fromObjectType/:fromObjectId/associations';
  const read = { scopes: associationReadScopes, bucket: 'associations' } as const;
  const write = { scopes: associationWriteScopes, bucket: 'associations' } as const;
  return [
    {
      method: 'post',
      paths: associationPaths('/usage/high-usage-report/:userId'),
      scopes: () => [],
      handle: report,
    },
    { method: 'post', paths: associationPaths(`${pair}/batch/read`), ...read, handle: batchRead },
    { method: 'post', paths: associationPaths(`${pair}/batch/create`), ...write, handle: batchCreate },
    {
      method: 'post',
      paths: associationPaths(`${pair}/batch/associate/default`),
      ...write,
      handle: (call) => {
        const { inputs } = readBody(call, defaultSchema);
        assertSize(inputs.length, MAX_WRITE_INPUTS);
        return associateDefault(call, inputs);
      },
    },
    { method: 'post', paths: associationPaths(`${pair}/batch/archive`), ...write, handle: batchArchive },
    { method: 'post', paths: associationPaths(`${pair}/batch/labels/archive`), ...write, handle: batchArchiveLabels },
    {
      method: 'put',
      paths: recordPaths('/:fromObjectType/:fromObjectId/associations/default/:toObjectType/:toObjectId'),
      ...write,
      handle: (call) =>
        associateDefault(call, [{ from: { id: param(call, 'fromObjectId') }, to: { id: param(call, 'toObjectId') } }]),
    },
    { method: 'get', paths: recordPaths(`${one}/:toObjectType`), ...read, handle: list },
    { method: 'put', paths: recordPaths(`${one}/:toObjectType/:toObjectId`), ...write, handle: putOne },
    { method: 'delete', paths: recordPaths(`${one}/:toObjectType/:toObjectId`), ...write, handle: deleteOne },
  ];
}
