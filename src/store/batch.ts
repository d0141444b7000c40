/** SQLite takes 32,766 variables per statement, PostgreSQL 65,535; long statements gain nothing beyond some hundred rows. */
const ROWS_PER_STATEMENT = 250;
const IDS_PER_STATEMENT = 500;

function* slices<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The rows of a page in portions that fit into one INSERT each. */
export function rowBatches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  return slices(rows, ROWS_PER_STATEMENT);
}

/** Distinct ids in portions that fit into one `in (…)` each. */
export function idBatches(ids: Iterable<string>): Generator<readonly string[]> {
  return slices([...new Set(ids)], IDS_PER_STATEMENT);
}

/** The last one of each key, in order: one statement must not touch a row twice. */
export function lastOfEach<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    byKey.delete(key(row));
    byKey.set(key(row), row);
  }
  return [...byKey.values()];
}
