/** Starts a sandbox CRM in this program, with the people and stories of the made-up company. */
import { join } from 'node:path';
import { cardJsonToHtml } from './cards/html.ts';
import type { Config } from './config.ts';
import { hubspotSeed } from './sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from './sandbox/hubspot/start.ts';
import { salesforceSeed } from './sandbox/salesforce/seed.ts';
import { startSalesforceSandbox } from './sandbox/salesforce/start.ts';
import { generateWorld } from './sandbox/world/generate.ts';
import type { World } from './sandbox/world/world.ts';
import { SANDBOX_CREDENTIALS, SANDBOX_USER, type SandboxCrm } from './sandbox-access.ts';

const WORLD_SEED = 2026;

/** Shorter than the time between two looks at the CRM, so that sessions end here as they do in an org. */
const SALESFORCE_SESSION_SECONDS = 240;

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

type Started = Omit<Sandbox, 'crm'>;

/** By CRM: starts its sandbox on the port, 0 for any free one. */
export type SandboxStarters = Readonly<
  Record<SandboxCrm, (port: number, options: OpenSandboxOptions) => Promise<Started>>
>;

/** Gives the starters of sandboxes whose state lies in the folder. They reject as `listen` does where the port cannot be used. */
export function sandboxStarters(config: Config, folder: string): SandboxStarters {
  const world = madeUp(config);
  return {
    hubspot: (port, options) => startHubspot(port, folder, world, options),
    salesforce: (port, options) => startSalesforce(port, folder, world, options),
  };
}

/** The same company in both CRMs, made up only where one of them is still empty. */
function madeUp({ now, sandboxContacts: contacts }: Config): () => World {
  let world: World | null = null;
  return () => {
    world ??= generateWorld({ seed: WORLD_SEED, now: now === undefined ? new Date() : new Date(now), contacts });
    return world;
  };
}

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
