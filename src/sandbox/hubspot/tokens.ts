import { randomBytes } from 'node:crypto';
import type { Storage } from '../shared/storage.ts';
import type { Caller } from './api-call.ts';
import { expiredToken, unauthenticated } from './api-error.ts';
import { DEFAULT_TOKEN, type PrivateToken } from './options.ts';

/** Every scope the sandbox knows (developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes). */
export const ALL_SCOPES: readonly string[] = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.feedback_submissions.read',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'tickets',
  'sales-email-read',
  'crm.lists.read',
  'automation',
];

/** An OAuth grant: a refresh token and what it was granted. */
export interface Grant {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly appId: number;
  readonly scopes: readonly string[];
  readonly userId: number;
}

export interface AccessToken {
  readonly token: string;
  readonly clientId: string;
  readonly appId: number;
  readonly scopes: readonly string[];
  readonly userId: number;
  readonly refreshToken?: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly codeChallenge?: string;
  readonly expiresAt: number;
}

export const ACCESS_TOKEN_SECONDS = 1_800;
const CODE_MS = 600_000;
const USER_ID = 1;

/** Tokens of private apps (given) and of OAuth installs (issued, stored). */
export class Tokens {
  private readonly privateTokens = new Map<string, PrivateToken>();
  private readonly appId: () => number;
  private readonly access = new Map<string, AccessToken>();
  private readonly grants = new Map<string, Grant>();
  private readonly codes = new Map<string, AuthorizationCode>();
  private readonly storage: Storage;
  private readonly now: () => number;

  /** `appId` is the app that private tokens without one of their own belong to. */
  constructor(
    storage: Storage,
    now: () => number,
    appId: () => number,
    privateTokens: readonly (string | PrivateToken)[] | undefined,
  ) {
    this.storage = storage;
    this.now = now;
    this.appId = appId;
    for (const entry of privateTokens ?? [DEFAULT_TOKEN]) {
      const held = typeof entry === 'string' ? { token: entry } : entry;
      this.privateTokens.set(held.token, held);
    }
  }

  load(): void {
    for (const [key, body] of this.storage.load('accessToken')) this.access.set(key, body as AccessToken);
    for (const [key, body] of this.storage.load('grant')) this.grants.set(key, body as Grant);
    for (const [key, body] of this.storage.load('code')) this.codes.set(key, body as AuthorizationCode);
  }

  /** Who holds the token of an `Authorization` header. Throws HubSpot's 401. */
  authenticate(header: string | undefined): Caller {
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw unauthenticated();
    const known = this.privateTokens.get(token);
    if (known) {
      const { scopes = ALL_SCOPES, appId = this.appId() } = known;
      return { kind: 'private', token, appId, scopes, userId: USER_ID };
    }
    const issued = this.access.get(token);
    if (!issued) throw unauthenticated();
    if (issued.expiresAt <= this.now()) throw expiredToken(new Date(issued.expiresAt), new Date(this.now()));
    const { appId, scopes, userId } = issued;
    return { kind: 'oauth', token, appId, scopes, userId };
  }

  /** Forgets every code and token that was issued. */
  clear(): void {
    this.access.clear();
    this.grants.clear();
    this.codes.clear();
  }

  issueCode(code: Omit<AuthorizationCode, 'code' | 'expiresAt'>): AuthorizationCode {
    const issued = { ...code, code: randomBytes(18).toString('hex'), expiresAt: this.now() + CODE_MS };
    this.codes.set(issued.code, issued);
    this.storage.put('code', issued.code, issued);
    return issued;
  }

  /** Takes an authorization code, which works once; it may be too old. */
  redeemCode(code: string): AuthorizationCode | undefined {
    const found = this.codes.get(code);
    if (!found) return undefined;
    this.codes.delete(code);
    this.storage.remove('code', code);
    return found;
  }

  grant(clientId: string, appId: number, scopes: readonly string[]): Grant {
    const refreshToken = `na1-${randomBytes(16).toString('hex')}`;
    const grant = { refreshToken, clientId, appId, scopes, userId: USER_ID };
    this.grants.set(refreshToken, grant);
    this.storage.put('grant', refreshToken, grant);
    return grant;
  }

  findGrant(refreshToken: string): Grant | undefined {
    return this.grants.get(refreshToken);
  }

  issueAccess(clientId: string, appId: number, scopes: readonly string[], refreshToken?: string): AccessToken {
    const token: AccessToken = {
      token: randomBytes(60).toString('base64url'),
      clientId,
      appId,
      scopes,
      userId: USER_ID,
      ...(refreshToken !== undefined && { refreshToken }),
      expiresAt: this.now() + ACCESS_TOKEN_SECONDS * 1_000,
    };
    this.access.set(token.token, token);
    this.storage.put('accessToken', token.token, token);
    return token;
  }

  findAccess(token: string): AccessToken | undefined {
    return this.access.get(token);
  }

  /** Ends a refresh token and its access tokens, or one access token. */
  revoke(token: string): void {
    const grant = this.grants.get(token);
    if (grant) {
      this.grants.delete(token);
      this.storage.remove('grant', token);
    }
    for (const held of [...this.access.values()]) {
      if (held.token !== token && held.refreshToken !== token) continue;
      this.access.delete(held.token);
      this.storage.remove('accessToken', held.token);
    }
  }
}
