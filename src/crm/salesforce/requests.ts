/**
 * What people ask of Pulso on a record: the card and flows make a record of Pulso_Request__c (extensions/salesforce), which is fetched
 * from here. An org calls nobody: no Apex, no callout, and nothing asked is lost while Pulso is down.
 */
import { CrmRejected } from '../../errors.ts';
import type { PersonRequest, SettledRequest, Transport } from '../port.ts';
import { type Account, dataPath, get, queryPath } from './account.ts';
import { rowsOf } from './children.ts';
import { type StandardObject, VENDOR_TYPES } from './manifest.ts';
import { GONE } from './outcome.ts';
import { bodyOf, codeOf, querySchema, recordSchema, saveResultsSchema, type VendorRecord } from './payload.ts';
import { chunks } from './soql.ts';
import { readFieldsOf } from './values.ts';

const REQUEST = 'Pulso_Request__c';
const COLLECTION = 200;
const LONGEST_RESULT = 255;
/** The objects that show a card. */
const CARRIERS = ['Contact', 'Account', 'Case', 'Opportunity'] as const satisfies readonly StandardObject[];
const FIELDS = ['Kind__c', 'Record_Id__c', 'Text__c', 'Mood__c', 'Touchpoint__c', 'Flag__c', 'Flag_Since__c'];

/** Open requests, the oldest first; none where the org does not have the package, or our user may not settle them. */
export async function openRequests(
  transport: Transport,
  account: Account,
  signal: AbortSignal,
): Promise<readonly PersonRequest[]> {
  const described = await account.describe(REQUEST);
  // One that cannot be settled would be done again and again.
  if (described?.fields.get('Status__c')?.updateable !== true) return [];
  const fields = FIELDS.filter((name) => described.fields.has(name));
  const soql = `SELECT ${['Id', ...fields].join(', ')}, CreatedById, CreatedBy.Name, CreatedBy.Email FROM ${REQUEST} WHERE Status__c = 'open' OR Status__c = null ORDER BY CreatedDate, Id LIMIT ${COLLECTION}`;
  const body = bodyOf(await transport.send(get(queryPath(soql), signal)), querySchema, 'the requests of people');
  const sources = body.records.map((row) => recordSchema.parse(row));
  const persons = await personsOf(transport, account, sources, signal);
  return sources.map((source) => requestOf(source, persons));
}

function requestOf(source: VendorRecord, persons: ReadonlyMap<string, string>): PersonRequest {
  const reader = readFieldsOf(source);
  const text = (path: string): string | null => reader.text(path) ?? null;
  return {
    id: source.Id,
    kind: text('Kind__c'),
    record: recordOf(text('Record_Id__c'), persons),
    by: {
      user: text('CreatedById') ?? '',
      name: text('CreatedBy.Email') ?? text('CreatedBy.Name') ?? 'somebody in Salesforce',
    },
    text: text('Text__c'),
    mood: text('Mood__c'),
    touchpoint: text('Touchpoint__c'),
    flag: text('Flag__c'),
    since: text('Flag_Since__c'),
  };
}

function recordOf(id: string | null, persons: ReadonlyMap<string, string>): PersonRequest['record'] {
  if (id === null) return null;
  const person = persons.get(id);
  if (person !== undefined) return { object: 'customer', id: person };
  const carrier = CARRIERS.find((vendor) => id.startsWith(VENDOR_TYPES[vendor].prefix));
  if (carrier === undefined) return null;
  return { object: VENDOR_TYPES[carrier].object, id };
}

/** Person accounts by the id of their account, under which their page stands; to Pulso they are their contact. */
async function personsOf(
  transport: Transport,
  account: Account,
  sources: readonly VendorRecord[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const ids = sources.map((source) => String(source.Record_Id__c)).filter((id) => id.startsWith('001'));
  if (ids.length === 0 || !(await account.describe('Contact'))?.fields.has('IsPersonAccount')) return new Map();
  const soql = (list: string): string =>
    `SELECT Id, AccountId FROM Contact WHERE IsPersonAccount = true AND AccountId IN ${list}`;
  const rows = await rowsOf(transport, [...new Set(ids)], soql, 'the persons behind accounts', signal);
  return new Map(rows.map((row) => [String(row.AccountId), row.Id]));
}

/** @throws CrmRejected when Salesforce does not take it for one that still exists. */
export async function settleRequests(transport: Transport, settled: readonly SettledRequest[]): Promise<void> {
  for (const part of chunks(settled, COLLECTION)) {
    const records = part.map(({ id, outcome, message }) => ({
      attributes: { type: REQUEST },
      id,
      Status__c: outcome,
      Result__c: message?.slice(0, LONGEST_RESULT) ?? null,
    }));
    const response = await transport.send({
      method: 'PATCH',
      path: dataPath('/composite/sobjects'),
      body: { allOrNone: false, records },
      bucket: 'general',
      idempotent: true,
    });
    const faults = bodyOf(response, saveResultsSchema, 'the settling of requests').flatMap(({ errors }) => errors);
    const [fault] = faults.filter((error) => !GONE.has(codeOf(error)));
    if (fault) throw new CrmRejected(`the settling of requests: ${codeOf(fault)}: ${fault.message}`);
  }
}
