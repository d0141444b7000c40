/**
 * A person account is one person kept as two records: an account, and a contact that Salesforce makes beside it. Custom fields of the
 * contact are fields of the account too, where they end in `__pc`.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_guidelines_personaccounts.htm
 */
import type { Org } from '../state/org.ts';
import type { StoredRecord, Value } from '../state/records.ts';

/** The account's field → the contact's. */
const SHARED: Readonly<Record<string, string>> = {
  FirstName: 'FirstName',
  LastName: 'LastName',
  Name: 'Name',
  PersonEmail: 'Email',
  OwnerId: 'OwnerId',
  IsDeleted: 'IsDeleted',
};
const AUDIT = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** Keeps both records of a person account alike after one of them was saved; makes the contact of a new one. */
export function keepPerson(org: Org, saved: StoredRecord): void {
  if (!org.settings.personAccounts || saved.fields.IsPersonAccount !== true) return;
  if (saved.type === 'Account') keepContact(org, saved);
  if (saved.type === 'Contact') keepAccount(org, saved);
}

function keepContact(org: Org, account: StoredRecord): void {
  const known = account.fields.PersonContactId;
  const before = typeof known === 'string' ? org.records.find('Contact', known) : undefined;
  const id = before?.id ?? org.records.nextId('Contact', org.schema.get('Contact').definition.keyPrefix);
  const { CreatedDate, CreatedById } = account.fields;
  const own = { Id: id, AccountId: account.id, IsPersonAccount: true };
  const fields = { ...before?.fields, ...pick({ CreatedDate, CreatedById }), ...own };
  org.records.save({ type: 'Contact', id, fields: merged(fields, account.fields, pathsOf(org)) });
  if (!before) org.records.save({ ...account, fields: { ...account.fields, PersonContactId: id } });
}

function keepAccount(org: Org, contact: StoredRecord): void {
  const id = contact.fields.AccountId;
  const account = typeof id === 'string' ? org.records.find('Account', id) : undefined;
  if (!account) return;
  const back = pathsOf(org).map(([ofAccount, ofContact]) => [ofContact, ofAccount] as const);
  org.records.save({ ...account, fields: merged(account.fields, contact.fields, back) });
}

/** Fields that both have, as [account's, contact's]. */
function pathsOf(org: Org): (readonly [string, string])[] {
  const custom = org.schema.get('Account').definition.fields.filter(({ name }) => name.endsWith('__pc'));
  const names = custom.map(({ name }) => [name, name.replace(/__pc$/, '__c')] as const);
  return [...Object.entries(SHARED), ...AUDIT.map((name) => [name, name] as const), ...names];
}

function merged(
  into: Readonly<Record<string, Value>>,
  from: Readonly<Record<string, Value>>,
  paths: readonly (readonly [string, string])[],
): Record<string, Value> {
  const fields: Record<string, Value> = { ...into };
  for (const [source, target] of paths) {
    const value = from[source];
    if (value === undefined || value === null) delete fields[target];
    else fields[target] = value;
  }
  return fields;
}

function pick(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
