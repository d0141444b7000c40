import { randomBytes } from 'node:crypto';
import type { Storage } from '../shared/storage.ts';
import type { Caller } from './api-call.ts';
import { invalidSession } from './api-error.ts';
import type { GivenToken } from './options.ts';

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly clientId: string | undefined;
  readonly scopes: readonly string[];
  /** Refresh tokens that descend from one authorization, and their sessions. */
  readonly family: string | undefined;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  expiresAt: number;
}

/** A refresh token. A used one is kept, so that its reuse is noticed. */
export interface Grant {
  readonly refreshToken: string;
  readonly family: string;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  lastUsedAt: number;
  spent: boolean;
}

export interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly expiresAt: number;
}

const CODE_MS = 15 * 60_000;

/** Sessions that were given or issued, refresh tokens and authorization codes. */
export class Tokens {
  private readonly given = new Map<string, string>();
  private readonly sessions = new Map<string, Session>();
  private readonly grants = new Map<string, Grant>();
  private readonly codes = new Map<string, AuthorizationCode>();
  private readonly storage: Storage;
  private readonly now: () => number;
  private readonly sessionMs: number;

  constructor(storage: Storage, now: () => number, sessionSeconds: number) {
    this.storage = storage;
    this.now = now;
    this.sessionMs = sessionSeconds * 1_000;
  }

  /** `userOf` finds the user of a name; without one it is the admin. */
  give(tokens: readonly (string | GivenToken)[], userOf: (username: string | undefined) => string): void {
    this.given.clear();
    for (const entry of tokens) {
      const { token, username } = typeof entry === 'string' ? { token: entry, username: undefined } : entry;
      this.given.set(token, userOf(username));
    }
  }

  load(): void {
    for (const [key, body] of this.storage.load('session')) this.sessions.set(key, body as Session);
    for (const [key, body] of this.storage.load('grant')) this.grants.set(key, body as Grant);
    for (const [key, body] of this.storage.load('code')) this.codes.set(key, body as AuthorizationCode);
  }

  /** Who holds the token of an `Authorization` header (`Bearer` or `OAuth`). Throws INVALID_SESSION_ID. */
  authenticate(header: string | undefined): Caller {
    return this.callerOf(/^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(header ?? '')?.[1]);
  }

  callerOf(token: string | undefined): Caller {
    if (token === undefined) throw invalidSession();
    const given = this.given.get(token);
    if (given !== undefined) return { userId: given, token, clientId: undefined };
    const session = this.findSession(token);
    if (!session) throw invalidSession();
    // A session lives on while it is used; stored only when half its time is gone.
    if (session.expiresAt - this.now() < this.sessionMs / 2) {
      session.expiresAt = this.now() + this.sessionMs;
      this.storage.put('session', token, session);
    }
    return { userId: session.userId, token, clientId: session.clientId };
  }

  findSession(token: string): Session | undefined {
    const session = this.sessions.get(token);
    return session && session.expiresAt > this.now() ? session : undefined;
  }

  issueSession(organizationId: string, facts: Pick<Session, 'userId' | 'clientId' | 'scopes' | 'family'>): Session {
    const now = this.now();
    const token = `${organizationId.slice(0, 15)}!AQ${randomBytes(68).toString('base64url').replaceAll('-', '.')}`;
    const session: Session = { ...facts, token, issuedAt: now, expiresAt: now + this.sessionMs };
    this.sessions.set(token, session);
    this.storage.put('session', token, session);
    return session;
  }

  issueCode(code: Omit<AuthorizationCode, 'code' | 'expiresAt'>): AuthorizationCode {
    const issued = { ...code, code: `aPrx${randomBytes(36).toString('base64url')}`, expiresAt: this.now() + CODE_MS };
    this.codes.set(issued.code, issued);
    this.storage.put('code', issued.code, issued);
    return issued;
  }

  /** Takes an authorization code, which works once. */
  redeemCode(code: string): AuthorizationCode | 'expired' | undefined {
    const found = this.codes.get(code);
    if (!found) return undefined;
    this.codes.delete(code);
    this.storage.remove('code', code);
    return found.expiresAt > this.now() ? found : 'expired';
  }

  issueGrant(facts: Pick<Grant, 'clientId' | 'userId' | 'scopes'>, family?: string): Grant {
    const grant: Grant = {
      ...facts,
      refreshToken: `5Aep861${randomBytes(48).toString('base64url')}`,
      family: family ?? randomBytes(9).toString('hex'),
      lastUsedAt: this.now(),
      spent: false,
    };
    this.saveGrant(grant);
    return grant;
  }

  saveGrant(grant: Grant): void {
    this.grants.set(grant.refreshToken, grant);
    this.storage.put('grant', grant.refreshToken, grant);
  }

  findGrant(refreshToken: string): Grant | undefined {
    return this.grants.get(refreshToken);
  }

  /** Ends every refresh token and session of a family. */
  revokeFamily(family: string): void {
    for (const grant of [...this.grants.values()]) {
      if (grant.family !== family) continue;
      this.grants.delete(grant.refreshToken);
      this.storage.remove('grant', grant.refreshToken);
    }
    for (const session of [...this.sessions.values()]) if (session.family === family) this.dropSession(session.token);
  }

  /** Ends a refresh token with its sessions, or one session; false if there is no such token. */
  revoke(token: string): boolean {
    const grant = this.grants.get(token);
    if (grant) this.revokeFamily(grant.family);
    else if (this.given.has(token)) this.given.delete(token);
    else if (this.sessions.has(token)) this.dropSession(token);
    else return false;
    return true;
  }

  /** Forgets every code, session and refresh token that was issued. */
  clear(): void {
    this.sessions.clear();
    this.grants.clear();
    this.codes.clear();
  }

  private dropSession(token: string): void {
    this.sessions.delete(token);
    this.storage.remove('session', token);
  }
}
