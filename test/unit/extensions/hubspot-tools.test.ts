/** HubSpot's own tools on the extension, with no network: its lint rules, its bundler; its component types are a part of `npm run types`. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '../../../extensions/hubspot');
const APP = join(PROJECT, 'src/app');
const ENTRIES = [
  ['cards', 'record-card.tsx'],
  ['cards', 'linked-card.tsx'],
  ['cards', 'help-desk-card.tsx'],
  ['settings', 'settings-page.tsx'],
  ['pages', 'home-page.tsx'],
] as const;

test("HubSpot's lint rules find nothing", async () => {
  const results = await new ESLint({ cwd: PROJECT }).lintFiles(['src']);
  expect(results.length).toBeGreaterThan(15);
  expect(
    results.flatMap(({ filePath, messages }) => messages.map((m) => `${filePath}:${m.line} ${m.message}`)),
  ).toEqual([]);
});

describe('bundles as HubSpot does', () => {
  test.each(ENTRIES)(
    '%s/%s',
    async (folder, file) => {
      const outputDir = mkdtempSync(join(tmpdir(), 'pulso-extension-'));
      await buildSingleExtension({ file, root: join(APP, folder), outputDir, logLevel: 'silent' });
      const bundle = readFileSync(join(outputDir, file.replace(/tsx$/, 'js')), 'utf8');
      expect(bundle).toContain('extend_V2');
      // Unminified, and with the paths of the checkout in it: a bound that says "no second copy of React", not a size.
      expect(bundle.length).toBeLessThan(400_000);
    },
    60_000,
  );
});

/** HubSpot forbids imports from outside the folder of a feature, so what they share stands in each of them. */
test('the copies that the folders share are one text', () => {
  const copies = [
    ['cards/card/pulso.ts', 'settings/page/pulso.ts', 'pages/page/pulso.ts'],
    ['settings/page/use-answer.ts', 'pages/page/use-answer.ts'],
    ['settings/page/failed.tsx', 'pages/page/failed.tsx'],
  ];
  for (const paths of copies) {
    expect(new Set(paths.map((path) => readFileSync(join(APP, path), 'utf8'))).size).toBe(1);
  }
  expect(readdirSync(APP).sort()).toEqual([
    'app-hsmeta.json',
    'cards',
    'pages',
    'settings',
    'webhooks',
    'workflow-actions',
  ]);
});
