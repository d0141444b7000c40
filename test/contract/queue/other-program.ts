/** Another program on the same database, for tests of what happens between programs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const SECRET_KEY = new Uint8Array(32).fill(3);

export interface OtherProgram {
  /** What it says next: one line. Throws when it ended without. */
  line(): Promise<string>;
  /** Every line that it said, after it has ended by itself. */
  rest(): Promise<string[]>;
  /** `kill -9`, and the wait for its end. */
  kill(): Promise<void>;
}

/** Starts a worker on the database whose clock stands at the given instant. */
export function startOtherProgram(role: 'hang' | 'lanes', url: string, nowMs: number): OtherProgram {
  return startScript(fileURLToPath(new URL('./other-program-main.ts', import.meta.url)), [role, url, String(nowMs)]);
}

export function startScript(script: string, words: readonly string[]): OtherProgram {
  const child: ChildProcess = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the other program has no output');
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async line() {
      const next = await lines.next();
      if (next.done === true) throw new Error('the other program ended without a word');
      return next.value;
    },
    async rest() {
      const all: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) all.push(next.value);
      await ended;
      return all;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}
