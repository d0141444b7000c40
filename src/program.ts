/** The whole program: sandbox where nothing else is connected, doors, jobs in their own thread, schedule. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { accountsOf } from './accounts.ts';
import { type Core, composeCore } from './compose.ts';
import type { Config } from './config.ts';
import { type Connecting, connectAll } from './connect-all.ts';
import { ConfigInvalid } from './errors.ts';
import { extensionBundles } from './extension-bundles.ts';
import { holdHome } from './hold-home.ts';
import { createApp } from './http/app.ts';
import { createConsoleAccess } from './http/console-access.ts';
import { createMetrics } from './http/metrics.ts';
import { createReadiness, type Readiness } from './http/readiness.ts';
import { webhookSigners } from './jobs/connect-install.ts';
import type { ConsentApp } from './jobs/consent-app.ts';
import { keepApps } from './jobs/keep-apps.ts';
import type { StatusReport } from './jobs/status.ts';
import { readKeyFile } from './key-file.ts';
import { openLog } from './log.ts';
import { openHome } from './open-home.ts';
import { sandboxOpener } from './open-sandbox.ts';
import { findRunning, removeRunning, writeRunning } from './running-file.ts';
import { SANDBOX_USER, type SandboxCrm } from './sandbox-access.ts';
import type { Sandbox } from './start-sandbox.ts';
import { STOP_WITHIN_MS } from './start-worker.ts';
import { createStatusThread } from './status-thread.ts';

export const RUNNING_FILE = 'running.json';
/** Beyond the jobs' own deadline, for closing the store. */
const CLOSE_WITHIN_MS = 2_000;

export interface Program {
  /** Where people open it. */
  readonly url: string;
  /** The sandboxes' addresses; none when a real account is connected. */
  readonly sandboxes: Readonly<Partial<Record<SandboxCrm, string>>>;
  /** Opens the console where it does not stand open. */
  readonly consoleKey: string;
  status(): Promise<StatusReport>;
  readiness(): Promise<Readiness>;
  /** Settles when the jobs' thread ends: in order, or with the reason why it died. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface ProgramParts {
  /** Without them it only answers, and other programs do the jobs. */
  readonly jobs: boolean;
}

/** Starts everything. @throws ConfigInvalid when the port is taken or the folder already has a program at work. */
export async function startProgram(
  config: Config,
  say: (line: string) => void,
  { jobs }: ProgramParts = { jobs: true },
): Promise<Program> {
  const runningFile = join(config.home, RUNNING_FILE);
  const other = await findRunning(runningFile);
  if (other !== null) {
    throw new ConfigInvalid([
      {
        key: 'PULSO_HOME',
        message: `Pulso already works in this folder at ${other.url}; open that, stop it, or choose another folder`,
      },
    ]);
  }
  openHome(config.home);
  const held = holdHome(config.home);
  const server = createServer();
  let core: Core | null = null;
  try {
    core = await composeCore(config, openLog(config.logLevel));
    const program = await openProgram(config, core, server, runningFile, say, jobs);
    return {
      ...program,
      async stop() {
        await program.stop();
        held.release();
      },
    };
  } catch (error) {
    // What was opened before the fault would keep the process alive.
    server.close();
    server.closeAllConnections();
    await core?.close();
    held.release();
    throw error;
  }
}

