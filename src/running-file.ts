import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const runningSchema = z.strictObject({
  pid: z.number().int(),
  /** Where it answers: http://host:port. */
  url: z.url(),
  /** It does jobs itself. */
  jobs: z.boolean(),
  /** Tells this run from another one that happens to have the same address. */
  run: z.string().min(1),
});
export type Running = z.infer<typeof runningSchema>;

/** Notes that a program works in this folder. */
export function writeRunning(path: string, running: Running): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(running));
}

export function removeRunning(path: string): void {
  rmSync(path, { force: true });
}

/** The program that works in this folder now: one that left its note and still answers as itself. Null when there is none. */
export async function findRunning(path: string): Promise<Running | null> {
  let running: Running;
  try {
    running = runningSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
  try {
    const response = await fetch(`${running.url}/healthz`, { signal: AbortSignal.timeout(2000) });
    const answer: unknown = await response.json();
    const same = typeof answer === 'object' && answer !== null && 'run' in answer && answer.run === running.run;
    return same ? running : null;
  } catch {
    return null;
  }
}
