/** Where the values of an update go in Salesforce: which object, which id, and beside which other records. */
import type { FieldObject, Transport } from '../port.ts';
import { type Account, get, queryPath } from './account.ts';
import { FIELD_VENDORS } from './manifest.ts';
import { bodyOf, querySchema, recordSchema } from './payload.ts';
import { chunks, IDS_PER_QUERY, idList } from './soql.ts';

export interface Input {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | number | null>>;
}

/** A record to be written, under the object and the id that Salesforce wants it under. */
export interface Addressed {
  /** As our update names it. */
  readonly id: string;
  /** The object and the id under which it is sent. */
  readonly type: string;
  readonly sentAs: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly accountId: string;
}

/** A field of a contact as it is called on the account of a person. */
export const onPerson = (field: string): string => field.replace(/__c$/, '__pc');

/**
 * Sorted by account where there is more than one batch. Fields of a person account's contact are written through the account,
 * where they end in `__pc`.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_guidelines_personaccounts.htm
 */
export async function addressed(
  transport: Transport,
  account: Account,
  object: FieldObject,
  inputs: readonly Input[],
  isOneBatch: boolean,
): Promise<readonly Addressed[]> {
  const type = FIELD_VENDORS[object];
  const fields = (await account.describe(type))?.fields;
  const persons = object === 'customer' && fields?.has('IsPersonAccount') === true;
  const parents = new Map<string, { accountId: string; isPerson: boolean }>();
  if (object !== 'account' && (persons || !isOneBatch)) {
    for (const part of chunks(inputs, IDS_PER_QUERY)) {
      const list = idList(part.map(({ id }) => id));
      const soql = `SELECT Id, AccountId${persons ? ', IsPersonAccount' : ''} FROM ${type} WHERE Id IN ${list}`;
      const body = bodyOf(await transport.send(get(queryPath(soql))), querySchema, `the accounts of ${type}`);
      for (const row of body.records) {
        const record = recordSchema.parse(row);
        const accountId = typeof record.AccountId === 'string' ? record.AccountId : '';
        parents.set(record.Id, { accountId, isPerson: record.IsPersonAccount === true });
      }
    }
  }
  return inputs
    .map(({ id, fields: values }) => {
      const { accountId = '', isPerson = false } = parents.get(id) ?? {};
      if (!isPerson) return { id, type, sentAs: id, accountId, record: { attributes: { type }, id, ...values } };
      const renamed = Object.entries(values).map(([name, value]) => [onPerson(name), value]);
      return {
        id,
        type: 'Account',
        sentAs: accountId,
        accountId,
        record: { attributes: { type: 'Account' }, id: accountId, ...Object.fromEntries(renamed) },
      };
    })
    .sort((a, b) => (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0));
}
