import { z } from 'zod';
import { type Answer, type ApiCall, type Route, readBody } from '../api-call.ts';
import { notFound, validationError } from '../api-error.ts';
import { MAX_LABELS } from '../state/association-store.ts';
import type { Portal } from '../state/portal.ts';
import {
  associationPaths,
  associationReadScopes,
  associationWriteScopes,
  fromType,
  toType,
} from './association-paths.ts';

const labelSchema = z.object({
  name: z.string().regex(/^[A-Za-z]\w*$/),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).nullish(),
});
const labelUpdateSchema = z.object({
  associationTypeId: z.number().int(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).nullish(),
});

/** Association types between two object types: HubSpot's own and the portal's labels. */
export function associationLabelRoutes(portal: Portal): Route[] {
  function list(call: ApiCall): Answer {
    const types = portal.associations.typesBetween(fromType(call).name, toType(call).name);
    const results = types.map(({ category, typeId, label }) => ({ category, typeId, label }));
    return { status: 200, body: { results } };
  }

  function create(call: ApiCall): Answer {
    const [from, to] = [fromType(call).name, toType(call).name];
    const input = readBody(call, labelSchema);
    const own = portal.associations.typesBetween(from, to).filter((type) => type.category === 'USER_DEFINED');
    if (own.length >= MAX_LABELS) {
      throw validationError(`There are ${MAX_LABELS} association labels between ${from} and ${to} already.`, {
        subCategory: 'crm.associations.LIMIT_EXCEEDED',
        context: { limit: [String(MAX_LABELS)] },
      });
    }
    if (portal.associations.typesBetween(from, to).some((type) => type.label === input.label)) {
      throw validationError(`An association label "${input.label}" already exists between ${from} and ${to}.`, {
        context: { label: [input.label] },
      });
    }
    const inverseLabel = input.inverseLabel ?? input.label;
    const added = portal.associations.addLabel({ from, to, name: input.name, label: input.label, inverseLabel });
    const results = [
      { category: 'USER_DEFINED', typeId: added.there, label: added.label },
      ...(added.back === added.there ? [] : [{ category: 'USER_DEFINED', typeId: added.back, label: inverseLabel }]),
    ];
    return { status: 200, body: { results } };
  }

  function update(call: ApiCall): Answer {
    const input = readBody(call, labelUpdateSchema);
    const changed = portal.associations.renameLabel(
      input.associationTypeId,
      input.label,
      input.inverseLabel ?? undefined,
    );
    if (!changed) throw notFound(`No association label has the type id ${input.associationTypeId}.`);
    return { status: 204 };
  }

  function remove(call: ApiCall): Answer {
    const typeId = Number(call.params.associationTypeId);
    if (!portal.associations.removeLabel(typeId)) throw notFound(`No association label has the type id ${typeId}.`);
    return { status: 204 };
  }

  const labels = '/:fromObjectType/:toObjectType/labels';
  const paths = associationPaths(labels);
  return [
    { method: 'get', paths, scopes: associationReadScopes, handle: list },
    { method: 'post', paths, scopes: associationWriteScopes, handle: create },
    { method: 'put', paths, scopes: associationWriteScopes, handle: update },
    {
      method: 'delete',
      paths: associationPaths(`${labels}/:associationTypeId`),
      scopes: associationWriteScopes,
      handle: remove,
    },
  ];
}
