import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cardJsonToHtml } from './cards/html.ts';
import type { Config } from './config.ts';
import { ConfigInvalid } from './errors.ts';
import { hubspotSeed } from './sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from './sandbox/hubspot/start.ts';
import { salesforceSeed } from './sandbox/salesforce/seed.ts';
import { startSalesforceSandbox } from './sandbox/salesforce/start.ts';
import { generateWorld } from './sandbox/world/generate.ts';
import type { World } from './sandbox/world/world.ts';

export type SandboxCrm = Config['sandboxes'][number];

/** How to get into the sandboxes. They hold nobody's secrets: their people do not exist. */
export const SANDBOX_CREDENTIALS = {
  hubspot: {
    accessToken: 'sandbox-hubspot-token',
    /** An app that is connected by consent. */
    clientId: 'sandbox-hubspot-client-id',
    clientSecret: 'sandbox-hubspot-client-secret',
    appId: '1001',
  },
  salesforce: {
    accessToken: 'sandbox-salesforce-token',
    /** An app that is connected by consent or by its own credentials. */
    clientId: 'sandbox-salesforce-consumer-key',
    clientSecret: 'sandbox-salesforce-consumer-secret',
  },
} as const;

/** What people call them. */
export const SANDBOX_TITLES: Readonly<Record<SandboxCrm, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** Who looks at the sandbox's pages, and may change settings there. */
export const SANDBOX_USER = { id: 7, email: 'ana@sandbox.example', firstName: 'Ana', lastName: 'Ruiz' } as const;

const WORLD_SEED = 2026;

/** Shorter than the time between two looks at the CRM, so that sessions end here as they do in an org. */
const SALESFORCE_SESSION_SECONDS = 240;

/** Codes of a port that somebody else has, or that nobody may have. */
const UNUSABLE: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'ERR_SOCKET_BAD_PORT']);

export interface Sandbox {
  readonly crm: SandboxCrm;
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenSandboxOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The key of the setting that asks for this very port; null where any other will do as well. */
  readonly askedBy: string | null;
  /** Where its webhooks go, where it has any; null for nowhere. */
  readonly webhookTarget: string | null;
  /** Where the app's cards find Pulso; null for no cards but the stored ones. */
  readonly pulsoUrl?: string | null;
  /** Where the cards' bundles lie. */
  readonly bundles?: () => string | null;
}

/** The same company in both CRMs, made up only where one of them is still empty. */
function madeUp({ now, sandboxContacts: contacts }: Config): () => World {
  let world: World | null = null;
  return () => {
    world ??= generateWorld({ seed: WORLD_SEED, now: now === undefined ? new Date() : new Date(now), contacts });
    return world;
  };
}

/**
 * Gives the opener of sandboxes on the state kept in the data folder; the first time, their company's two years are made up to end
 * now. It takes any free port where the wanted one is taken and nobody asked for it, and throws ConfigInvalid when the port that
 * was asked for cannot be used.
 */
export function sandboxOpener(config: Config): (crm: SandboxCrm, options: OpenSandboxOptions) => Promise<Sandbox> {
  const folder = join(config.home, 'sandbox');
  const world = madeUp(config);

  const starters = {
    hubspot: (port: number, options: OpenSandboxOptions) => startHubspot(port, folder, world, options),
    salesforce: (port: number, options: OpenSandboxOptions) => startSalesforce(port, folder, world, options),
  };

  return async (crm, options) => {
    mkdirSync(folder, { recursive: true });
    const { port, askedBy } = options;
    try {
      return { crm, ...(await starters[crm](port, options)) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!UNUSABLE.has(code)) throw error;
      if (askedBy === null) return { crm, ...(await starters[crm](0, options)) };
      const message = `127.0.0.1:${port} cannot be used (${code}); free it or choose another`;
      throw new ConfigInvalid([{ key: askedBy, message }]);
    }
  };
}

type Started = Omit<Sandbox, 'crm'>;

async function startHubspot(
  port: number,
  folder: string,
  world: () => World,
  { webhookTarget, pulsoUrl = null, bundles = () => null }: OpenSandboxOptions,
): Promise<Started> {
  const { accessToken, clientId, clientSecret, appId } = SANDBOX_CREDENTIALS.hubspot;
  return await startHubspotSandbox({
    port,
    host: '127.0.0.1',
    file: join(folder, 'hubspot.db'),
    seed: () => hubspotSeed(world()),
    accessTokens: [accessToken],
    oauthApp: { clientId, clientSecret, redirectUris: [], appId: Number(appId) },
    ...(webhookTarget !== null && { webhooks: { targetUrl: webhookTarget, clientSecret, appId } }),
    renderCard: cardJsonToHtml,
    ...(pulsoUrl !== null && {
      extension: { folder: bundles, baseUrl: pulsoUrl, clientSecret, appId, user: SANDBOX_USER },
    }),
  });
}

async function startSalesforce(
  port: number,
  folder: string,
  world: () => World,
  { bundles = () => null }: OpenSandboxOptions,
): Promise<Started> {
  const { accessToken, clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
  return await startSalesforceSandbox({
    port,
    host: '127.0.0.1',
    file: join(folder, 'salesforce.db'),
    seed: () => salesforceSeed(world()),
    accessTokens: [accessToken],
    oauthApp: { clientId, clientSecret, redirectUris: [], isPkceRequired: true },
    sessionSeconds: SALESFORCE_SESSION_SECONDS,
    renderCard: cardJsonToHtml,
    components: { folder: bundles },
  });
}
