import { z } from 'zod';
import {
  type Answer,
  type ApiCall,
  flagQuery,
  listQuery,
  param,
  type Route,
  readBody,
  versioned,
} from '../api-call.ts';
import { ApiError, type Fault, notFound } from '../api-error.ts';
import { archiveProperty } from '../archive-property.ts';
import { propertyCreateSchema, propertyUpdateSchema } from '../property-input.ts';
import { readProperty, refuseUnknownGroup } from '../property-rules.ts';
import { type PropertyDefinition, renderProperty } from '../schema/property-definition.ts';
import type { Portal } from '../state/portal.ts';
import { batchAnswer, createdStatus } from './batch-answer.ts';
import { typeOf } from './objects.ts';

const namesSchema = z.object({ inputs: z.array(z.object({ name: z.string() })), archived: z.boolean().nullish() });

export function propertyPaths(rest: string): string[] {
  return versioned('/crm/properties', ['/crm/v3/properties'], rest);
}

export const schemaRead: Route['scopes'] = (call) => [typeOf(call).schemaReadScopes];
export const schemaWrite: Route['scopes'] = (call) => typeOf(call).schemaWriteScopes;

function unknownProperty(type: string, name: string): ApiError {
  return notFound(`No property named '${name}' exists for ${type}.`, {
    subCategory: 'PropertiesError.PROPERTY_NOT_FOUND',
    context: { propertyName: [name] },
  });
}

/** The properties API of an object type. `customLimit` is how many own properties the portal's plan allows per type. */
export function propertyRoutes(portal: Portal, customLimit: number): Route[] {
  const now = () => portal.clock().toISOString();

  function one(call: ApiCall): PropertyDefinition {
    const type = typeOf(call).name;
    const name = param(call, 'propertyName');
    const found = flagQuery(call, 'archived') ? portal.schema.findArchived(type, name) : portal.schema.find(type, name);
    if (!found) throw unknownProperty(typeOf(call).singular, name);
    return found;
  }

  function list(call: ApiCall): Answer {
    const type = typeOf(call).name;
    const wanted = listQuery(call, 'properties');
    const results = portal.schema
      .list(type, flagQuery(call, 'archived'))
      .filter((property) => wanted.length === 0 || wanted.includes(property.name));
    return { status: 200, body: { results: results.map(renderProperty) } };
  }

  function create(call: ApiCall): Answer {
    const property = readProperty(portal, typeOf(call), readBody(call, propertyCreateSchema), customLimit, now());
    portal.schema.save(typeOf(call).name, property);
    return { status: 201, body: renderProperty(property) };
  }

  function batchCreate(call: ApiCall): Answer {
    const { inputs } = readBody(call, z.object({ inputs: z.array(propertyCreateSchema).max(100) }));
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const input of inputs) {
      try {
        const property = readProperty(portal, typeOf(call), input, customLimit, now());
        portal.schema.save(typeOf(call).name, property);
        results.push(renderProperty(property));
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        errors.push(fault.asItem({ name: [input.name] }));
      }
    }
    return batchAnswer(portal, createdStatus(call), results, errors);
  }

  function batchRead(call: ApiCall): Answer {
    const type = typeOf(call);
    const { inputs, archived } = readBody(call, namesSchema);
    const results: unknown[] = [];
    const errors: Fault[] = [];
    for (const { name } of inputs) {
      const found = archived ? portal.schema.findArchived(type.name, name) : portal.schema.find(type.name, name);
      if (found) results.push(renderProperty(found));
      else errors.push(unknownProperty(type.singular, name).asItem({ name: [name] }));
    }
    return batchAnswer(portal, 200, results, errors);
  }

  function update(call: ApiCall): Answer {
    const type = typeOf(call);
    const present = one(call);
    const input = readBody(call, propertyUpdateSchema);
    if (present.hubspotDefined) throw refuseDefinition(present, 'changed');
    const merged = {
      name: present.name,
      label: input.label ?? present.label,
      type: input.type ?? present.type,
      fieldType: input.fieldType ?? present.fieldType,
      groupName: input.groupName ?? present.groupName,
      description: input.description ?? present.description,
      options: input.options ?? [...present.options],
      displayOrder: input.displayOrder ?? present.displayOrder,
      hasUniqueValue: present.hasUniqueValue,
      hidden: input.hidden ?? present.hidden,
      formField: input.formField ?? present.formField,
      externalOptions: present.externalOptions,
      calculationFormula: input.calculationFormula ?? present.calculationFormula,
      dataSensitivity: present.dataSensitivity,
    };
    const property = readProperty(portal, type, merged, customLimit, now(), present);
    portal.schema.save(type.name, property);
    return { status: 200, body: renderProperty(property) };
  }

  function remove(call: ApiCall): Answer {
    const present = one(call);
    if (present.hubspotDefined) throw refuseDefinition(present, 'archived');
    archiveProperty(portal, typeOf(call).name, present);
    return { status: 204 };
  }

  function batchArchive(call: ApiCall): Answer {
    const type = typeOf(call);
    for (const { name } of readBody(call, namesSchema).inputs) {
      const present = portal.schema.find(type.name, name);
      if (present?.hubspotDefined) throw refuseDefinition(present, 'archived');
      if (present) archiveProperty(portal, type.name, present);
    }
    return { status: 204 };
  }

  const named = '/:objectType/:propertyName';
  return [
    { method: 'get', paths: propertyPaths('/:objectType'), scopes: schemaRead, handle: list },
    { method: 'post', paths: propertyPaths('/:objectType'), scopes: schemaWrite, handle: create },
    { method: 'post', paths: propertyPaths('/:objectType/batch/create'), scopes: schemaWrite, handle: batchCreate },
    { method: 'post', paths: propertyPaths('/:objectType/batch/read'), scopes: schemaRead, handle: batchRead },
    { method: 'post', paths: propertyPaths('/:objectType/batch/archive'), scopes: schemaWrite, handle: batchArchive },
    ...groupRoutes(portal),
    {
      method: 'get',
      paths: propertyPaths(named),
      scopes: schemaRead,
      handle: (call) => ({ status: 200, body: renderProperty(one(call)) }),
    },
    { method: 'patch', paths: propertyPaths(named), scopes: schemaWrite, handle: update },
    { method: 'delete', paths: propertyPaths(named), scopes: schemaWrite, handle: remove },
  ];
}

