/**
 * Access tokens of one install. A refresh happens once for however many callers: in this program by a shared promise, between
 * programs by the store's lock, and whoever gets the lock reads again first, because the one before may have refreshed already.
 */
import { AccessRevoked } from '../errors.ts';
import type { Clock, TokenSource, Tokens } from './port.ts';

/** Refreshed this long before they expire, so that no call starts with a token about to die. */
const REFRESH_MARGIN_MS = 120_000;

/** A token that an admin pasted: it never expires and cannot be refreshed. */
export function staticTokens(token: string): TokenSource {
  return {
    current: async () => token,
    async renew() {
      throw new AccessRevoked('the private app token was refused: it was deleted or rotated');
    },
  };
}

export interface RefreshingTokensOptions {
  read(): Promise<Tokens>;
  write(tokens: Tokens): Promise<void>;
  /** Asks the CRM; throws AccessRevoked when it refuses. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Runs the work while no other program refreshes this install's tokens. */
  lock<Result>(work: () => Promise<Result>): Promise<Result>;
  readonly clock: Clock;
}

/** Throws AccessRevoked when the refresh is refused, without asking again for the same refresh token. */
export function refreshingTokens(options: RefreshingTokensOptions): TokenSource {
  const { read, write, refresh, lock, clock } = options;
  let underWay: Promise<string> | null = null;
  let refused: { readonly tokens: Tokens; readonly error: AccessRevoked } | null = null;

  const expires = (tokens: Tokens): boolean =>
    tokens.expiresAt !== null && Date.parse(tokens.expiresAt) - REFRESH_MARGIN_MS <= clock.now();

  async function refreshLocked(isStale: (tokens: Tokens) => boolean): Promise<string> {
    return await lock(async () => {
      const tokens = await read();
      if (!isStale(tokens)) return tokens.accessToken;
      const { refreshToken } = tokens;
      if (refreshToken === null)
        throw new AccessRevoked(
          'the token was refused: it was deleted, replaced or lacks rights, and it cannot be refreshed',
        );
      if (refused?.tokens.refreshToken === refreshToken && refused.tokens.accessToken === tokens.accessToken)
        throw refused.error;
      try {
        const fresh = await refresh(refreshToken);
        // Before anybody uses the new access token: the old refresh token may be dead by now. Some CRMs do not repeat theirs.
        await write({ ...fresh, refreshToken: fresh.refreshToken ?? refreshToken });
        return fresh.accessToken;
      } catch (error) {
        if (error instanceof AccessRevoked) refused = { tokens, error };
        throw error;
      }
    });
  }

  function refreshOnce(isStale: (tokens: Tokens) => boolean): Promise<string> {
    underWay ??= refreshLocked(isStale).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    async current() {
      const tokens = await read();
      return expires(tokens) ? await refreshOnce(expires) : tokens.accessToken;
    },
    async renew(refusedToken) {
      const tokens = await read();
      if (tokens.accessToken !== refusedToken && !expires(tokens)) return tokens.accessToken;
      return await refreshOnce((stored) => stored.accessToken === refusedToken || expires(stored));
    },
  };
}
