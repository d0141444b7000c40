import { z } from 'zod';
import { type Answer, type ApiCall, objectBody, param, type Route } from '../api-call.ts';
import { ApiError, notFound } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import { limitFault } from '../metadata/crud.ts';
import { assertMayDeploy } from '../metadata/deployments.ts';
import { fieldSource } from '../metadata/field-source.ts';
import { activate } from '../metadata/flow-versions.ts';
import type { KeptComponents } from '../metadata/kept-components.ts';
import { removalFault, removeComponent } from '../metadata/remove-component.ts';
import { saveField } from '../metadata/save-schema.ts';
import type { Element, Node } from '../metadata/xml.ts';
import { faultOf } from '../schema/custom-field.ts';
import type { Org } from '../state/org.ts';

/** Basics of the Tooling API: custom fields may be made and removed one by one, flows activated and their versions deleted. */
export function toolingRoutes(org: Org, kept: KeptComponents): Route[] {
  /** JSON as the elements that metadata is read from. */
  function elementOf(value: unknown): Node {
    if (Array.isArray(value)) return value.map((each) => elementOf(each) as string | Element);
    if (value === null || typeof value !== 'object') return String(value);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, elementOf(each)]])),
    );
  }

  function createField(call: ApiCall): Answer {
    assertMayDeploy(org, call.caller.userId);
    const { FullName, Metadata } = objectBody(call);
    const [object = '', name = ''] = String(FullName ?? '').split('.');
    const schema = org.schema.find(object);
    if (!schema)
      throw new ApiError(400, 'INVALID_TYPE', `Entity of type 'CustomObject' named '${object}' cannot be found`, [
        'FullName',
      ]);
    const source = fieldSource(elementOf(Metadata ?? {}) as Element, name);
    const fault = faultOf(source) ?? limitFault(org, object, name);
    if (fault !== undefined) throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', fault, ['FullName']);
    if (schema.fields.has(name.toLowerCase()))
      throw new ApiError(
        400,
        'DUPLICATE_DEVELOPER_NAME',
        `There is already a field named ${name} on ${schema.definition.name}.`,
        ['DeveloperName'],
      );
    saveField(org, object, source);
    return {
      status: 201,
      body: { id: `${schema.definition.name}.${name}`, success: true, errors: [], warnings: [], infos: [] },
    };
  }

  function removeField(call: ApiCall): Answer {
    assertMayDeploy(org, call.caller.userId);
    const fullName = param(call, 'id');
    const fault = removalFault(org, kept, { type: 'CustomField', fullName });
    if (fault?.isWarning) throw notFound();
    if (fault !== undefined) throw new ApiError(400, 'DEPENDENCY_EXISTS', fault.problem);
    removeComponent(org, kept, 'CustomField', fullName);
    return { status: 204 };
  }

  /** `{Metadata: {activeVersionNumber}}`; 0 for none. */
  function activateFlow(call: ApiCall): Answer {
    assertMayDeploy(org, call.caller.userId);
    const definition = org.records.live('FlowDefinition', normalizeId(param(call, 'id')) ?? '');
    if (definition === undefined) throw notFound();
    const { Metadata } = objectBody(call);
    const parsed = z.object({ activeVersionNumber: z.number().int().min(0) }).safeParse(Metadata);
    if (!parsed.success) throw new ApiError(400, 'INVALID_FIELD', 'Metadata needs activeVersionNumber', ['Metadata']);
    const fault = activate(org, definition.id, parsed.data.activeVersionNumber);
    if (fault !== undefined) throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', fault, ['activeVersionNumber']);
    return { status: 204 };
  }

  function removeFlowVersion(call: ApiCall): Answer {
    assertMayDeploy(org, call.caller.userId);
    const version = org.records.live('Flow', normalizeId(param(call, 'id')) ?? '');
    if (version === undefined) throw notFound();
    const definition = org.records.live('FlowDefinition', String(version.fields.DefinitionId));
    const fullName = `${String(definition?.fields.DeveloperName)}-${String(version.fields.VersionNumber)}`;
    const fault = removalFault(org, kept, { type: 'Flow', fullName });
    if (fault !== undefined) throw new ApiError(400, 'DEPENDENCY_EXISTS', fault.problem);
    removeComponent(org, kept, 'Flow', fullName);
    return { status: 204 };
  }

  return [
    { method: 'POST', path: '/tooling/sobjects/CustomField', handle: createField },
    { method: 'DELETE', path: '/tooling/sobjects/CustomField/:id', handle: removeField },
    { method: 'PATCH', path: '/tooling/sobjects/FlowDefinition/:id', handle: activateFlow },
    { method: 'DELETE', path: '/tooling/sobjects/Flow/:id', handle: removeFlowVersion },
  ];
}