async function openProgram(
  config: Config,
  core: Core,
  server: Server,
  runningFile: string,
  say: (line: string) => void,
  jobs: boolean,
): Promise<Program> {
  const { log } = core;
  const statusThread = config.databaseUrl === undefined ? createStatusThread(config) : null;
  const status = statusThread?.status ?? core.status;
  const run = randomUUID();
  const consoleKey =
    config.consoleKey ?? Buffer.from(readKeyFile(join(config.home, 'console-key'))).toString('base64url');
  let connecting: Connecting | null = null;
  let apps: readonly ConsentApp[] = [];
  const readiness = createReadiness(status, async () => (await connecting?.missing()) ?? []);
  let publicUrl = config.publicUrl ?? '';
  const app = createApp({
    store: core.store,
    queue: core.queue,
    crms: core.crms,
    log,
    run,
    language: config.language,
    drawCard: core.drawCard,
    templatesOf: core.templateShelf.of,
    templates: core.templates,
    modelOf: core.modelOf,
    languageOf: core.languageOf,
    fieldsOf: core.taskDeps.fieldsOf,
    allFields: core.allFields,
    settings: core.settings,
    stepOutputs: core.taskDeps.stepOutputs,
    // The sandbox's only person may do everything there.
    admins: config.connections.length > 0 ? config.admins : [...config.admins, SANDBOX_USER.email],
    connect: core.taskDeps.connect,
    now: core.now,
    wallClock: () => Date.now(),
    publicUrl: () => publicUrl,
    consentApps: () => apps,
    webhookSigners: (crm) => webhookSigners(core.store, crm),
    status,
    readiness,
    wording: core.wording,
    dictionary: core.dictionary,
    access: createConsoleAccess(
      consoleKey,
      async () =>
        config.connections.length === 0 &&
        (await core.store.installs.list()).every((install) => install.settings.sandbox === true),
    ),
    metrics: createMetrics(status),
  });
  server.on('request', app);
  const port = await listen(server, config.port, config.host, 'PORT');
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  if (publicUrl === '') publicUrl = url;
  writeRunning(runningFile, { pid: process.pid, url, run, jobs });
  // Only now is it certain that nobody else works in this folder; a database may have other programs at work.
  if (jobs && config.databaseUrl === undefined) await core.queue.recover();

  const sandboxes = (await hasRealAccount(core)) ? [] : await openSandboxes(core, url, publicUrl);
  const accounts = accountsOf(config, sandboxes);
  apps = accounts.apps;
  await keepApps(core.store, apps);
  connecting = connectAll(core, accounts.connections, say);

  const working = jobs ? startJobs(core) : null;

  return {
    url,
    sandboxes: Object.fromEntries(sandboxes.map((sandbox) => [sandbox.crm, sandbox.url])),
    consoleKey,
    status,
    readiness,
    ended: working?.ended ?? new Promise(() => {}),
    async stop() {
      removeRunning(runningFile);
      server.close();
      server.closeAllConnections();
      connecting?.stop();
      await working?.stop();
      await statusThread?.stop();
      for (const sandbox of sandboxes) await sandbox.close();
      await core.close();
    },
  };
}

/** The jobs, and the schedule that asks for them, in a thread of their own. */
function startJobs({ config }: Core): {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
} {
  const worker = new Worker(new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), {
    workerData: { config, stopWithinMs: STOP_WITHIN_MS },
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  return {
    ended,
    async stop() {
      worker.postMessage('stop');
      // A long calculation does not hear it; what it was about to store is worked out anew after the next start.
      const tooLate = setTimeout(() => void worker.terminate(), STOP_WITHIN_MS + CLOSE_WITHIN_MS);
      await ended.catch(() => undefined);
      clearTimeout(tooLate);
    },
  };
}

/**
 * Is a real account connected, now or by an earlier start? Then the sandbox and its made-up people are out of the way: what was
 * stored of them is removed.
 */
async function hasRealAccount({ config, store }: Core): Promise<boolean> {
  const installs = await store.installs.list();
  const real = config.connections.length > 0 || installs.some(({ settings }) => settings.sandbox !== true);
  if (!real) return false;
  for (const { id, settings } of installs) if (settings.sandbox === true) await store.installs.purge(id);
  return true;
}

/**
 * Opens the sandboxes that are wanted, each where it was before (links to its record pages stand in what was written) or beside
 * Pulso's own port. What is stored of one that is not wanted any more is removed.
 */
async function openSandboxes({ config, log, store }: Core, url: string, pulsoUrl: string): Promise<Sandbox[]> {
  const open = sandboxOpener(config);
  const asked = {
    hubspot: { port: config.sandboxPort, key: 'SANDBOX_PORT' },
    salesforce: { port: config.salesforceSandboxPort, key: 'SANDBOX_SALESFORCE_PORT' },
  } as const satisfies Record<SandboxCrm, object>;
  const beside = { hubspot: 1, salesforce: 2 } as const satisfies Record<SandboxCrm, number>;
  const known = await store.installs.list();
  for (const install of known)
    if (!config.sandboxes.some((crm) => crm === install.crm)) await store.installs.purge(install.id);
  const sandboxes: Sandbox[] = [];
  try {
    for (const crm of config.sandboxes) {
      const { port, key } = asked[crm];
      const former = known.find((install) => install.crm === crm);
      const usual = config.port === 0 ? 0 : config.port + beside[crm];
      sandboxes.push(
        await open(crm, {
          port: port ?? (former === undefined ? usual : Number(new URL(former.baseUrl).port)),
          askedBy: port === undefined ? null : key,
          webhookTarget: `${url}/webhooks/${crm}`,
          pulsoUrl,
          bundles: extensionBundles(crm, (reason) => log.warn({ crm, reason }, 'the extension could not be bundled')),
        }),
      );
    }
  } catch (error) {
    for (const sandbox of sandboxes) await sandbox.close();
    throw error;
  }
  return sandboxes;
}

async function listen(server: Server, port: number, host: string, key: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigInvalid([{ key, message: `${host}:${port} cannot be used (${code}); free it or choose another` }]);
  }
  const address = server.address() as AddressInfo;
  return address.port;
}
