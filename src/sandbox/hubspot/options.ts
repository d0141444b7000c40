import type { ExtensionSettings } from './extension.ts';
import type { SeedPortal } from './seed-format.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** What a subscription tier allows. */
export interface PlanLimits {
  /** Requests per ten seconds of a private app. */
  readonly burst: number;
  /** Requests per day of a private app. */
  readonly daily: number;
  /** Requests per ten seconds of an OAuth app, search not counted. */
  readonly oauthBurst: number;
  /** Search requests per second of the whole account. */
  readonly searchPerSecond: number;
  /** Association requests per ten seconds. */
  readonly associationBurst: number;
  /** Own properties per object type. */
  readonly customProperties: number;
}

/** developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export const PLANS: Readonly<Record<'free' | 'pro' | 'enterprise', PlanLimits>> = {
  free: {
    burst: 100,
    daily: 250_000,
    oauthBurst: 110,
    searchPerSecond: 5,
    associationBurst: 100,
    customProperties: 10,
  },
  pro: {
    burst: 190,
    daily: 625_000,
    oauthBurst: 110,
    searchPerSecond: 5,
    associationBurst: 150,
    customProperties: 1_000,
  },
  enterprise: {
    burst: 190,
    daily: 1_000_000,
    oauthBurst: 110,
    searchPerSecond: 5,
    associationBurst: 150,
    customProperties: 1_000,
  },
};

/** A private app's token. Without `scopes` it may do everything. */
export interface PrivateToken {
  readonly token: string;
  readonly scopes?: readonly string[];
  readonly appId?: number;
}

export interface OauthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Exact addresses; `http://localhost` and `http://127.0.0.1` are allowed besides. */
  readonly redirectUris: readonly string[];
  readonly appId?: number;
}

export interface HubspotSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Used only if the state is empty. */
  readonly seed: SeedPortal | (() => SeedPortal);
  /** SQLite file; without it the state lives in memory. */
  readonly file?: string;
  /** The sandbox's idea of now. */
  readonly clock?: () => Date;
  /** Milliseconds that rate limits run on; real time unless given. */
  readonly limitClock?: () => number;
  readonly accessTokens?: readonly (string | PrivateToken)[];
  readonly oauthApp?: OauthApp;
  readonly webhooks?: WebhookSettings;
  readonly tier?: keyof typeof PLANS | Partial<PlanLimits>;
  readonly searchIndexLagMs?: number;
  /** Most records a read with `propertiesWithHistory` returns. */
  readonly maxHistoryPage?: number;
  /** Draws a card document (the JSON in a record's `pulso_card`) as HTML. */
  readonly renderCard?: (cardJson: string, language: 'en' | 'es') => string;
  /** The app's own extension, drawn on the pages in place of that card. */
  readonly extension?: ExtensionSettings;
}

export const DEFAULT_TOKEN = 'sandbox-hubspot-token';
export const DEFAULT_APP_ID = 1_234_567;

export function planOf(tier: HubspotSandboxOptions['tier']): PlanLimits {
  if (tier === undefined) return PLANS.pro;
  return typeof tier === 'string' ? PLANS[tier] : { ...PLANS.pro, ...tier };
}
