/** A worker that does jobs which do nothing, until none is left. Says when it began and ended, and how many it did. */
import { openStore } from '../../src/store/open.ts';

const [url = ''] = process.argv.slice(2);
const { store, queue } = await openStore({ url, secretKey: new Uint8Array(32), clock: () => Date.now() });
let done = 0;
const began = Date.now();
const runner = queue.run({
  concurrency: 4,
  tasks: {
    nothing: async () => {
      done += 1;
    },
  },
});
await queue.idle();
const ended = Date.now();
await runner.stop(1_000);
await store.close();
process.stdout.write(`${JSON.stringify({ began, ended, done })}\n`);
