import type pg from 'pg';

/** Statements that a connection may keep; each takes some kilobytes of the server's memory. */
const MOST_KEPT = 150;
/** Longer ones are pages with as many variables as they have rows: seldom the same twice. */
const LONGEST = 3_000;
/** Asked so often, a statement will be asked again. */
const OFTEN = 3;

/** PostgreSQL's word for a kept statement whose table has got another column since. */
const RESULT_CHANGED = '0A000';

type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown;

export interface Preparer {
  /** From now on this connection lets the server parse and plan once what is read again and again. */
  attend(client: pg.PoolClient): void;
}

/**
 * Reads that come again and again are named, which spares the server most of their cost
 * (https://node-postgres.com/features/queries#prepared-statements). One for all connections, so that a name means one statement.
 */
export function createPreparer(): Preparer {
  const asked = new Map<string, number>();
  const names = new Map<string, string>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_KEPT) return known;
    if (!text.startsWith('select') || text.length > LONGEST) return undefined;
    if (asked.size > MOST_KEPT * 10) asked.clear();
    const times = (asked.get(text) ?? 0) + 1;
    asked.set(text, times);
    if (times < OFTEN) return undefined;
    const name = `pulso_${names.size}`;
    names.set(text, name);
    asked.delete(text);
    return name;
  }

  return {
    attend(client) {
      const query = client.query.bind(client) as Query;
      const named: Query = (text, values, ...rest) => {
        if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return query(text, values, ...rest);
        const name = nameOf(text);
        if (name === undefined) return query(text, values);
        return (query({ name, text, values }) as Promise<unknown>).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === RESULT_CHANGED)) throw error;
          return query(text, values);
        });
      };
      client.query = named as typeof client.query;
    },
  };
}
