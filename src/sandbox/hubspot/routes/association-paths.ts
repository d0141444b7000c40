import { type ApiCall, param, type Route, versioned } from '../api-call.ts';
import { type Fault, notFound } from '../api-error.ts';
import { inferObjectType, type ObjectType } from '../object-types.ts';

/** v4 speaks of numbers where the dated versions speak of strings. */
export function wireId(call: ApiCall, id: string): string | number {
  return call.path.includes('/v4/') ? Number(id) : id;
}

export function fromType(call: ApiCall): ObjectType {
  return inferObjectType(param(call, 'fromObjectType'));
}

export function toType(call: ApiCall): ObjectType {
  return inferObjectType(param(call, 'toObjectType'));
}

export const associationReadScopes: Route['scopes'] = (call) => [
  ...fromType(call).readScopes,
  ...toType(call).readScopes,
];
export const associationWriteScopes: Route['scopes'] = (call) => [
  ...fromType(call).writeScopes,
  ...toType(call).readScopes,
];

export function associationPaths(rest: string): string[] {
  return versioned('/crm/associations', ['/crm/v4/associations', '/crm/associations/v4'], rest);
}

export function recordPaths(rest: string): string[] {
  return versioned('/crm/objects', ['/crm/v4/objects'], rest);
}

/** The entry of an input without associations. */
export function noneFound(from: ObjectType, to: ObjectType, id: string): Fault {
  return notFound(`No ${to.singular} is associated with ${from.singular} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
  }).asItem();
}
