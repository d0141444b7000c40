import { faultOf } from '../schema/custom-field.ts';
import type { Org } from '../state/org.ts';
import { fieldSource } from './field-source.ts';
import type { KeptComponents } from './kept-components.ts';
import { applyPermissions, permissionFault } from './permission-sets.ts';
import { removalFault, removeComponent } from './remove-component.ts';
import { saveField, saveObject } from './save-schema.ts';
import { all, type Element, text, texts } from './xml.ts';

interface CrudResult {
  readonly fullName: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors?: { readonly message: string; readonly statusCode: string };
}

/** createMetadata, updateMetadata, upsertMetadata and deleteMetadata of objects, fields and permission sets. */
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
    const fullName = text(element, 'fullName') ?? '';
    const existed = exists(org, fullName);
    if (method === 'createMetadata' && existed)
      return refused(fullName, `There is already a component named ${fullName}`, 'DUPLICATE_DEVELOPER_NAME');
    if (method === 'updateMetadata' && !existed)
      return refused(fullName, `No component named ${fullName} found`, 'INVALID_CROSS_REFERENCE_KEY');
    const fault = save(org, fullName, element);
    if (fault !== undefined) return refused(fullName, fault, 'FIELD_INTEGRITY_EXCEPTION');
    return { fullName, success: true, ...(method === 'upsertMetadata' && { created: !existed }) };
  });
}

function refused(fullName: string, message: string, statusCode: string): CrudResult {
  return { errors: { message, statusCode }, fullName, success: false };
}

function exists(org: Org, fullName: string): boolean {
  const [object = '', name] = fullName.split('.');
  const schema = org.schema.find(object);
  if (name !== undefined) return schema?.fields.has(name.toLowerCase()) ?? false;
  return (
    schema !== undefined ||
    org.records.byValue('PermissionSet', 'Name', [fullName]).some((each) => each.fields.IsDeleted !== true)
  );
}

/** Saves one component; returns what is wrong with it. */
function save(org: Org, fullName: string, element: Element): string | undefined {
  const [object = '', name] = fullName.split('.');
  if (name !== undefined) {
    const source = fieldSource(element, name);
    if (!org.schema.find(object)) return `Entity of type 'CustomObject' named '${object}' cannot be found`;
    const fault = faultOf(source) ?? limitFault(org, object, name);
    if (fault === undefined) saveField(org, object, source);
    return fault;
  }
  if (/__[ce]$/.test(fullName)) {
    if (!text(element, 'label')) return 'Required field is missing: label';
    saveObject(org, fullName, element);
    return undefined;
  }
  const fault = permissionFault(org, element, new Set(), new Set(), 'PermissionSet');
  if (fault === undefined) applyPermissions(org, 'PermissionSet', fullName, element);
  return fault;
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
