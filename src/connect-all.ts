import { setTimeout as delay } from 'node:timers/promises';
import type { AccountToConnect } from './accounts.ts';
import type { Core } from './compose.ts';
import { AccessRevoked, PulsoError } from './errors.ts';
import { connectInstall } from './jobs/connect-install.ts';

const CONNECT_AGAIN_MS = 5_000;

export interface Connecting {
  /** What is not connected, now or by an earlier start, each as a sentence. */
  missing(): Promise<readonly string[]>;
  stop(): void;
}

/** Connects the accounts; one that does not answer is tried again, one that refuses us is told and left out. */
export function connectAll(core: Core, accounts: readonly AccountToConnect[], say: (line: string) => void): Connecting {
  const abort = new AbortController();
  const missing = new Map(accounts.map((account) => [account, 'is not connected yet.']));

  async function connect(account: AccountToConnect): Promise<void> {
    const crm = core.crms.get(account.crm);
    while (crm !== undefined && !abort.signal.aborted) {
      try {
        await connectInstall(core, crm, account);
        missing.delete(account);
        return;
      } catch (error) {
        if (!(error instanceof PulsoError)) throw error;
        missing.set(account, error.message);
        say(`${account.baseUrl}: ${error.message}`);
        if (error instanceof AccessRevoked || !error.retry) return;
        await delay(CONNECT_AGAIN_MS, undefined, { signal: abort.signal }).catch(() => {});
      }
    }
  }

  for (const account of accounts) {
    connect(account).catch((error: unknown) => core.log.error({ reason: String(error) }, 'connecting failed'));
  }
  return {
    async missing() {
      if (missing.size === 0) return [];
      const installs = await core.store.installs.list();
      return [...missing]
        .filter(([{ crm, baseUrl }]) => !installs.some((known) => known.crm === crm && known.baseUrl === baseUrl))
        .map(([{ baseUrl }, reason]) => `${baseUrl}: ${reason}`);
    },
    stop: () => abort.abort(),
  };
}
