/** A Salesforce org with very many cases, in a process of its own. Says its address, and ends with its input. */
import { manyCasesSeed } from '../../src/sandbox/salesforce/seed-many.ts';
import { startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';

const [cases = '0', token = '', now = ''] = process.argv.slice(2);
const sandbox = await startSalesforceSandbox({
  port: 0,
  seed: () => manyCasesSeed({ cases: Number(cases), now: Date.parse(now) }),
  accessTokens: [token],
});
process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
process.stdin.resume().on('end', () => void sandbox.close());
