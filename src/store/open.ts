import { ConfigInvalid } from '../errors.ts';
import type { Queue } from '../jobs/queue.ts';
import { sqliteQueue } from '../jobs/sqlite.ts';
import { openCipher } from './cipher.ts';
import { Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { jobClaims } from './migrations/0002-job-claims.ts';
import { jobsTable } from './migrations/0002-jobs.ts';
import { sharing } from './migrations/0003-sharing.ts';
import { overrides } from './migrations/0004-overrides.ts';
import { models } from './migrations/0005-models.ts';
import { readings } from './migrations/0006-readings.ts';
import { insights } from './migrations/0007-insights.ts';
import { templates } from './migrations/0008-templates.ts';
import { settingsAndSteps } from './migrations/0009-settings-and-steps.ts';
import { links } from './migrations/0011-links.ts';
import { alerts } from './migrations/0012-alerts.ts';
import { tickets } from './migrations/0013-tickets.ts';
import { scorecardsOnce } from './migrations/0014-scorecards-once.ts';
import type { Migration } from './migrations/migration.ts';
import type { Store } from './port.ts';
import { openSqlite } from './sqlite.ts';
import { alertsTable } from './tables/alerts.ts';
import { cardsTable } from './tables/cards.ts';
import { eventsTable } from './tables/events.ts';
import { insightsTable } from './tables/insights.ts';
import { installsTable } from './tables/installs.ts';
import { linksTable } from './tables/links.ts';
import { modelsTable } from './tables/models.ts';
import { overridesTable } from './tables/overrides.ts';
import { permitsTable } from './tables/permits.ts';
import { recordsTable } from './tables/records.ts';
import { scorecardsTable } from './tables/scorecards.ts';
import { secretsTable } from './tables/secrets.ts';
import { setAsidesTable } from './tables/set-asides.ts';
import { settingsLogTable } from './tables/settings-log.ts';
import { signalsTable } from './tables/signals.ts';
import { streamsTable } from './tables/streams.ts';
import { subjectsTable } from './tables/subjects.ts';
import { templatesTable } from './tables/templates.ts';
import { ticketsTable } from './tables/tickets.ts';
import { touchedTable } from './tables/touched.ts';
import { turnsTable } from './tables/turns.ts';
import { waitingStepsTable } from './tables/waiting-steps.ts';
import { writebacksTable } from './tables/writebacks.ts';

export interface OpenStoreOptions {
  /** `postgres://…`, or the path of the SQLite file, or `:memory:`; these two may begin with `sqlite:`. */
  readonly url: string;
  /** 32 random bytes that secrets are sealed with. */
  readonly secretKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

interface OpenedEngine {
  readonly engine: Engine;
  readonly migrations: readonly Migration[];
  openQueue(options: Parameters<typeof sqliteQueue>[0]): { readonly queue: Queue; close(): Promise<void> };
}

/** The one place that knows which database engine there is. */
async function openEngine(url: string): Promise<OpenedEngine> {
  if (/^postgres(ql)?:/i.test(url)) {
    // Loaded where it is needed only: an embedded store starts without PostgreSQL's clients.
    const { migrateGraphile, postgresQueue } = await import('../jobs/postgres.ts');
    const { openPostgres } = await import('./postgres.ts');
    const engine = await openPostgres(url, migrateGraphile);
    return {
      engine,
      migrations: [
        firstTables,
        jobClaims,
        sharing,
        overrides,
        models,
        readings,
        settingsAndSteps,
        insights,
        templates,
        links,
        alerts,
        tickets,
        scorecardsOnce,
      ],
      openQueue(options) {
        const queue = postgresQueue({ ...options, pool: engine.pool });
        return { queue, close: queue.close };
      },
    };
  }
  const path = url.replace(/^sqlite:/, '');
  if (path === '' || /^[a-z]+:\/\//i.test(path)) {
    throw new ConfigInvalid([
      {
        key: 'DATABASE_URL',
        message:
          'names a database that Pulso does not know; give postgres://user:password@host:5432/database, or sqlite: and the path of a file (sqlite:/var/lib/pulso/pulso.db), or leave it empty for the SQLite file in the data folder',
      },
    ]);
  }
  return {
    engine: openSqlite(path),
    migrations: [
      firstTables,
      jobsTable,
      sharing,
      overrides,
      models,
      readings,
      settingsAndSteps,
      insights,
      templates,
      links,
      alerts,
      tickets,
      scorecardsOnce,
    ],
    openQueue: (options) => ({ queue: sqliteQueue(options), close: async () => {} }),
  };
}

/**
 * Opens the store and its queue, and brings the database to this version's form. Several threads and programs may each open
 * the same one. Throws ConfigInvalid for an address that is not supported, a server that cannot be used, or a database that a
 * newer Pulso migrated.
 */
export async function openStore({
  url,
  secretKey,
  clock: ownClock,
}: OpenStoreOptions): Promise<{ readonly store: Store; readonly queue: Queue }> {
  const cipher = openCipher(secretKey);
  const { engine, migrations, openQueue } = await openEngine(url);
  const connection = new Connection(engine);
  const clock = (): number => ownClock() + engine.clockAheadMs();
  try {
    await migrate(connection, engine, migrations, clock);
  } catch (error) {
    await connection.close();
    throw engine.refusal(error);
  }
  const { queue, close: closeQueue } = openQueue({ connection, clock, random: Math.random });
  const store: Store = {
    transaction: (work, install) => connection.transaction(work, install),
    ...eventsTable(connection, clock),
    ...turnsTable(connection, clock),
    permits: permitsTable(connection, clock),
    installs: installsTable(connection),
    secrets: secretsTable(connection, cipher),
    streams: streamsTable(connection),
    records: recordsTable(connection),
    subjects: subjectsTable(connection),
    signals: signalsTable(connection),
    scorecards: scorecardsTable(connection),
    writebacks: writebacksTable(connection, clock),
    setAsides: setAsidesTable(connection),
    touched: touchedTable(connection, clock),
    overrides: overridesTable(connection, clock),
    models: modelsTable(connection),
    insights: insightsTable(connection),
    settingsLog: settingsLogTable(connection, clock),
    waitingSteps: waitingStepsTable(connection),
    cards: cardsTable(connection),
    templates: templatesTable(connection),
    links: linksTable(connection),
    tickets: ticketsTable(connection),
    alerts: alertsTable(connection),
    async close() {
      await closeQueue();
      await connection.close();
    },
  };
  return { store, queue };
}
