import type { Store } from '../store/port.ts';
import type { ConsentApp } from './consent-app.ts';
import { findAccess, inTokenTurn, keepAccess, SECRET_NAMES } from './stored-access.ts';

/** An app's secret may be replaced while accounts are connected by it: they go on with the configured one. */
export async function keepApps(store: Store, apps: readonly ConsentApp[]): Promise<void> {
  for (const install of await store.installs.list()) {
    const configured = apps.filter(({ crm, baseUrl }) => crm === install.crm && baseUrl === install.baseUrl);
    if (configured.length === 0) continue;
    await inTokenTurn(store, install.id, async () => {
      const access = await findAccess(store, install.id);
      if (access === null || access.app === null) return;
      const { app, tokens } = access;
      const known = configured.find(({ clientId }) => clientId === app.clientId);
      if (known === undefined || known.clientSecret === app.clientSecret) return;
      const { clientSecret } = known;
      await store.transaction(async (tx) => {
        await keepAccess(store, tx, install.id, { app: { ...app, clientSecret }, tokens });
        await store.secrets.put(tx, install.id, SECRET_NAMES.clientSecret, clientSecret);
      }, install.id);
    });
  }
}
