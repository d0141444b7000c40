import type { Core } from '../compose.ts';
import { RequestInvalid } from '../errors.ts';
import type { Install } from '../store/port.ts';

/** The named install, or all. @throws RequestInvalid when there is none (of that name). */
export async function chooseInstalls(core: Core, id: string | undefined): Promise<readonly Install[]> {
  const installs = await core.store.installs.list();
  const chosen = id === undefined ? installs : installs.filter((install) => install.id === id);
  if (chosen.length > 0) return chosen;
  const message =
    installs.length === 0
      ? 'no CRM is connected yet; run "pulso start" first'
      : `there is no install "${id}"; known: ${installs.map((install) => install.id).join(', ')}`;
  throw new RequestInvalid('That cannot be done:', [{ key: 'install', message }]);
}