function refuseDefinition(property: PropertyDefinition, verb: string): ApiError {
  return new ApiError(400, `The HubSpot-defined property ${property.name} cannot be ${verb}.`, {
    category: 'VALIDATION_ERROR',
    subCategory: 'PropertiesError.READ_ONLY_DEFINITION',
    context: { propertyName: [property.name] },
  });
}

const groupCreateSchema = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  displayOrder: z.number().int().nullish(),
});
const groupUpdateSchema = z.object({ label: z.string().min(1).nullish(), displayOrder: z.number().int().nullish() });

function groupRoutes(portal: Portal): Route[] {
  function one(call: ApiCall) {
    const type = typeOf(call).name;
    const name = param(call, 'groupName');
    return portal.schema.findGroup(type, name) ?? refuseUnknownGroup(name, 404);
  }

  function create(call: ApiCall): Answer {
    const type = typeOf(call).name;
    const input = readBody(call, groupCreateSchema);
    const name = input.name.toLowerCase();
    if (portal.schema.findGroup(type, name)) {
      throw new ApiError(409, `A property group named '${name}' already exists.`, {
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'PropertyGroupError.GROUP_EXISTS',
        context: { groupName: [name] },
      });
    }
    const group = { name, label: input.label, displayOrder: input.displayOrder ?? -1, archived: false };
    portal.schema.saveGroup(type, group);
    return { status: 201, body: group };
  }

  function update(call: ApiCall): Answer {
    const present = one(call);
    const input = readBody(call, groupUpdateSchema);
    const group = {
      ...present,
      label: input.label ?? present.label,
      displayOrder: input.displayOrder ?? present.displayOrder,
    };
    portal.schema.saveGroup(typeOf(call).name, group);
    return { status: 200, body: group };
  }

  function remove(call: ApiCall): Answer {
    const type = typeOf(call).name;
    const present = one(call);
    if (portal.schema.list(type).some((property) => property.groupName === present.name)) {
      throw new ApiError(400, "Can't delete or purge a group with active properties", {
        category: 'VALIDATION_ERROR',
        subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
        context: { groupName: [present.name] },
      });
    }
    portal.schema.saveGroup(type, { ...present, archived: true });
    return { status: 204 };
  }

  const groups = '/:objectType/groups';
  return [
    {
      method: 'get',
      paths: propertyPaths(groups),
      scopes: schemaRead,
      handle: (call) => ({ status: 200, body: { results: portal.schema.listGroups(typeOf(call).name) } }),
    },
    { method: 'post', paths: propertyPaths(groups), scopes: schemaWrite, handle: create },
    {
      method: 'get',
      paths: propertyPaths(`${groups}/:groupName`),
      scopes: schemaRead,
      handle: (call) => ({ status: 200, body: one(call) }),
    },
    { method: 'patch', paths: propertyPaths(`${groups}/:groupName`), scopes: schemaWrite, handle: update },
    { method: 'delete', paths: propertyPaths(`${groups}/:groupName`), scopes: schemaWrite, handle: remove },
  ];
}
