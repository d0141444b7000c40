import { ApiError } from '../api-error.ts';
import type { FieldDefinition } from '../schema/field.ts';
import { Binder } from '../soql/bind.ts';
import { parseCriteria } from '../soql/parser.ts';
import { testOf } from '../soql/rows.ts';
import type { AutomationRule } from '../state/automation.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';

/** Throws REQUIRED_FIELD_MISSING for required fields without a value. */
export function checkRequired(schema: ObjectSchema, draft: Readonly<Record<string, Value>>): void {
  const missing = schema.definition.fields
    .filter((field) => !field.nillable && field.createable && field.type !== 'boolean' && field.name !== 'OwnerId')
    .filter((field) => draft[field.name] === undefined || draft[field.name] === null)
    .map((field) => field.name);
  if (missing.length === 0) return;
  throw new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

/** Throws unless the record that a lookup is set to exists and is of the right object. */
export function checkReference(org: Org, field: FieldDefinition, value: Value): void {
  if (field.type !== 'reference' || typeof value !== 'string') return;
  const type = org.schema.ofId(value)?.definition.name;
  if (type === undefined || !field.referenceTo.includes(type))
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [
      field.name,
    ]);
  const record = org.records.find(type, value);
  if (!record) throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
  if (record.fields.IsDeleted === true) throw new ApiError(400, 'ENTITY_IS_DELETED', 'entity is deleted', [field.name]);
}

/** Throws DUPLICATE_VALUE if another record has this value of a unique field. */
export function checkUnique(org: Org, schema: ObjectSchema, field: FieldDefinition, value: Value, id: string): void {
  if (!field.unique || value === null) return;
  const other = org.records
    .byValue(schema.definition.name, field.name, [value])
    .find(
      (record) =>
        record.id !== id &&
        record.fields.IsDeleted !== true &&
        (!field.caseSensitive || record.fields[field.name] === value),
    );
  if (other)
    throw new ApiError(
      400,
      'DUPLICATE_VALUE',
      `duplicate value found: ${field.name} duplicates value on record with id: ${other.id}`,
      [],
    );
}

/** Throws what an admin's validation rules and failing flows say about the record as it would be saved. */
export function checkAutomation(org: Org, userId: string, schema: ObjectSchema, record: StoredRecord): void {
  for (const rule of org.automation.list(schema.definition.name)) {
    if (!applies(org, userId, schema, record, rule)) continue;
    if (rule.kind === 'validation')
      throw new ApiError(
        400,
        'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        rule.message,
        rule.field === undefined ? [] : [rule.field],
      );
    throw new ApiError(
      400,
      'CANNOT_EXECUTE_FLOW_TRIGGER',
      `We can't save this record because the “${rule.message}” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: FIELD_INTEGRITY_EXCEPTION. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1073741824-10001 (-1305011271)`,
      [],
    );
  }
}

function applies(org: Org, userId: string, schema: ObjectSchema, record: StoredRecord, rule: AutomationRule): boolean {
  if (rule.when === undefined) return true;
  const context = { org, userId, includeDeleted: false, now: org.now(), timeZone: org.facts.timeZone };
  const binder = new Binder(context, schema, rule.when, undefined);
  return testOf(context, binder, parseCriteria(rule.when))(record);
}
