/** Power cuts: the program is killed at twenty random moments, and nothing is lost and nothing is written twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/jobs/status.ts';
import { finalState, finish, NOW, startSandbox, TOKEN, writesPerRecord } from './sandbox.ts';
import { newHome, type Running, startPulso, until } from './start-pulso.ts';

type Phase = 'reading' | 'scoring' | 'writing' | 'done';
const ORDER: readonly Phase[] = ['reading', 'scoring', 'writing', 'done'];

/** Twenty kills: each waits for its phase and strikes at a random moment after that. */
const KILLS: readonly { readonly phase: Phase; readonly withinMs: number }[] = [
  ...Array.from({ length: 7 }, () => ({ phase: 'reading' as const, withinMs: 900 })),
  ...Array.from({ length: 5 }, () => ({ phase: 'scoring' as const, withinMs: 120 })),
  ...Array.from({ length: 8 }, () => ({ phase: 'writing' as const, withinMs: 160 })),
];
const CONSOLE_KEY = 'a-key-of-the-kill-test';

const running: Running[] = [];
afterAll(async () => {
  for (const program of running) await program.end('SIGKILL');
});

/** Numbers that look random and are the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function connect(home: string, sandbox: string): Running {
  const program = startPulso(['start'], home, {
    PULSO_NOW: NOW,
    HUBSPOT_ACCESS_TOKEN: TOKEN,
    HUBSPOT_BASE_URL: sandbox,
    PULSO_CONSOLE_KEY: CONSOLE_KEY,
  });
  running.push(program);
  return program;
}

/** What the program is at. */
async function phaseOf(url: string): Promise<Phase> {
  const response = await fetch(`${url}/api/status`, { headers: { authorization: `Bearer ${CONSOLE_KEY}` } });
  const [install] = ((await response.json()) as StatusReport).installs;
  if (install === undefined || install.lastSyncAt === null) return 'reading';
  if (install.toScore > 0) return 'scoring';
  return install.toWrite > 0 ? 'writing' : 'done';
}

describe('kill -9 in the middle of backfill, scoring and write-back', () => {
  let undisturbed: Awaited<ReturnType<typeof finalState>>;

  beforeAll(async () => {
    const sandbox = await startSandbox(running);
    const program = connect(newHome(), sandbox);
    await finish(program);
    await program.end();
    undisturbed = await finalState(sandbox);
  }, 400_000);

  it(`ends like an undisturbed run after ${KILLS.length} kills, each record written once`, async () => {
    const sandbox = await startSandbox(running);
    const home = newHome();
    const random = createRandom(20_261_123);
    const hit: Phase[] = [];
    for (const { phase, withinMs } of KILLS) {
      const program = connect(home, sandbox);
      const url = await program.printed(/^Pulso is at (\S+)/);
      await until(
        () => phaseOf(url),
        (reached) => ORDER.indexOf(reached) >= ORDER.indexOf(phase),
        { everyMs: 20 },
      );
      await new Promise((resolve) => setTimeout(resolve, random() * withinMs));
      hit.push(await phaseOf(url));
      await program.end('SIGKILL');
    }
    // The kills must have hit the work, not the rest after it.
    for (const phase of ['reading', 'scoring', 'writing'] as const) expect(hit).toContain(phase);
    expect(hit.filter((phase) => phase === 'done').length).toBeLessThan(KILLS.length / 4);
    const last = connect(home, sandbox);
    await finish(last);
    await last.end();

    expect(await finalState(sandbox)).toEqual(undisturbed);
    const writes = await writesPerRecord(sandbox);
    expect([...writes].filter(([, count]) => count > 1)).toEqual([]);
    for (const type of ['contacts', 'companies', 'tickets'])
      expect([...writes.keys()].filter((record) => record.startsWith(`${type} `)).length).toBeGreaterThan(0);
    expect(writes.size).toBe(Object.values(undisturbed).filter((fields) => fields.pulso_card !== null).length);
  }, 600_000);
});
