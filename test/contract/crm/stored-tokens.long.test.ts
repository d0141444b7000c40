/** Tokens of connected accounts, kept in either store: one refresh for everybody, and what is left after a power cut. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/crm/clock.ts';
import { createPacer } from '../../../src/crm/pacer.ts';
import type { Crm, CrmConnection } from '../../../src/crm/port.ts';
import { AccessRevoked } from '../../../src/errors.ts';
import { type Connection, connectInstall } from '../../../src/jobs/connect-install.ts';
import { keepApps } from '../../../src/jobs/keep-apps.ts';
import type { JobContext } from '../../../src/jobs/queue.ts';
import { readAccess, storedTokens } from '../../../src/jobs/stored-access.ts';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { withInstall } from '../../../src/jobs/tasks/with-install.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Install } from '../../../src/store/port.ts';
import { createDatabase, postgresMissing } from '../../fixtures/postgres.ts';
import { type OtherProgram, SECRET_KEY, startScript } from '../queue/other-program.ts';
import { recordingLog } from './bench.ts';
import { type Consenting, startConsenting } from './consenting.ts';

const PROGRAM = fileURLToPath(new URL('./token-program-main.ts', import.meta.url));
/** A turn whose holder died is over by then. */
const TURN_OVER_MS = 61_000;

const running: OtherProgram[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.kill();
});

async function sqliteFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pulso-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'pulso.db');
}

