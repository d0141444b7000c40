import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ConfigInvalid } from './errors.ts';
import type { SandboxCrm } from './sandbox-access.ts';
import type { OpenSandboxOptions, Sandbox, SandboxStarters } from './start-sandbox.ts';

/** Codes of a port that somebody else has, or that nobody may have. */
const UNUSABLE: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'ERR_SOCKET_BAD_PORT']);

/**
 * Gives the opener of sandboxes on the state kept in the data folder; the first time, their company's two years are made up to end
 * now. It takes any free port where the wanted one is taken and nobody asked for it, and throws ConfigInvalid when the port that
 * was asked for cannot be used.
 */
export function sandboxOpener(config: Config): (crm: SandboxCrm, options: OpenSandboxOptions) => Promise<Sandbox> {
  const folder = join(config.home, 'sandbox');
  let starters: SandboxStarters | null = null;

  return async (crm, options) => {
    mkdirSync(folder, { recursive: true });
    // Loaded where one is opened only: two CRMs are much to bring along for whoever has a real one.
    starters ??= (await import('./start-sandbox.ts')).sandboxStarters(config, folder);
    const { port, askedBy } = options;
    try {
      return { crm, ...(await starters[crm](port, options)) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!UNUSABLE.has(code)) throw error;
      if (askedBy === null) return { crm, ...(await starters[crm](0, options)) };
      const message = `127.0.0.1:${port} cannot be used (${code}); free it or choose another`;
      throw new ConfigInvalid([{ key: askedBy, message }]);
    }
  };
}
