import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { cookieOf } from './cookie-of.ts';

export interface ConsoleAccess {
  /** May this request see the console? */
  allows(request: Request): Promise<boolean>;
  /** The cookie's value for the right key, or null. */
  signIn(key: string): string | null;
}

export const CONSOLE_COOKIE = 'pulso_console';

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The console opens with its key (kept as a signed cookie, or given as a bearer token by programs). It stands open only while
 * nothing but sandboxes is connected: their people do not exist.
 */
export function createConsoleAccess(key: string, onlySandboxes: () => Promise<boolean>): ConsoleAccess {
  const cookie = createHmac('sha256', key).update('console').digest('base64url');
  return {
    async allows(request) {
      const given = cookieOf(request, CONSOLE_COOKIE);
      if (given !== null && equal(given, cookie)) return true;
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      if (bearer !== undefined && equal(bearer, key)) return true;
      return onlySandboxes();
    },
    signIn: (given) => (equal(given, key) ? cookie : null),
  };
}
