import { createHash, randomBytes } from 'node:crypto';
import type { ConsentApp } from '../jobs/consent-app.ts';

/** A consent that was begun and has not come back. */
export interface Consent {
  readonly app: ConsentApp;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

export interface Consents {
  /** What the CRM is to send back with the person, and PKCE's challenge (S256). */
  begin(
    session: string,
    app: ConsentApp,
    redirectUri: string,
  ): { readonly state: string; readonly codeChallenge: string };
  /** The consent that this browser began and that nobody has ended yet; null where there is none, or it is too old. */
  end(session: string, state: string): Consent | null;
}

export const CONSENT_MS = 10 * 60_000;
/** Nobody begins more at once; the oldest give way. */
const MOST = 1_000;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const randomText = (): string => randomBytes(32).toString('base64url');

/**
 * States of OAuth's code flow: bound to the browser that began, good for one return within ten minutes. They are kept in this
 * program alone; after a restart the person begins again.
 */
export function createConsents(now: () => number): Consents {
  const begun = new Map<string, Consent & { readonly session: string; readonly until: number }>();
  return {
    begin(session, app, redirectUri) {
      const [oldest] = begun.keys();
      if (begun.size >= MOST && oldest !== undefined) begun.delete(oldest);
      const [state, codeVerifier] = [randomText(), randomText()];
      begun.set(hashOf(state), { app, redirectUri, codeVerifier, session: hashOf(session), until: now() + CONSENT_MS });
      return { state, codeChallenge: hashOf(codeVerifier) };
    },
    end(session, state) {
      const key = hashOf(state);
      const consent = begun.get(key);
      begun.delete(key);
      if (consent === undefined || consent.session !== hashOf(session) || consent.until < now()) return null;
      return consent;
    },
  };
}
