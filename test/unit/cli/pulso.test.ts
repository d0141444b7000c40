import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../../src/cli/pulso.mjs', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

/** A Node of this computer that is too old for Pulso itself; null where there is none. */
function findOldNode(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(folder, 'node');
    try {
      const major = Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
      if (major < 24) return node;
    } catch {
      // There is none in this folder.
    }
  }
  return null;
}
const oldNode = findOldNode();
const title = `the launcher under an old Node${oldNode === null ? ': there is none on this computer' : ''}`;

describe.skipIf(oldNode === null)(title, () => {
  it('starts the program under the Node that npm brought along', () => {
    expect(execFileSync(oldNode!, [LAUNCHER, '--version'], { encoding: 'utf8' }).trim()).toBe(version);
  });

  it('passes on a SIGINT that only it was sent, and ends with the program', async () => {
    const home = mkdtempSync(join(tmpdir(), 'pulso-launcher-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const launcher = spawn(oldNode!, [LAUNCHER, 'sandbox', '--crm', 'hubspot', '--port', '0'], {
      env: { ...process.env, PULSO_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(launcher.stdout, 'data');
    launcher.kill('SIGINT');
    expect(await once(launcher, 'exit')).toEqual([0, null]);
  });
});
