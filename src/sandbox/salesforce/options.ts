import type { SeedOrg } from './seed-format.ts';

/** A session that is there from the start. Without `username` it belongs to the seed's first user. */
export interface GivenToken {
  readonly token: string;
  readonly username?: string;
}

/** A connected app or external client app. */
export interface OauthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Exact addresses; `http://localhost` and `http://127.0.0.1` are allowed besides. */
  readonly redirectUris: readonly string[];
  /** Refuses authorizations without a code challenge. */
  readonly isPkceRequired?: boolean;
  /** Every refresh gives a new refresh token, the old one dies; using it again revokes the whole family. On unless false. */
  readonly rotatesRefreshTokens?: boolean;
  /** Days without use after which a refresh token dies. */
  readonly refreshTokenIdleDays?: number;
  /** PEM of the certificate or public key for the JWT bearer flow. */
  readonly jwtKey?: string;
  /** User name whom the client credentials flow runs as. */
  readonly clientCredentialsUser?: string;
}

export interface ComponentSettings {
  /** Where the compiled components lie; null while there are none, and the pages show the stored card. */
  readonly folder: () => string | null;
}

export interface SalesforceSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Used only if the state is empty. */
  readonly seed: SeedOrg | (() => SeedOrg);
  /** SQLite file; without it the state lives in memory. */
  readonly file?: string;
  /** The sandbox's idea of now. */
  readonly clock?: () => Date;
  readonly accessTokens?: readonly (string | GivenToken)[];
  readonly oauthApp?: OauthApp;
  /** Seconds that an OAuth session lives without being used. */
  readonly sessionSeconds?: number;
  /** API requests per 24 hours. */
  readonly dailyApiRequests?: number;
  /** Whether Salesforce Surveys (Feedback Management) is on. */
  readonly surveys?: boolean;
  readonly personAccounts?: boolean;
  readonly multiCurrency?: boolean;
  /** Languages that are on in Translation Language Settings. */
  readonly languages?: readonly string[];
  /** Custom fields that one object may have. */
  readonly customFieldLimit?: number;
  /** Whether deployed fields are visible to everyone; Salesforce shows them only through permission sets. */
  readonly openFields?: boolean;
  /** Draws a card document (the JSON in a record's card field) as HTML. */
  readonly renderCard?: (cardJson: string, language: 'en' | 'es') => string;
  /** Where the org's Lightning components come from; the pages show the stored card without. */
  readonly components?: ComponentSettings;
}

export const DEFAULT_TOKEN = 'sandbox-salesforce-token';
export const DEFAULT_API_REQUESTS = 100_000;
export const DEFAULT_SESSION_SECONDS = 7_200;
export const DEFAULT_FIELD_LIMIT = 500;

export const DEFAULT_OAUTH_APP: OauthApp = {
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
  redirectUris: [],
};

/** Versions that are served (developer.salesforce.com, API end of life). */
export const FIRST_VERSION = 31;
export const LAST_VERSION = 68;
