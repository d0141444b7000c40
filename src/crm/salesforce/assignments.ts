/** Who has which permission set. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm */
import { z } from 'zod';
import type { CrmRequest, Transport } from '../port.ts';
import { dataPath, get, queryPath } from './account.ts';
import { bodyOf, codeOf, type ErrorItem, querySchema, saveResultsSchema } from './payload.ts';
import { chunks, quote } from './soql.ts';

const COLLECTION = 200;

export interface OrgUser {
  readonly id: string;
  readonly username: string;
}

export interface AssignResult {
  readonly username: string;
  readonly outcome: 'assigned' | 'same' | 'refused';
  readonly message?: string;
}

/** All rows of a query, page after page. */
export async function rows<Row>(transport: Transport, soql: string, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let path: string | undefined = queryPath(soql); path !== undefined; ) {
    const page: z.infer<typeof querySchema> = bodyOf(await transport.send(get(path)), querySchema, 'the users');
    found.push(...page.records.map((record) => row.parse(record)));
    path = page.done ? undefined : page.nextRecordsUrl;
  }
  return found;
}

const userSchema = z
  .object({ Id: z.string(), Username: z.string() })
  .transform(({ Id, Username }): OrgUser => ({ id: Id, username: Username }));
const USERS = "SELECT Id, Username FROM User WHERE IsActive = true AND UserType = 'Standard'";

/** Every active person of the org. */
export const standardUsers = (transport: Transport): Promise<readonly OrgUser[]> => rows(transport, USERS, userSchema);

/** The active users of these names; who does not exist is missing. */
export async function usersNamed(transport: Transport, names: readonly string[]): Promise<readonly OrgUser[]> {
  const found: OrgUser[] = [];
  for (const part of chunks(names, COLLECTION)) {
    const soql = `SELECT Id, Username FROM User WHERE IsActive = true AND Username IN (${part.map(quote).join(', ')})`;
    found.push(...(await rows(transport, soql, userSchema)));
  }
  return found;
}

const idSchema = z.object({ Id: z.string() });

async function setId(transport: Transport, set: string): Promise<string | null> {
  const [known] = await rows(transport, `SELECT Id FROM PermissionSet WHERE Name = ${quote(set)}`, idSchema);
  return known?.Id ?? null;
}

const assignmentSchema = z.object({ Id: z.string(), AssigneeId: z.string() });
const assignmentsOf = (transport: Transport, id: string) =>
  rows(
    transport,
    `SELECT Id, AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = ${quote(id)}`,
    assignmentSchema,
  );

const request = (method: CrmRequest['method'], path: string, body?: unknown): CrmRequest => ({
  method,
  path: dataPath(path),
  ...(body !== undefined && { body }),
  bucket: 'general',
  idempotent: true,
});

/** Gives users a permission set; one result per user, in the same order. */
export async function assign(
  transport: Transport,
  set: string,
  users: readonly OrgUser[],
): Promise<readonly AssignResult[]> {
  const id = await setId(transport, set);
  if (id === null) {
    return users.map(({ username }) => ({
      username,
      outcome: 'refused',
      message: `there is no permission set ${set}`,
    }));
  }
  const has = new Set((await assignmentsOf(transport, id)).map(({ AssigneeId }) => AssigneeId));
  const results = new Map<string, AssignResult>();
  for (const part of chunks(
    users.filter((user) => !has.has(user.id)),
    COLLECTION,
  )) {
    const records = part.map((user) => ({
      attributes: { type: 'PermissionSetAssignment' },
      PermissionSetId: id,
      AssigneeId: user.id,
    }));
    const response = await transport.send(request('POST', '/composite/sobjects', { allOrNone: false, records }));
    const saved = bodyOf(response, saveResultsSchema, 'the assignments');
    for (const [index, { username }] of part.entries()) {
      const [error] = saved[index]?.errors ?? [];
      if (error === undefined) results.set(username, { username, outcome: 'assigned' });
      else if (codeOf(error).startsWith('DUPLICATE')) results.set(username, { username, outcome: 'same' });
      else
        results.set(username, {
          username,
          outcome: 'refused',
          message: `${said(error)}${licenceHint(error.message)}`,
        });
    }
  }
  return users.map(({ username }) => results.get(username) ?? { username, outcome: 'same' });
}

const said = (error: ErrorItem): string => `${codeOf(error)}: ${error.message}`;
const licenceHint = (message: string): string =>
  /licen[cs]e/i.test(message)
    ? ' Give the user the permission set license "Salesforce API Integration" (or another license with access to these objects) first.'
    : '';

/** Takes a permission set from everybody. Returns how many had it, and what was refused. */
export async function unassign(
  transport: Transport,
  set: string,
): Promise<{ readonly removed: number; readonly refused: readonly string[] }> {
  const id = await setId(transport, set);
  if (id === null) return { removed: 0, refused: [] };
  const assigned = await assignmentsOf(transport, id);
  const refused: string[] = [];
  for (const part of chunks(assigned, COLLECTION)) {
    const ids = part.map(({ Id }) => Id).join(',');
    const response = await transport.send(request('DELETE', `/composite/sobjects?ids=${ids}&allOrNone=false`));
    for (const { errors } of bodyOf(response, saveResultsSchema, 'the assignments')) {
      if (errors[0]) refused.push(said(errors[0]));
    }
  }
  return { removed: assigned.length - refused.length, refused };
}

const permissionSchema = z.object({ Field: z.string(), PermissionsEdit: z.boolean() });

/** The fields that a permission set opens → whether they may be written. */
export async function openedFields(transport: Transport, set: string): Promise<ReadonlyMap<string, boolean>> {
  const id = await setId(transport, set);
  if (id === null) return new Map();
  const soql = `SELECT Field, PermissionsEdit FROM FieldPermissions WHERE ParentId = ${quote(id)}`;
  const found = await rows(transport, soql, permissionSchema);
  return new Map(found.map(({ Field, PermissionsEdit }) => [Field, PermissionsEdit]));
}
