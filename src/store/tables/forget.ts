import { type Kysely, sql } from 'kysely';
import type { Evidence, Scorecard } from '../../cx/model/scorecard.ts';
import type { Tables } from '../schema.ts';
import { accountsOf, mark } from './dirty.ts';
import { removeLinksOf } from './remove-links.ts';
import { forgetTickets } from './ticket-rows.ts';

const ACCOUNTS_PER_PAGE = 200;

/** Matches a JSON text that holds this id as a string of its own. */
function mentions(column: string, id: string) {
  const pattern = `%${JSON.stringify(id).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
}

function withoutWords(evidence: readonly Evidence[], signals: ReadonlySet<string>): Evidence[] {
  return evidence.map((piece) => {
    if (!signals.has(piece.signal)) return piece;
    const { quote: _quote, href: _href, ...rest } = piece;
    return rest;
  });
}

/** The scorecard without what this customer said: the numbers stay, the quotes and links go. */
function silenced(scorecard: Scorecard, signals: ReadonlySet<string>): Scorecard {
  return {
    ...scorecard,
    components: scorecard.components.map((part) => ({ ...part, evidence: withoutWords(part.evidence, signals) })),
    flags: scorecard.flags.map((flag) => ({ ...flag, evidence: withoutWords(flag.evidence, signals) })),
  };
}

/** The customer's words in the scorecards of accounts, of the present one and of former ones. Returns how many held some. */
async function silenceAccounts(db: Kysely<Tables>, install: string, signals: ReadonlySet<string>): Promise<number> {
  let changed = 0;
  let after = { id: '', at: '' };
  for (;;) {
    const page = await db
      .selectFrom('scorecard_history')
      .select(['id', 'at', 'scorecard'])
      .where('install', '=', install)
      .where('object', '=', 'account')
      .where((eb) => eb.or([eb('id', '>', after.id), eb.and([eb('id', '=', after.id), eb('at', '>', after.at)])]))
      .orderBy('id')
      .orderBy('at')
      .limit(ACCOUNTS_PER_PAGE)
      .execute();
    for (const row of page) {
      const scorecard = JSON.stringify(silenced(JSON.parse(row.scorecard), signals));
      if (scorecard === row.scorecard) continue;
      changed += 1;
      await db
        .updateTable('scorecard_history')
        .set({ scorecard })
        .where('install', '=', install)
        .where('object', '=', 'account')
        .where('id', '=', row.id)
        .where('at', '=', row.at)
        .execute();
      await emptyLog(db, install, row.id);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ACCOUNTS_PER_PAGE) return changed;
    after = last;
  }
}

/** What was written about the account may have quoted the customer; that it was written stays known. */
async function emptyLog(db: Kysely<Tables>, install: string, account: string): Promise<void> {
  await db
    .updateTable('write_log')
    .set({ before: '{}', after: '{}' })
    .where('install', '=', install)
    .where('object', '=', 'account')
    .where('record', '=', account)
    .execute();
}

/**
 * Removes a customer: every row about it, every record that names it (a ticket that others share is read again with its
 * next change) and its words in the scorecards and logs of accounts. Returns the number of rows per table.
 */
export async function forget(
  db: Kysely<Tables>,
  install: string,
  customer: string,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  await removeLinksOf(db, install, [customer]);
  await forgetTickets(db, install, customer);
  const accounts = await accountsOf(db, install, [customer]);
  const signals = await db
    .selectFrom('signals')
    .select('id')
    .where('install', '=', install)
    .where('customer', '=', customer)
    .execute();

  counts.account_scorecards =
    signals.length === 0 ? 0 : await silenceAccounts(db, install, new Set(signals.map((row) => row.id)));
  const records = await db
    .deleteFrom('records')
    .where('install', '=', install)
    .where(mentions('record', customer))
    .executeTakeFirst();
  const own = await db
    .deleteFrom('records')
    .where('install', '=', install)
    .where('object', '=', 'customer')
    .where('id', '=', customer)
    .executeTakeFirst();
  counts.records = Number(records.numDeletedRows + own.numDeletedRows);
  const told = await db
    .deleteFrom('signals')
    .where('install', '=', install)
    .where('customer', '=', customer)
    .executeTakeFirst();
  counts.signals = Number(told.numDeletedRows);
  for (const table of [
    'subjects',
    'scorecards',
    'scorecard_history',
    'writebacks',
    'overrides',
    'waiting_steps',
    'trends',
  ] as const) {
    const result = await db
      .deleteFrom(table)
      .where('install', '=', install)
      .where('object', '=', 'customer')
      .where('id', '=', customer)
      .executeTakeFirst();
    counts[table] = Number(result.numDeletedRows);
  }
  for (const table of ['write_log', 'set_asides', 'override_log', 'alerts'] as const) {
    const result = await db
      .deleteFrom(table)
      .where('install', '=', install)
      .where('object', '=', 'customer')
      .where('record', '=', customer)
      .executeTakeFirst();
    counts[table] = Number(result.numDeletedRows);
  }
  await db
    .deleteFrom('touched')
    .where('install', '=', install)
    .where('object', '=', 'customer')
    .where('id', '=', customer)
    .execute();
  const portfolios = await db
    .deleteFrom('portfolios')
    .where('install', '=', install)
    .where(mentions('content', customer))
    .executeTakeFirst();
  counts.portfolios = Number(portfolios.numDeletedRows);
  await mark(db, install, 'account', accounts);
  return counts;
}
