import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConfigInvalid } from '../../src/errors.ts';
import { holdHome } from '../../src/hold-home.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pulso-hold-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('gives a data folder to one program at a time', () => {
  const held = holdHome(home);
  expect(() => holdHome(home)).toThrow(ConfigInvalid);
  held.release();
  holdHome(home).release();
});

it('takes it from a program that was killed', async () => {
  const module = JSON.stringify(new URL('../../src/hold-home.ts', import.meta.url).href);
  const code = `const { holdHome } = await import(${module}); holdHome(process.argv[1]); console.log('held'); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', code, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  expect(() => holdHome(home)).toThrow(/PULSO_HOME: another Pulso is about to work/);
  other.kill('SIGKILL');
  await once(other, 'exit');
  holdHome(home).release();
});
