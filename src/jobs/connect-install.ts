import type { Crm, OAuthApp, Tokens } from '../crm/port.ts';
import { CRM_OBJECTS } from '../crm/record.ts';
import type { Install, Store, Transaction } from '../store/port.ts';
import type { Queue } from './queue.ts';
import { type Access, inTokenTurn, keepAccess, SECRET_NAMES } from './stored-access.ts';
import { enqueueTask } from './tasks/names.ts';

/** An account, and what lets us into it. */
export type Connection = {
  readonly baseUrl: string;
  /** Signs webhooks and card calls. */
  readonly clientSecret?: string | undefined;
  readonly appId?: string | undefined;
  /** The account is one of our own sandboxes. */
  readonly sandbox: boolean;
} & (
  | {
      /** A token that an admin pasted. */
      readonly accessToken: string;
    }
  | {
      readonly app: OAuthApp;
      /** What somebody's consent gave. */
      readonly tokens: Tokens;
    }
  | {
      readonly app: OAuthApp;
      /** In place of a refresh token: what the app itself mints tokens by. */
      readonly grant: string;
    }
);

export interface ConnectDeps {
  readonly store: Store;
  readonly queue: Queue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

async function accessOf(crm: Crm, connection: Connection): Promise<Access> {
  if ('accessToken' in connection) {
    const { accessToken } = connection;
    return { app: null, tokens: { accessToken, refreshToken: null, expiresAt: null, scopes: [] } };
  }
  const { app } = connection;
  if ('tokens' in connection) return { app, tokens: connection.tokens };
  return { app, tokens: await crm.refresh(app, connection.baseUrl, connection.grant) };
}

/**
 * Connects an account, or connects it again in whatever way: asks the CRM whose token this is, keeps the secrets sealed, sets the
 * install active and asks for its fields to be provisioned. What was read and scored before stays.
 * @throws AccessRevoked when the token is refused, CrmUnavailable when nobody answers.
 */
export async function connectInstall(
  { store, queue, now }: ConnectDeps,
  crm: Crm,
  connection: Connection,
): Promise<Install> {
  const access = await accessOf(crm, connection);
  const identity = await crm.identify(connection.baseUrl, access.tokens.accessToken);
  const id = `${crm.manifest.id}-${identity.accountId}`;
  const known = await store.installs.get(id);
  // Whom an admin paused stays paused until the admin says otherwise.
  const held = known?.settings.held === true;
  const install: Install = {
    id,
    crm: crm.manifest.id,
    accountId: identity.accountId,
    name: identity.name,
    baseUrl: connection.baseUrl,
    uiUrl: identity.uiUrl,
    timeZone: identity.timeZone,
    settings: { ...known?.settings, sandbox: connection.sandbox, appId: connection.appId ?? null },
    status: held ? 'paused' : 'active',
    statusReason: held ? (known?.statusReason ?? null) : null,
    createdAt: known?.createdAt ?? new Date(now()).toISOString(),
  };
  const keep = async (tx: Transaction): Promise<void> => {
    await store.installs.put(tx, install);
    // Links to the records stand in what was read: it is read again where they lead elsewhere now.
    if (known !== null && known.uiUrl !== install.uiUrl) await readAgain(store, tx, id, now());
    await keepAccess(store, tx, id, access);
    if (connection.clientSecret !== undefined) {
      await store.secrets.put(tx, id, SECRET_NAMES.clientSecret, connection.clientSecret);
    }
    await enqueueTask(queue, tx, 'provision', id);
  };
  // A refresh of the former tokens that is under way must not come after these.
  if (known === null) await store.transaction(keep, id);
  else await inTokenTurn(store, id, () => store.transaction(keep, id));
  return install;
}

/** Forgets how far the streams were read; what is stored stays, and what is the same costs no write. */
async function readAgain(store: Store, tx: Transaction, install: string, now: number): Promise<void> {
  for (const stream of await store.streams.list(install)) {
    if (!(CRM_OBJECTS as readonly string[]).includes(stream.object)) continue;
    await store.streams.put(tx, install, {
      ...stream,
      checkpoint: null,
      phase: 'backfill',
      read: 0,
      updatedAt: new Date(now).toISOString(),
    });
  }
}

/** A secret that signs webhooks, and the accounts that it may speak for. */
export interface WebhookSigner {
  readonly secret: string;
  readonly accountIds: ReadonlySet<string>;
  /** Our app there, whose own changes are recognised by it. */
  readonly ownAppId: string | null;
}

/** Whoever may sign webhooks of this CRM, by the client secrets of its installs. Several accounts may share one app. */
export async function webhookSigners(store: Store, crm: string): Promise<readonly WebhookSigner[]> {
  const signers = new Map<string, { secret: string; accountIds: Set<string>; ownAppId: string | null }>();
  for (const install of await store.installs.list()) {
    if (install.crm !== crm) continue;
    const secret = await store.secrets.get(install.id, SECRET_NAMES.clientSecret);
    if (secret === null) continue;
    const signer = signers.get(secret) ?? { secret, accountIds: new Set<string>(), ownAppId: null };
    signer.accountIds.add(install.accountId);
    signer.ownAppId = typeof install.settings.appId === 'string' ? install.settings.appId : signer.ownAppId;
    signers.set(secret, signer);
  }
  return [...signers.values()];
}
