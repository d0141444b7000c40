import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CallLog } from '../shared/call-log.ts';
import { memoryStorage, sqliteStorage } from '../shared/storage.ts';
import { buildApp, buildRouter } from './app.ts';
import { ClassicJobs } from './bulk/classic-jobs.ts';
import { IngestJobs } from './bulk/ingest-jobs.ts';
import { QueryJobs } from './bulk/query-jobs.ts';
import { type BulkSettings, DEFAULT_BULK_SETTINGS } from './bulk/settings.ts';
import { Faults } from './faults.ts';
import { Deployments } from './metadata/deployments.ts';
import {
  DEFAULT_API_REQUESTS,
  DEFAULT_FIELD_LIMIT,
  DEFAULT_SESSION_SECONDS,
  DEFAULT_TOKEN,
  type SalesforceSandboxOptions,
} from './options.ts';
import { Org } from './state/org.ts';
import { plantOrg } from './state/plant.ts';
import { Tokens } from './tokens.ts';
import { Usage } from './usage.ts';

export interface SalesforceSandbox {
  /** Where it listens, without a slash at the end: instance URL and login URL. */
  readonly url: string;
  readonly organizationId: string;
  close(): Promise<void>;
}

const MAX_HEADER_BYTES = 262_144;
const KEEP_ALIVE_MS = 65_000;

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Starts a Salesforce org that answers as Salesforce's APIs do (docs/sandbox-salesforce.md). The state comes from `file`
 * if that holds one, else from `seed`; every change is stored before its request is answered.
 */
export async function startSalesforceSandbox(options: SalesforceSandboxOptions): Promise<SalesforceSandbox> {
  const clock = options.clock ?? (() => new Date());
  const storage = options.file === undefined ? memoryStorage() : sqliteStorage(options.file);
  const { seed } = options;
  const makeSeed = typeof seed === 'function' ? seed : () => seed;
  const org = new Org(storage, {
    clock,
    surveys: options.surveys ?? true,
    personAccounts: options.personAccounts ?? false,
    multiCurrency: options.multiCurrency ?? false,
    languages: options.languages ?? ['es'],
    customFieldLimit: options.customFieldLimit ?? DEFAULT_FIELD_LIMIT,
    openFields: options.openFields ?? false,
  });
  const plant = (target: Org) => plantOrg(target, makeSeed());
  org.open(plant);

  const now = () => clock().getTime();
  const tokens = new Tokens(storage, now, options.sessionSeconds ?? DEFAULT_SESSION_SECONDS);
  tokens.load();
  const giveTokens = () => tokens.give(options.accessTokens ?? [DEFAULT_TOKEN], (username) => userNamed(org, username));
  giveTokens();
  let bulkSettings: BulkSettings = DEFAULT_BULK_SETTINGS;
  const bulk = {
    get: () => bulkSettings,
    set: (settings: BulkSettings) => {
      bulkSettings = settings;
    },
  };
  const works = {
    ingest: new IngestJobs(org, bulk.get),
    queries: new QueryJobs(org, bulk.get),
    classic: new ClassicJobs(org),
    deployments: new Deployments(org),
  };
  works.ingest.load();
  works.queries.load();
  works.classic.load();
  works.deployments.load();
  const usage = new Usage(options.dailyApiRequests ?? DEFAULT_API_REQUESTS, now);
  const machinery = {
    org,
    tokens,
    usage,
    faults: new Faults(),
    log: new CallLog(),
    router: buildRouter(org, usage, works),
  };
  const reset = () => {
    tokens.clear();
    works.ingest.clear();
    works.queries.clear();
    works.classic.clear();
    works.deployments.clear();
    bulk.set(DEFAULT_BULK_SETTINGS);
    org.reset(plant);
    giveTokens();
  };

  const app = buildApp(machinery, works, bulk, options, reset);
  const host = options.host ?? '127.0.0.1';
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS }, app);
  await listen(server, options.port, host).catch((fault: unknown) => {
    storage.close();
    throw fault;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    organizationId: org.facts.organizationId,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      storage.close();
    },
  };
}

function userNamed(org: Org, username: string | undefined): string {
  if (username === undefined) return org.facts.adminId;
  const [user] = org.records.byValue('User', 'Username', [username]);
  if (!user) throw new Error(`no user is called ${username}`);
  return user.id;
}
