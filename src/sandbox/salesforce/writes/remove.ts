import { ApiError } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import { nameOf } from '../state/read-value.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Writer } from './prepare.ts';
import { throwRowFault } from './save.ts';

/** Moves a record and what hangs on it to the recycle bin. Throws ENTITY_IS_DELETED, DELETE_FAILED … */
export function deleteRecord(org: Org, writer: Writer, schema: ObjectSchema, id: string): void {
  const { definition } = schema;
  if (!definition.deletable && !writer.isPerson)
    throw new ApiError(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${definition.name} does not support delete`, []);
  if (!writer.isPerson && org.permissions.onObject(writer.userId, definition) !== 'edit')
    throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
  const record = org.records.find(definition.name, id);
  if (!record) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (record.fields.IsDeleted === true) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  throwRowFault(org);
  org.records.atomically(() => bury(org, writer, record, org.stamp()));
}

function bury(org: Org, writer: Writer, record: StoredRecord, stamp: string, masterId?: string): void {
  refuseWithCases(org, record);
  for (const { child, field } of org.schema.childrenOf(record.type)) {
    for (const row of org.records.byValue(child, field.name, [record.id])) {
      if (row.fields.IsDeleted === true) continue;
      if (field.cascadeDelete) bury(org, writer, row, stamp);
      else if (field.custom) detach(org, row, field.name, stamp);
    }
  }
  org.records.save({
    ...record,
    fields: {
      ...record.fields,
      IsDeleted: true,
      ...(masterId !== undefined && { MasterRecordId: masterId }),
      LastModifiedDate: stamp,
      LastModifiedById: writer.userId,
      SystemModstamp: stamp,
    },
  });
}

function refuseWithCases(org: Org, record: StoredRecord): void {
  const key = { Account: 'AccountId', Contact: 'ContactId' }[record.type];
  if (!key) return;
  const cases = org.records.byValue('Case', key, [record.id]).filter((row) => row.fields.IsDeleted !== true);
  if (cases.length === 0) return;
  const numbers = cases.slice(0, 5).map((row) => row.fields.CaseNumber);
  throw new ApiError(
    400,
    'DELETE_FAILED',
    `Your attempt to delete ${nameOf(org, record)} could not be completed because it is associated with the following cases.: ${numbers.join(', ')}\n`,
    [],
  );
}

function detach(org: Org, row: StoredRecord, field: string, stamp: string): void {
  const { [field]: _gone, ...fields } = row.fields;
  org.records.save({ ...row, fields: { ...fields, SystemModstamp: stamp } });
}

/** Takes a record out of the recycle bin, with what was deleted together with it. */
export function undeleteRecord(org: Org, schema: ObjectSchema, id: string): void {
  const record = org.records.find(schema.definition.name, id);
  if (record?.fields.IsDeleted !== true)
    throw new ApiError(400, 'UNDELETE_FAILED', 'Entity is not in the recycle bin', []);
  const stamp = org.stamp();
  const restore = (row: StoredRecord): void => {
    const { MasterRecordId: _master, ...fields } = row.fields;
    org.records.save({ ...row, fields: { ...fields, IsDeleted: false, SystemModstamp: stamp } });
    for (const { child, field } of org.schema.childrenOf(row.type)) {
      if (!field.cascadeDelete) continue;
      for (const each of org.records.byValue(child, field.name, [row.id]))
        if (each.fields.IsDeleted === true && each.fields.LastModifiedDate === row.fields.LastModifiedDate)
          restore(each);
    }
  };
  org.records.atomically(() => restore(record));
}

/** Merges `loserId` into `masterId`: its children change hands, it is deleted with MasterRecordId. */
export function mergeRecords(org: Org, writer: Writer, schema: ObjectSchema, masterId: string, loserId: string): void {
  const { name } = schema.definition;
  if (!['Account', 'Contact', 'Lead', 'Case'].includes(name))
    throw new ApiError(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${name} does not support merge`, []);
  const master = org.records.live(name, masterId);
  const loser = org.records.live(name, loserId);
  if (!master || !loser || masterId === loserId)
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  org.records.atomically(() => {
    const stamp = org.stamp();
    for (const { child, field } of org.schema.childrenOf(name)) {
      if (field.name === 'MasterRecordId') continue;
      for (const row of org.records.byValue(child, field.name, [loserId])) {
        const fields: Record<string, Value> = { ...row.fields, [field.name]: masterId };
        if ('SystemModstamp' in fields) fields.SystemModstamp = stamp;
        org.records.save({ ...row, fields });
      }
    }
    bury(org, writer, loser, stamp, masterId);
    org.records.save({
      ...master,
      fields: { ...master.fields, LastModifiedDate: stamp, LastModifiedById: writer.userId, SystemModstamp: stamp },
    });
  });
}
