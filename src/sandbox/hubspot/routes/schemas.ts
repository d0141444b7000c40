import { z } from 'zod';
import { type ApiCall, param, type Route, readBody, versioned } from '../api-call.ts';
import { ApiError, validationError } from '../api-error.ts';
import { inferObjectType, OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import { renderProperty } from '../schema/property-definition.ts';
import type { Portal } from '../state/portal.ts';

const BORN = '2024-01-01T00:00:00.000Z';

/** The object types of the portal. It has HubSpot's own, and none that somebody defined (those need Enterprise). */
export function schemaRoutes(portal: Portal): Route[] {
  function labelOf(text: string): string {
    const words = text.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  function render(type: ObjectType): Record<string, unknown> {
    const associations = OBJECT_TYPES.flatMap((to) =>
      portal.associations.typesBetween(type.name, to.name).map((each) => ({
        id: String(each.typeId),
        name: each.name,
        fromObjectTypeId: type.typeId,
        toObjectTypeId: to.typeId,
        createdAt: BORN,
        updatedAt: BORN,
      })),
    );
    const [primaryDisplayProperty, ...secondaryDisplayProperties] = type.searchable;
    const name = type.singular.toUpperCase();
    return {
      id: type.typeId,
      objectTypeId: type.typeId,
      name,
      fullyQualifiedName: name,
      labels: { singular: labelOf(type.singular), plural: labelOf(type.name) },
      primaryDisplayProperty,
      secondaryDisplayProperties: secondaryDisplayProperties.slice(0, 2),
      requiredProperties: [...type.required],
      searchableProperties: [...type.searchable],
      properties: portal.schema.list(type.name).map(renderProperty),
      associations,
      allowsSensitiveProperties: false,
      archived: false,
      createdAt: BORN,
      updatedAt: BORN,
    };
  }

  function refuseCustom(): never {
    throw new ApiError(403, 'Custom objects need an Enterprise subscription; this account has none.', {
      category: 'FORBIDDEN',
    });
  }

  function refuseChange(call: ApiCall): never {
    const type = inferObjectType(param(call, 'objectType'));
    throw validationError(`${type.singular.toUpperCase()} is defined by HubSpot; its schema cannot be changed.`);
  }

  /** Whether HubSpot's own object types are switched on: all that the portal has are. */
  function enablement(call: ApiCall): boolean {
    const id = param(call, 'objectTypeId');
    return OBJECT_TYPES.some((type) => type.typeId === id);
  }

  const at = (rest: string) =>
    versioned('/crm-object-schemas', ['/crm-object-schemas/v3', '/crm/v3'], '').map((path) => `${path}/schemas${rest}`);
  const library = (rest: string) => versioned('/crm/object-library', ['/crm/v3/object-library'], `/enablement${rest}`);
  const read: Route['scopes'] = (call) => [inferObjectType(param(call, 'objectType')).schemaReadScopes];
  const anyone: Route['scopes'] = () => [];
  return [
    // What is listed are custom objects.
    { method: 'get', paths: at(''), scopes: anyone, handle: () => ({ status: 200, body: { results: [] } }) },
    { method: 'post', paths: at(''), scopes: anyone, handle: refuseCustom },
    {
      method: 'post',
      paths: at('/batch/read'),
      scopes: anyone,
      handle: (call) => {
        const { inputs } = readBody(call, z.object({ inputs: z.array(z.string()) }));
        return { status: 200, body: { results: inputs.map((name) => render(inferObjectType(name))) } };
      },
    },
    {
      method: 'get',
      paths: at('/:objectType'),
      scopes: read,
      handle: (call) => ({ status: 200, body: render(inferObjectType(param(call, 'objectType'))) }),
    },
    { method: 'patch', paths: at('/:objectType'), scopes: read, handle: refuseChange },
    { method: 'delete', paths: at('/:objectType'), scopes: read, handle: refuseChange },
    {
      method: 'get',
      paths: library(''),
      scopes: anyone,
      handle: () => ({
        status: 200,
        body: { enablementByObjectTypeId: Object.fromEntries(OBJECT_TYPES.map((type) => [type.typeId, true])) },
      }),
    },
    {
      method: 'get',
      paths: library('/:objectTypeId'),
      scopes: anyone,
      handle: (call) => ({ status: 200, body: { enablement: enablement(call) } }),
    },
  ];
}
