import { z } from 'zod';
import type { Crm, OAuthApp, TokenSource, Tokens } from '../crm/port.ts';
import { type RefreshingTokensOptions, refreshingTokens } from '../crm/tokens.ts';
import { AccessRevoked } from '../errors.ts';
import type { Install, Store, Transaction } from '../store/port.ts';

/** Names under which an install's secrets are kept. */
export const SECRET_NAMES = { access: 'access', clientSecret: 'client-secret' } as const;

/** Whoever refreshes an install's tokens, or replaces them, does it in this turn. */
const TURN = 'tokens';

const accessSchema = z.strictObject({
  /** The app whose tokens they are; null for a token that an admin pasted. */
  app: z
    .strictObject({
      clientId: z.string(),
      clientSecret: z.string(),
      redirectUri: z.string(),
      authorizeUrl: z.string().optional(),
    })
    .nullable(),
  tokens: z.strictObject({
    accessToken: z.string(),
    refreshToken: z.string().nullable(),
    expiresAt: z.string().nullable(),
    scopes: z.array(z.string()),
  }),
});

/** How an install is reached. One secret, so that an app and its tokens never come apart. */
export interface Access {
  readonly app: OAuthApp | null;
  readonly tokens: Tokens;
}

/** Runs the work while nobody else, in any program on this store, refreshes or replaces the install's tokens. */
export function inTokenTurn<Result>(store: Store, install: string, work: () => Promise<Result>): Promise<Result> {
  return store.inTurn(install, TURN, work);
}

/** @throws AccessRevoked when nothing is stored. */
export async function readAccess(store: Store, install: string): Promise<Access> {
  const access = await findAccess(store, install);
  if (access === null) throw new AccessRevoked('no access is stored');
  return access;
}

export async function findAccess(store: Store, install: string): Promise<Access | null> {
  const text = await store.secrets.get(install, SECRET_NAMES.access);
  if (text === null) return null;
  const { app, tokens } = accessSchema.parse(JSON.parse(text));
  if (app === null) return { app, tokens };
  const { authorizeUrl, ...rest } = app;
  return { app: { ...rest, ...(authorizeUrl !== undefined && { authorizeUrl }) }, tokens };
}

/** Keeps the access sealed. */
export async function keepAccess(store: Store, tx: Transaction, install: string, access: Access): Promise<void> {
  await store.secrets.put(tx, install, SECRET_NAMES.access, JSON.stringify(accessSchema.parse(access)));
}

/**
 * The tokens of an install as they are stored now: connecting the account again, in whatever way, is noticed at once. A rotated
 * refresh token is stored before its access token is handed out; where the program dies between the CRM's answer and the store,
 * that refresh token is lost, the CRM refuses the one before, and AccessRevoked pauses the install.
 */
export function storedTokens(
  { store, clock }: { readonly store: Store; readonly clock: RefreshingTokensOptions['clock'] },
  crm: Crm,
  { id, baseUrl }: Pick<Install, 'id' | 'baseUrl'>,
): TokenSource {
  return refreshingTokens({
    clock,
    read: async () => (await readAccess(store, id)).tokens,
    async write(tokens) {
      const { app } = await readAccess(store, id);
      await store.transaction((tx) => keepAccess(store, tx, id, { app, tokens }), id);
    },
    async refresh(refreshToken) {
      const { app } = await readAccess(store, id);
      if (app === null) throw new AccessRevoked('the app of the tokens is not stored');
      return await crm.refresh(app, baseUrl, refreshToken);
    },
    lock: (work) => inTokenTurn(store, id, work),
  });
}
