/**
 * Compiles the Lightning web components with Salesforce's own compiler and base components, for the sandbox's pages. Needs no network.
 * `node extensions/salesforce/build.mjs [folder]`; `dist` beside this file unless told.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { rollup } from 'rollup';

const here = import.meta.dirname;
const { resolve: find } = createRequire(import.meta.url);
const target = resolve(process.argv[2] ?? join(here, 'dist'));
mkdirSync(target, { recursive: true });
// Whoever reads meanwhile finds every file whole: each is moved into its place when all are done.
const making = mkdtempSync(join(target, '.making-'));

/** In an org the components live in the namespace `c`; here that is a folder of this name, inside the project whose packages it needs. */
const own = join(here, 'dist');
mkdirSync(own, { recursive: true });
const modules = mkdtempSync(join(own, '.modules-'));
cpSync(join(here, 'force-app/main/default/lwc'), join(modules, 'c'), {
  recursive: true,
  filter: (path) => !path.includes('__tests__'),
});

/** The language and time zone of whoever looks; the base components' own are always English. */
const viewer = ['lang', 'locale', 'timeZone'].map((name) => ({
  name: `@salesforce/i18n/${name}`,
  path: join(here, 'host/viewer', `${name}.js`),
}));
/** Duplicate slots and circular imports are the base components' own, and known. */
const quiet = ({ code, message }) => code === 'CIRCULAR_DEPENDENCY' || /LWC1137|LWC1187/.test(message);

const bundle = await rollup({
  input: join(here, 'host/host.js'),
  onwarn: (warning, warn) => quiet(warning) || warn(warning),
  plugins: [
    replace({
      'import.meta.env.SSR': 'false',
      'process.env.NODE_ENV': '"production"',
      preventAssignment: true,
    }),
    lwc({
      rootDir: modules,
      modules: [...viewer, { dir: join(here, 'host/stubs') }, { dir: modules }, { npm: 'lightning-base-components' }],
      enableDynamicComponents: true,
    }),
    nodeResolve({ rootDir: here }),
  ],
});
await bundle.write({ file: join(making, 'host.js'), format: 'iife', name: 'pulsoHost', inlineDynamicImports: true });
await bundle.close();

/** The styles of Lightning without its fonts: they are not ours to serve. */
const styles = find('@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css');
const css = readFileSync(styles, 'utf8')
  .replace(/@font-face\s*\{[^}]*\}/g, '')
  .replace(/url\((?!["']?(?:data:|#))[^)]*\)/g, 'none');
writeFileSync(join(making, 'styles.css'), css);

/** Whoever passes the bundle on passes on the licences of what it is made of. */
const licences = [
  '@lwc/engine-dom/LICENSE.md',
  'lightning-base-components/LICENSE.txt',
  '@salesforce-ux/design-system/assets/icons/License-for-icons.txt',
];
const notices = licences.map((path) => `${path}\n\n${readFileSync(find(path), 'utf8')}`);
notices.push('@salesforce-ux/design-system: BSD-3-Clause, Copyright (c) 2015-present, salesforce.com, inc.\n');
writeFileSync(join(making, 'licences.txt'), notices.join('\n\n'));

for (const file of ['licences.txt', 'styles.css', 'host.js']) renameSync(join(making, file), join(target, file));
for (const folder of [making, modules]) rmSync(folder, { recursive: true });
