/** Another program on the same store: reads from the CRM, or dies at a chosen moment of a refresh. */
import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/crm/clock.ts';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import { createPacer } from '../../../src/crm/pacer.ts';
import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { readAccess, storedTokens } from '../../../src/jobs/stored-access.ts';
import { openLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { SECRET_KEY } from '../queue/other-program.ts';

const [role, url = '', installId = ''] = process.argv.slice(2);
const { store } = await openStore({ url, secretKey: SECRET_KEY, clock: () => Date.now() });
const install = await store.installs.get(installId);
const crm = [hubspot, salesforce].find(({ manifest }) => manifest.id === install?.crm);
if (install === null || crm === undefined) throw new Error(`there is no install ${installId}`);
// Lines must leave the program before it goes on: it may be killed at any moment.
const say = (line: string) => writeSync(1, `${line}\n`);
const forever = () => new Promise<never>(() => setInterval(() => {}, 60_000));

const clock = systemClock;
if (role === 'read') {
  const tokens = storedTokens({ store, clock }, crm, install);
  const { baseUrl } = install;
  const pacer = createPacer(crm.manifest.buckets, clock);
  const connection = crm.connect({ installId, baseUrl, settings: {}, tokens, pacer, clock, log: openLog('silent') });
  await Promise.all(Array.from({ length: 10 }, () => connection.readFields('customer', ['1'], [])));
  say('read');
  await store.close();
} else {
  const { tokens } = await readAccess(store, installId);
  const refresh: typeof crm.refresh = async (...given) => {
    const fresh = await crm.refresh(...given);
    if (role === 'die before saving') {
      say('answered');
      await forever();
    }
    return fresh;
  };
  say(await storedTokens({ store, clock }, { ...crm, refresh }, install).renew(tokens.accessToken));
  await forever();
}
