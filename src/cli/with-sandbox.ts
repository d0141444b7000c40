import type { Core } from '../compose.ts';
import { sandboxOpener } from '../open-sandbox.ts';
import type { SandboxCrm } from '../sandbox-access.ts';
import type { Sandbox } from '../start-sandbox.ts';
import type { Install } from '../store/port.ts';

const PORT_KEYS = {
  hubspot: 'SANDBOX_PORT',
  salesforce: 'SANDBOX_SALESFORCE_PORT',
} as const satisfies Record<SandboxCrm, string>;

/**
 * Does the work while the sandboxes that these installs belong to answer: starts them on their stored state where no program has
 * them running, and stops them after.
 */
export async function withSandbox<Result>(
  core: Core,
  installs: readonly Install[],
  work: () => Promise<Result>,
): Promise<Result> {
  const open = sandboxOpener(core.config);
  const opened: Sandbox[] = [];
  try {
    for (const { crm, baseUrl, settings } of installs) {
      if (settings.sandbox !== true || (await answers(baseUrl))) continue;
      const port = Number(new URL(baseUrl).port);
      const kind: SandboxCrm = crm === 'salesforce' ? 'salesforce' : 'hubspot';
      opened.push(await open(kind, { port, askedBy: PORT_KEYS[kind], webhookTarget: null }));
    }
    return await work();
  } finally {
    for (const sandbox of opened) await sandbox.close();
  }
}

async function answers(baseUrl: string): Promise<boolean> {
  try {
    await fetch(baseUrl, { method: 'HEAD', signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}
