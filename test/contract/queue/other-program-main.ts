import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { Task } from '../../../src/jobs/queue.ts';
import { openStore } from '../../../src/store/open.ts';
import { SECRET_KEY } from './other-program.ts';

const [role, url = '', nowMs] = process.argv.slice(2);
const { store, queue } = await openStore({ url, secretKey: SECRET_KEY, clock: () => Number(nowMs) });
// Lines must leave the program before it goes on: it may be killed at any moment.
const say = (line: string) => writeSync(1, `${line}\n`);

/** Begins and never ends. */
const hang: Task = async (payload) => {
  say(`began ${JSON.stringify(payload)}`);
  await new Promise(() => {});
};

/** Tells when it holds its lane, on the one clock that all programs share. */
const lane: Task = async (_payload, { job }) => {
  const from = process.hrtime.bigint();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  say(JSON.stringify({ id: job.id, lane: job.lane, from: String(from), to: String(process.hrtime.bigint()) }));
};

const runner = queue.run({ concurrency: 3, tasks: role === 'hang' ? { hang } : { lane }, leaseMs: 30_000 });
if (role === 'lanes') {
  await queue.idle();
  await runner.stop(5_000);
  await store.close();
}
