/**
 * Who may see our fields. A field made by the Metadata API is visible to nobody, not even to who made it: a permission set of ours
 * opens them to the integration user. What stands in that set is what Pulso made, and all that it will ever delete.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_fieldpermissions.htm
 */
import { z } from 'zod';
import { CrmChanged, CrmRejected } from '../../errors.ts';
import type { CrmRequest, Transport } from '../port.ts';
import { dataPath, get, queryPath } from './account.ts';
import { bodyOf, codeOf, querySchema, recordSchema, saveResultsSchema, type VendorRecord } from './payload.ts';
import { chunks, isId, quote } from './soql.ts';

export const PERMISSION_SET = 'Pulso_Fields';
const COLLECTION = 200;

export interface FieldAccess {
  /** `Contact.Pulso_Score__c`: the fields that Pulso made. */
  readonly made: ReadonlySet<string>;
  /** Opens fields that were just made. */
  open(fields: readonly string[]): Promise<void>;
}

async function rows(transport: Transport, soql: string): Promise<readonly VendorRecord[]> {
  const response = await transport.send(get(queryPath(soql)));
  return bodyOf(response, querySchema, 'the permissions').records.map((row) => recordSchema.parse(row));
}

const post = (path: string, body: unknown): CrmRequest => ({
  method: 'POST',
  path: dataPath(path),
  body,
  bucket: 'general',
  idempotent: true,
});

/** The id of whom we act as: the root of the API names the address of our identity. */
export async function ownUser(transport: Transport): Promise<string> {
  const { identity } = bodyOf(await transport.send(get(dataPath('/'))), z.object({ identity: z.string() }), 'our user');
  const id = identity.split('/').at(-1) ?? '';
  if (!isId(id)) throw new CrmChanged('the address of our identity');
  return id;
}

const createdSchema = z.object({ id: z.string() });

/** Makes the permission set where it is missing, and assigns it to our user. */
export async function openAccess(transport: Transport): Promise<FieldAccess> {
  const [known] = await rows(transport, `SELECT Id FROM PermissionSet WHERE Name = ${quote(PERMISSION_SET)}`);
  const setId = known?.Id ?? (await createSet(transport));
  const user = await ownUser(transport);
  const where = `PermissionSetId = ${quote(setId)} AND AssigneeId = ${quote(user)}`;
  const [assigned] = await rows(transport, `SELECT Id FROM PermissionSetAssignment WHERE ${where}`);
  if (assigned === undefined) {
    const body = { PermissionSetId: setId, AssigneeId: user };
    bodyOf(await transport.send(post('/sobjects/PermissionSetAssignment', body)), createdSchema, 'our permissions');
  }
  return { made: await madeIn(transport, setId), open: (fields) => open(transport, setId, fields) };
}

/** What Pulso made, without making anything. */
export async function madeFields(transport: Transport): Promise<ReadonlySet<string>> {
  const [known] = await rows(transport, `SELECT Id FROM PermissionSet WHERE Name = ${quote(PERMISSION_SET)}`);
  return known === undefined ? new Set() : await madeIn(transport, known.Id);
}

async function madeIn(transport: Transport, setId: string): Promise<ReadonlySet<string>> {
  const found = await rows(transport, `SELECT Id, Field FROM FieldPermissions WHERE ParentId = ${quote(setId)}`);
  return new Set(found.map(({ Field }) => String(Field)));
}

async function createSet(transport: Transport): Promise<string> {
  const body = {
    Name: PERMISSION_SET,
    Label: 'Pulso: fields',
    Description: 'Made by Pulso: opens the fields that it writes to whom it acts as.',
  };
  return bodyOf(await transport.send(post('/sobjects/PermissionSet', body)), createdSchema, 'the permission set').id;
}

async function open(transport: Transport, setId: string, fields: readonly string[]): Promise<void> {
  for (const part of chunks(fields, COLLECTION)) {
    const records = part.map((field) => ({
      attributes: { type: 'FieldPermissions' },
      ParentId: setId,
      SobjectType: field.split('.')[0],
      Field: field,
      PermissionsRead: true,
      PermissionsEdit: true,
    }));
    const response = await transport.send(post('/composite/sobjects', { allOrNone: false, records }));
    const results = bodyOf(response, saveResultsSchema, 'the permissions of our fields');
    const [fault] = results.flatMap(({ errors }) => errors).filter((error) => !/^DUPLICATE/.test(codeOf(error)));
    if (fault) throw new CrmRejected(`the permissions of our fields: ${codeOf(fault)}: ${fault.message}`);
  }
}
