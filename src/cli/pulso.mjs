#!/usr/bin/env node
// Starts the command line under Node 24 or newer: the system's own, or the one that the `node` package brought along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'main.ts');
const built = join(here, '../../dist/cli/main.js');
// Node does not strip types below node_modules: an installed package runs what was built.
const entry = here.includes('node_modules') && existsSync(built) ? built : source;

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Halves the time until a command answers; the program's threads learn of it by the environment only.
  const { directory } = nodeModule.enableCompileCache();
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
  const { runCli } = await import(entry);
  process.exitCode = await runCli(process.argv.slice(2));
} else {
  let node;
  try {
    node = join(dirname(nodeModule.createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
  } catch {
    process.stderr.write('Pulso needs Node 24 or newer. Install it, or run "npm install" here: it brings one along.\n');
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Whoever stops this process means the program: it ends in order, and this process with its exit code. A terminal's Ctrl-C
  // reaches both, a process manager's SIGINT only this one: passed on as another signal, it never counts twice.
  process.on('SIGINT', () => child.kill('SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`Node 24 could not be started (${error.message}). Run "npm install" again.\n`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}
