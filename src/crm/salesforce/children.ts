/** Records that hang on others: in the pages of a subquery, or asked for by their parents' ids. */
import type { CrmResponse, Transport } from '../port.ts';
import { type Described, get, queryPath } from './account.ts';
import { bodyOf, querySchema, recordSchema, type VendorRecord } from './payload.ts';
import { type ChildQuery, queryOfChildren } from './select.ts';
import { chunks, IDS_PER_QUERY, idList } from './soql.ts';

/** All rows of a query by ids, in as many calls as the addresses and Salesforce's pages need. */
export async function rowsOf(
  transport: Transport,
  ids: readonly string[],
  soql: (list: string) => string,
  what: string,
  signal?: AbortSignal,
): Promise<readonly VendorRecord[]> {
  const rows: VendorRecord[] = [];
  for (const part of chunks(ids, IDS_PER_QUERY)) {
    let next: string | undefined = queryPath(soql(idList(part)));
    while (next !== undefined) {
      const response: CrmResponse = await transport.send(get(next, signal));
      const body = bodyOf(response, querySchema, what);
      for (const row of body.records) rows.push(recordSchema.parse(row));
      next = body.nextRecordsUrl;
    }
  }
  return rows;
}

/** Children come in pages of their own; the rest of them is fetched here. */
export async function withAllChildren(
  transport: Transport,
  sources: readonly VendorRecord[],
  signal?: AbortSignal,
): Promise<void> {
  for (const source of sources) {
    for (const value of Object.values(source)) {
      const children = querySchema.safeParse(value);
      if (!children.success) continue;
      let next = children.data.nextRecordsUrl;
      const rows = [...children.data.records];
      while (next !== undefined) {
        const body = bodyOf(await transport.send(get(next, signal)), querySchema, 'child records');
        rows.push(...body.records);
        next = body.nextRecordsUrl;
      }
      Object.assign(value as object, { records: rows });
    }
  }
}

/** Reads the children of records that came without them, and hangs them on as a subquery would have. */
export async function attachChildren(
  transport: Transport,
  wanted: readonly ChildQuery[],
  described: Described,
  sources: readonly VendorRecord[],
  signal?: AbortSignal,
): Promise<void> {
  const ids = sources.map(({ Id }) => Id);
  for (const child of wanted) {
    const relationship = described.children.get(child.name);
    if (relationship === undefined) continue;
    const { object, field } = relationship;
    const soql = (list: string): string => queryOfChildren(child, object, field, list);
    const rows = await rowsOf(transport, ids, soql, `the ${child.name} of records`, signal);
    const byParent = Map.groupBy(rows, (row) => String(row[field]));
    for (const source of sources) {
      const records = byParent.get(source.Id)?.slice(0, child.limit);
      if (records !== undefined) Object.assign(source, { [child.name]: { records } });
    }
  }
}
