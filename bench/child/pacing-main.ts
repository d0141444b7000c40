/** One program of a fleet that calls a CRM as fast as it may, for so long. Says how many calls were answered. */
import { pino } from 'pino';
import { systemClock } from '../../src/crm/clock.ts';
import { hubspot } from '../../src/crm/hubspot/index.ts';
import { createSharedPacer } from '../../src/crm/shared-pacer.ts';
import { staticTokens } from '../../src/crm/tokens.ts';
import { openStore } from '../../src/store/open.ts';
import { INSTALL } from '../people.ts';

const [url = '', baseUrl = '', token = '', forMs = '0'] = process.argv.slice(2);
const { store } = await openStore({ url, secretKey: new Uint8Array(32), clock: () => Date.now() });
const log = pino({ level: 'silent' });
const pacer = createSharedPacer({
  ...{ install: INSTALL.id, holder: String(process.pid), buckets: hubspot.manifest.buckets },
  ...{ ledger: store.permits, clock: systemClock, log },
});
const connection = hubspot.connect({
  ...{ installId: INSTALL.id, baseUrl, settings: {}, tokens: staticTokens(token), pacer, clock: systemClock, log },
});
const until = Date.now() + Number(forMs);
let calls = 0;
const caller = async (): Promise<void> => {
  while (Date.now() < until) {
    await connection.readFields('customer', ['70100000001'], ['score']);
    calls += 1;
  }
};
await Promise.all(Array.from({ length: 4 }, caller));
await pacer.close();
await store.close();
process.stdout.write(`${JSON.stringify({ calls })}\n`);
