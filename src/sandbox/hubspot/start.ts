import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CallLog } from '../shared/call-log.ts';
import { memoryStorage, sqliteStorage } from '../shared/storage.ts';
import { buildApp } from './app.ts';
import { Faults } from './faults.ts';
import { RateLimits } from './limits.ts';
import { type HubspotSandboxOptions, planOf } from './options.ts';
import { Portal } from './state/portal.ts';
import { Tokens } from './tokens.ts';
import { Webhooks } from './webhooks.ts';

export interface HubspotSandbox {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly portalId: number;
  close(): Promise<void>;
}

/** Larger than the longest URL that is answered, so that a longer one gets 414 and not a closed connection. */
const MAX_HEADER_BYTES = 65_536;
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
 * Starts a HubSpot portal that answers as HubSpot's API does (docs/sandbox-hubspot.md). The state comes from `file`
 * if that holds one, else from `seed`; every change is stored before its request is answered.
 */
export async function startHubspotSandbox(options: HubspotSandboxOptions): Promise<HubspotSandbox> {
  const clock = options.clock ?? (() => new Date());
  const storage = options.file === undefined ? memoryStorage() : sqliteStorage(options.file);
  const { seed } = options;
  const makeSeed = typeof seed === 'function' ? seed : () => seed;
  const portal = new Portal(storage, { clock, searchIndexLagMs: options.searchIndexLagMs ?? 0 });
  portal.open(makeSeed);
  const faults = new Faults();
  const plan = planOf(options.tier);
  const limits = new RateLimits(plan, options.limitClock ?? Date.now, () => portal.facts.timeZone);
  const webhooks = new Webhooks(storage, () => portal.facts.portalId, clock, faults);
  const tokens = new Tokens(
    storage,
    () => clock().getTime(),
    () => webhooks.appId(),
    options.accessTokens,
  );
  tokens.load();
  portal.onChange = (change) => webhooks.announce(change);
  const machinery = {
    portal,
    tokens,
    limits,
    faults,
    log: new CallLog(),
    appId: () => webhooks.appId(),
    stored: () => webhooks.wake(),
  };

  const app = buildApp({ machinery, plan, options, webhooks, makeSeed });
  const host = options.host ?? '127.0.0.1';
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS }, app);
  await listen(server, options.port, host).catch((fault: unknown) => {
    storage.close();
    throw fault;
  });
  webhooks.load(options.webhooks);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    portalId: portal.facts.portalId,
    async close() {
      await webhooks.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      storage.close();
    },
  };
}
