/** Starts the real program as a stranger does: a child process, its own data folder, free ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');

export interface Running {
  readonly child: ChildProcess;
  readonly home: string;
  /** Everything that it printed. */
  readonly lines: string[];
  /** Resolves with the first group of the first printed line that matches; rejects when it ends before. */
  printed(pattern: RegExp): Promise<string>;
  /** Ends it: politely, or as a power cut would. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'pulso-e2e-'));
}

/** A clean environment: nothing of the machine's own settings reaches the program. One small sandbox is enough for most tests. */
export function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const sandbox = { PULSO_SANDBOX: 'hubspot', PULSO_SANDBOX_CONTACTS: '60' };
  return { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...sandbox, ...extra };
}

/** Runs `pulso <words>` in the background. */
export function startPulso(
  words: readonly string[],
  home: string,
  extra: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/pulso.mjs'), ...words], {
    cwd: home,
    env: environment({ PULSO_HOME: home, ...extra }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const take = (line: string): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take);
  const exited = once(child, 'exit');
  return {
    child,
    home,
    lines,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          for (const line of lines) {
            const match = pattern.exec(line);
            if (match === null) continue;
            waiting.delete(look);
            resolve(match[1] ?? match[0]);
            return;
          }
        };
        waiting.add(look);
        look();
        exited.then(() => reject(new Error(`pulso ended before it printed ${pattern}:\n${lines.join('\n')}`)));
      }),
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await exited;
    },
  };
}

/** Runs `pulso <words>` to its end. */
export async function runPulso(
  words: readonly string[],
  home: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/pulso.mjs'), ...words], {
    cwd: home,
    env: environment({ PULSO_HOME: home, ...extra }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/**
 * Asks until the answer satisfies; a state to wait for, bounded in time. The pause between two questions grows with the time waited,
 * because each one costs the program that is asked some work; a state that passes quickly is asked for at a steady `everyMs`.
 */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  satisfied: (answer: Answer) => boolean,
  { withinMs = 300_000, everyMs }: { readonly withinMs?: number; readonly everyMs?: number } = {},
): Promise<Answer> {
  const startedAt = Date.now();
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > withinMs) throw new Error(`Not reached in ${withinMs} ms: ${JSON.stringify(answer)}`);
    const pauseMs = everyMs ?? Math.min(500, Math.max(20, waitedMs / 10));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
