import { z } from 'zod';
import { type Answer, type ApiCall, type Route, readBody } from '../api-call.ts';
import { type Fault, notFound } from '../api-error.ts';
import { OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import type { Portal } from '../state/portal.ts';
import {
  associationPaths,
  associationReadScopes,
  associationWriteScopes,
  fromType,
  toType,
} from './association-paths.ts';
import { batchAnswer, createdStatus, emptyBatchAnswer } from './batch-answer.ts';

const limitsSchema = z.object({
  inputs: z.array(
    z.object({ category: z.string(), typeId: z.number().int(), maxToObjectIds: z.number().int().positive() }),
  ),
});
const purgeSchema = z.object({ inputs: z.array(z.object({ category: z.string(), typeId: z.number().int() })) });

/** How many records each record may be associated with by a type, where the portal set less than HubSpot's limit. */
export function associationLimitRoutes(portal: Portal): Route[] {
  const { associations } = portal;

  function limited(from: ObjectType, to: ObjectType): Record<string, unknown>[] {
    return associations.typesBetween(from.name, to.name).flatMap(({ category, typeId, label }) => {
      const userEnforcedMaxToObjectIds = associations.maxOf(typeId);
      return userEnforcedMaxToObjectIds === undefined
        ? []
        : [{ category, typeId, ...(label !== null && { label }), userEnforcedMaxToObjectIds }];
    });
  }

  /** Sets limits; every type that cannot stand between the two object types is a fault. */
  function set(call: ApiCall, okStatus: number): Answer {
    const [from, to] = [fromType(call), toType(call)];
    const known = associations.typesBetween(from.name, to.name);
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const { typeId, maxToObjectIds } of readBody(call, limitsSchema).inputs) {
      const type = known.find((each) => each.typeId === typeId);
      if (!type) {
        errors.push(
          notFound(`${typeId} is not an association type between ${from.typeId} and ${to.typeId}`).asItem({
            typeId: [String(typeId)],
          }),
        );
        continue;
      }
      associations.limit(typeId, maxToObjectIds);
      const { category, label } = type;
      results.push({
        category,
        typeId,
        ...(label !== null && { label }),
        userEnforcedMaxToObjectIds: maxToObjectIds,
      });
    }
    return batchAnswer(portal, okStatus, results, errors);
  }

  function purge(call: ApiCall): Answer {
    for (const { typeId } of readBody(call, purgeSchema).inputs) associations.limit(typeId, undefined);
    return emptyBatchAnswer(portal, call);
  }

  function all(): Answer {
    const results = OBJECT_TYPES.flatMap((from) => OBJECT_TYPES.flatMap((to) => limited(from, to)));
    return { status: 200, body: { results } };
  }

  const root = '/definitions/configurations';
  const pair = `${root}/:fromObjectType/:toObjectType`;
  const post = (verb: string, handle: Route['handle']): Route => ({
    method: 'post',
    paths: associationPaths(`${pair}/batch/${verb}`),
    scopes: associationWriteScopes,
    handle,
  });
  return [
    { method: 'get', paths: associationPaths(`${root}/all`), scopes: () => [], handle: all },
    {
      method: 'get',
      paths: associationPaths(pair),
      scopes: associationReadScopes,
      handle: (call) => ({ status: 200, body: { results: limited(fromType(call), toType(call)) } }),
    },
    post('create', (call) => set(call, createdStatus(call))),
    post('update', (call) => set(call, 200)),
    post('purge', purge),
  ];
}
