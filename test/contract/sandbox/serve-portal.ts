import { startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { smallPortal } from './small-portal.ts';

/** Serves a small portal from the file given as argument until it is killed; prints its address. */
const [, , file, webhookTarget] = process.argv;
if (file === undefined) throw new Error('a file is needed');
const sandbox = await startHubspotSandbox({
  port: 0,
  seed: smallPortal,
  file,
  ...(webhookTarget && {
    webhooks: { targetUrl: webhookTarget, clientSecret: 's', gatherMs: 5, retryDelaysMs: [10, 10] },
  }),
});
process.stdout.write(`${sandbox.url}\n`);