async function postgresDatabase(): Promise<string> {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

/** A program's parts; `laterMs` is how much time has passed for it. */
async function open(url: string, laterMs = 0) {
  const now = () => Date.now() + laterMs;
  const { store, queue } = await openStore({ url, secretKey: SECRET_KEY, clock: now });
  onTestFinished(() => store.close());
  const { log, lines } = recordingLog();
  const clock = { ...systemClock, now };
  const reach = (crm: Crm, install: Install): CrmConnection =>
    crm.connect({
      ...{ installId: install.id, baseUrl: install.baseUrl, settings: {}, clock, log },
      tokens: storedTokens({ store, clock }, crm, install),
      pacer: createPacer(crm.manifest.buckets, clock),
    });
  /** What the install's jobs do first: a look at the account. */
  async function work(crm: Crm, id: string): Promise<Install> {
    const deps = { store, log, connect: (install: Install) => reach(crm, install) } as unknown as TaskDeps;
    const look = withInstall(deps, async ({ connection }) => void (await connection.health()));
    await look({ install: id }, { job: { id: 'job-1' } } as unknown as JobContext);
    return (await store.installs.get(id))!;
  }
  return { store, queue, now, reach, work, lines };
}

function otherProgram(role: string, url: string, install: string): OtherProgram {
  const program = startScript(PROGRAM, [role, url, install]);
  running.push(program);
  return program;
}

async function started(vendor: 'hubspot' | 'salesforce'): Promise<Consenting> {
  const account = await startConsenting(vendor);
  onTestFinished(() => account.close());
  return account;
}

const byConsent = async ({ app, baseUrl, consent }: Consenting): Promise<Connection> => ({
  ...{ app, baseUrl, sandbox: true },
  tokens: await consent(),
});

function sharingTests(newStore: () => Promise<string>): void {
  it.each(['hubspot', 'salesforce'] as const)(
    'twenty refusals at once in two programs cause one refresh (%s)',
    async (vendor) => {
      const [account, url] = [await started(vendor), await newStore()];
      const parts = await open(url);
      const { id } = await connectInstall(parts, account.crm, await byConsent(account));
      await account.endSession((await readAccess(parts.store, id)).tokens.accessToken);
      await account.forgetCalls();
      const programs = [otherProgram('read', url, id), otherProgram('read', url, id)];
      expect(await Promise.all(programs.map((program) => program.rest()))).toEqual([['read'], ['read']]);
      expect((await account.calls()).tokens).toBe(1);
    },
    30_000,
  );

  it('a rotated refresh token is stored before its access token is handed out: kill -9 loses nothing', async () => {
    const [account, url] = [await started('salesforce'), await newStore()];
    const parts = await open(url);
    const { id } = await connectInstall(parts, account.crm, await byConsent(account));
    const before = (await readAccess(parts.store, id)).tokens;
    await account.endSession(before.accessToken);
    const program = otherProgram('die when handed out', url, id);
    const handedOut = await program.line();
    await program.kill();
    const { tokens } = await readAccess(parts.store, id);
    expect(tokens.accessToken).toBe(handedOut);
    expect(tokens.refreshToken).not.toBe(before.refreshToken);
    // What is stored still refreshes: nothing was used twice.
    await account.endSession(handedOut);
    const later = await open(url, TURN_OVER_MS);
    expect((await later.work(account.crm, id)).status).toBe('active');
  });

  it('killed between answer and store, the rotated token is lost: the install pauses, says so, and resumes when connected again', async () => {
    const [account, url] = [await started('salesforce'), await newStore()];
    const parts = await open(url);
    const { id } = await connectInstall(parts, account.crm, await byConsent(account));
    await account.endSession((await readAccess(parts.store, id)).tokens.accessToken);
    const program = otherProgram('die before saving', url, id);
    expect(await program.line()).toBe('answered');
    await program.kill();
    const later = await open(url, TURN_OVER_MS);
    const paused = await later.work(account.crm, id);
    expect(paused).toMatchObject({
      status: 'paused',
      statusReason: expect.stringContaining('Connect the account again'),
    });
    // One message, and no more asking.
    await account.forgetCalls();
    await later.work(account.crm, id);
    expect(await account.calls()).toEqual({ tokens: 0, data: 0 });
    await connectInstall(later, account.crm, await byConsent(account));
    expect(await later.work(account.crm, id)).toMatchObject({ status: 'active', statusReason: null });
    expect(later.lines()).not.toContain(account.app.clientSecret);
  });
}

function accountTests(newStore: () => Promise<string>): void {
  it('what the app mints by itself survives a kill between answer and store as well', async () => {
    const [account, url] = [await started('salesforce'), await newStore()];
    const parts = await open(url);
    const { app, baseUrl } = account;
    const connection = { app, baseUrl, sandbox: true, grant: 'client_credentials' };
    const { id } = await connectInstall(parts, account.crm, connection);
    await account.endSession((await readAccess(parts.store, id)).tokens.accessToken);
    const program = otherProgram('die before saving', url, id);
    await program.line();
    await program.kill();
    const later = await open(url, TURN_OVER_MS);
    expect((await later.work(account.crm, id)).status).toBe('active');
  });

  it.each(['hubspot', 'salesforce'] as const)(
    'a refusal that lasts ends after three tries with a clear state (%s)',
    async (vendor) => {
      const [account, url] = [await started(vendor), await newStore()];
      const parts = await open(url);
      const { id } = await connectInstall(parts, account.crm, await byConsent(account));
      await account.refuseEverything();
      await account.forgetCalls();
      const paused = await parts.work(account.crm, id);
      expect(await account.calls()).toEqual({ tokens: 2, data: 3 });
      expect(paused).toMatchObject({
        status: 'paused',
        statusReason: expect.stringContaining('fresh tokens were refused'),
      });
    },
  );

  it('accounts go on with the secret that their app was given anew', async () => {
    const [account, url] = [await started('hubspot'), await newStore()];
    const parts = await open(url);
    const former = { ...account.app, clientSecret: 'the-former-secret' };
    const { id } = await connectInstall(parts, account.crm, { ...(await byConsent(account)), app: former });
    const app = { ...account.app, crm: 'hubspot', baseUrl: account.baseUrl, sandbox: false };
    await keepApps(parts.store, [{ ...app, clientId: 'another app' }]);
    expect((await readAccess(parts.store, id)).app?.clientSecret).toBe('the-former-secret');
    await keepApps(parts.store, [app]);
    await account.endSession((await readAccess(parts.store, id)).tokens.accessToken);
    expect((await parts.work(account.crm, id)).status).toBe('active');
  });

  it('connecting in another way takes effect at once, also for a connection that is open', async () => {
    const [account, url] = [await started('salesforce'), await newStore()];
    const parts = await open(url);
    const install = await connectInstall(parts, account.crm, await byConsent(account));
    const connection = parts.reach(account.crm, install);
    const { tokens } = await readAccess(parts.store, install.id);
    await account.crm.revoke(account.app, account.baseUrl, tokens.refreshToken!);
    await expect(connection.health()).rejects.toBeInstanceOf(AccessRevoked);
    await connectInstall(parts, account.crm, {
      baseUrl: account.baseUrl,
      accessToken: 'sandbox-salesforce-token',
      sandbox: true,
    });
    expect((await connection.health()).identity.accountId).toBe(install.accountId);
  });
}

describe('stored tokens on SQLite', () => {
  sharingTests(sqliteFile);
  accountTests(sqliteFile);
});

describe.skipIf(postgresMissing !== null)(
  `stored tokens on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
  () => sharingTests(postgresDatabase),
);
