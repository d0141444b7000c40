/** The connector's own parts on a small sandbox, in this process: what a test needs to look into between two passes. */
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import type { InstallStatus } from '../../src/jobs/status.ts';
import { enqueueTask, type TaskName } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import type { HubspotSandboxOptions } from '../../src/sandbox/hubspot/options.ts';
import { hubspotSeed } from '../../src/sandbox/hubspot/seed.ts';
import { type HubspotSandbox, startHubspotSandbox } from '../../src/sandbox/hubspot/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome } from './start-pulso.ts';

const TOKEN = 'sandbox-hubspot-token';
const NOW = '2026-11-20T12:00:00.000Z';

/** Of the small world, those that somebody stands behind: our fields are written on them too. */
export const OPEN_TICKETS = 6;

export interface Connected {
  readonly sandbox: HubspotSandbox;
  readonly core: Core;
  /** A call to the portal, by our token or as a person through the switches. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Connects (or connects again) and works until nothing is due. */
  connect(): Promise<void>;
  /** Asks for these tasks and works until nothing is due. */
  run(...tasks: TaskName[]): Promise<void>;
  status(): Promise<InstallStatus>;
  close(): Promise<void>;
}

export async function openConnected(options: Pick<HubspotSandboxOptions, 'tier'> = {}): Promise<Connected> {
  const sandbox = await startHubspotSandbox({
    ...options,
    port: 0,
    seed: () =>
      hubspotSeed(
        generateWorld({
          seed: 5,
          now: new Date(NOW),
          contacts: 60,
          accounts: 12,
          tickets: 120,
          surveys: 60,
          engagements: 200,
        }),
      ),
  });
  const config = readConfig({ PULSO_HOME: newHome(), PULSO_LOG_LEVEL: 'silent', PULSO_NOW: NOW });
  const core = await composeCore(config, openLog('silent'));
  const crm = core.crms.get('hubspot');
  if (crm === undefined) throw new Error('the HubSpot adapter is missing');

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async function work(): Promise<void> {
    const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
    await core.queue.idle();
    await runner.stop(10_000);
  }

  return {
    sandbox,
    core,
    call,
    async connect() {
      await connectInstall(core, crm, { baseUrl: sandbox.url, accessToken: TOKEN, sandbox: false });
      await work();
    },
    async run(...tasks) {
      const [install] = await core.store.installs.list();
      await core.store.transaction(async (tx) => {
        for (const task of tasks) await enqueueTask(core.queue, tx, task, install?.id ?? '');
      });
      await work();
    },
    async status() {
      const [install] = (await core.status()).installs;
      if (install === undefined) throw new Error('nothing is connected');
      return install;
    },
    async close() {
      await core.close();
      await sandbox.close();
    },
  };
}
