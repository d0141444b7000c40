/**
 * Bundles the extension as HubSpot does, and the page that hosts it on the sandbox. Needs no network.
 * `node extensions/hubspot/build.mjs [folder]`; `dist` beside this file unless told.
 */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { build } from 'vite';

const here = import.meta.dirname;
const target = resolve(process.argv[2] ?? join(here, 'dist'));
mkdirSync(target, { recursive: true });
// Whoever reads meanwhile finds every file whole: each is moved into its place when all are done.
const outDir = mkdtempSync(join(target, '.making-'));

const extensions = [
  ['cards', 'record-card.tsx'],
  ['cards', 'linked-card.tsx'],
  ['cards', 'help-desk-card.tsx'],
  ['settings', 'settings-page.tsx'],
  ['pages', 'home-page.tsx'],
];
for (const [folder, file] of extensions) {
  await buildSingleExtension({
    ...{ file, root: join(here, 'src/app', folder), outputDir: outDir, emptyOutDir: false, logLevel: 'silent' },
  });
}
for (const name of ['worker', 'host']) {
  await build({
    ...{ root: join(here, 'host'), configFile: false, logLevel: 'silent' },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      lib: {
        entry: join(here, 'host', `${name}.ts`),
        name: `pulso_${name}`,
        formats: ['iife'],
        fileName: () => `${name}.js`,
      },
      ...{ outDir, emptyOutDir: false, target: 'es2022' },
    },
  });
}
for (const file of readdirSync(outDir).sort((a, b) => Number(a === 'host.js') - Number(b === 'host.js'))) {
  renameSync(join(outDir, file), join(target, file));
}
rmdirSync(outDir);
