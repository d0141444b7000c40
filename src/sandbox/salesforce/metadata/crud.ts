import { createHash } from 'node:crypto';
import { type CustomFieldSource, faultOf } from '../schema/custom-field.ts';
import type { Org } from '../state/org.ts';
import { contentFault } from './content-faults.ts';
import { fieldSource } from './field-source.ts';
import type { KeptComponents } from './kept-components.ts';
import { applyPermissions, permissionFault, setNamed } from './permission-sets.ts';
import { removalFault, removeComponent } from './remove-component.ts';
import { saveField, saveObject } from './save-schema.ts';
import { TYPES } from './types.ts';
import { all, type Element, text, texts } from './xml.ts';

interface CrudResult {
  readonly fullName: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors?: { readonly message: string; readonly statusCode: string };
}

/** createMetadata, updateMetadata, upsertMetadata and deleteMetadata: one result for each component. */
export function changeMetadata(org: Org, kept: KeptComponents, method: string, call: Element): CrudResult[] {
  if (method === 'deleteMetadata') {
    const type = text(call, 'type') ?? '';
    return texts(call, 'fullNames').map((fullName) => {
      const fault = removalFault(org, kept, { type, fullName });
      if (fault !== undefined) {
        const statusCode = fault.isWarning ? 'INVALID_CROSS_REFERENCE_KEY' : 'DEPENDENCY_EXISTS';
        return refused(fullName, fault.problem, statusCode);
      }
      removeComponent(org, kept, type, fullName);
      return { fullName, success: true };
    });
  }
  return all(call, 'metadata').map((element) => {
    const type = text(element, '@type')?.replace(/^\w+:/, '');
    const fullName = text(element, 'fullName') ?? '';
    if (type === undefined || !isKnown(type))
      return refused(fullName, `Metadata type ${type ?? 'without a name'} is not supported`, 'INVALID_TYPE');
    if (fullName === '') return refused(fullName, 'Required field is missing: fullName', 'REQUIRED_FIELD_MISSING');
    const existed = exists(org, kept, type, fullName);
    if (method === 'createMetadata' && existed)
      return refused(fullName, `There is already a component named ${fullName}`, 'DUPLICATE_DEVELOPER_NAME');
    if (method === 'updateMetadata' && !existed)
      return refused(fullName, `No component named ${fullName} found`, 'INVALID_CROSS_REFERENCE_KEY');
    const fault = save(org, kept, type, fullName, element);
    if (fault !== undefined) return refused(fullName, fault, 'FIELD_INTEGRITY_EXCEPTION');
    return { fullName, success: true, ...(method === 'upsertMetadata' && { created: !existed }) };
  });
}

function refused(fullName: string, message: string, statusCode: string): CrudResult {
  return { errors: { message, statusCode }, fullName, success: false };
}

const isKnown = (type: string): boolean =>
  type === 'CustomField' || type === 'CustomLabel' || Object.values(TYPES).some(([known]) => known === type);

function exists(org: Org, kept: KeptComponents, type: string, fullName: string): boolean {
  const [object = '', name = ''] = fullName.split('.');
  switch (type) {
    case 'CustomField':
      return org.schema.find(object)?.fields.has(name.toLowerCase()) ?? false;
    case 'CustomObject':
      return org.schema.find(fullName) !== undefined;
    case 'PermissionSet':
      return setNamed(org, fullName) !== undefined;
    default:
      return kept.find(type, fullName) !== undefined;
  }
}

/** Saves one component; returns what is wrong with it. */
function save(org: Org, kept: KeptComponents, type: string, fullName: string, element: Element): string | undefined {
  switch (type) {
    case 'CustomField': {
      const [object = '', name = ''] = fullName.split('.');
      return saveFields(org, object, [fieldSource(element, name)]);
    }
    case 'CustomObject':
      return saveWholeObject(org, fullName, element);
    case 'PermissionSet': {
      const fault = permissionFault(org, element, new Set(), new Set(), 'PermissionSet');
      if (fault === undefined) applyPermissions(org, 'PermissionSet', fullName, element);
      return fault;
    }
    default: {
      const { '@type': _type, fullName: _name, ...root } = element;
      const fault = contentFault(type, root);
      const hash = createHash('sha256').update(JSON.stringify(root)).digest('hex');
      if (fault === undefined) kept.keep({ type, fullName, fileName: '', hash, needs: [], root });
      return fault;
    }
  }
}

/** A custom object with the fields that come along; a standard one only gets its fields. */
function saveWholeObject(org: Org, fullName: string, element: Element): string | undefined {
  const isCustom = /__[ce]$/.test(fullName);
  if (!isCustom && !org.schema.find(fullName))
    return `Entity of type 'CustomObject' named '${fullName}' cannot be found`;
  if (isCustom && !text(element, 'label')) return 'Required field is missing: label';
  const sources = all(element, 'fields').map((field) => fieldSource(field));
  const fault = sources.map(faultOf).find((each) => each !== undefined);
  if (fault !== undefined) return fault;
  if (isCustom) saveObject(org, fullName, element);
  return saveFields(org, fullName, sources);
}

function saveFields(org: Org, object: string, sources: readonly CustomFieldSource[]): string | undefined {
  if (!org.schema.find(object)) return `Entity of type 'CustomObject' named '${object}' cannot be found`;
  for (const source of sources) {
    const target = source.referenceTo;
    const fault =
      faultOf(source) ??
      limitFault(org, object, source.fullName) ??
      (target !== undefined && !org.schema.find(target)
        ? `referenceTo value of '${target}' does not resolve to a valid sObject type`
        : undefined);
    if (fault !== undefined) return fault;
    saveField(org, object, source);
  }
  return undefined;
}

/** Returns why there is no room for a field; only one that is new counts against the limit. */
export function limitFault(org: Org, object: string, name: string): string | undefined {
  const { definition, fields } = org.schema.get(object);
  const count = definition.fields.filter((each) => each.custom).length;
  const { customFieldLimit } = org.settings;
  return fields.has(name.toLowerCase()) || count < customFieldLimit
    ? undefined
    : `Maximum number of custom fields (${customFieldLimit}) reached for object ${definition.name}`;
}
