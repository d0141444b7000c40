/** Salesforce's own tools on the Lightning components, with no network: lint rules, component tests, compiler. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { cardOf } from '../../fixtures/cards.ts';
import { bad, good, insufficient } from '../../fixtures/scorecards.ts';

const PROJECT = join(import.meta.dirname, '../../../extensions/salesforce');
const COMPONENTS = join(PROJECT, 'force-app/main/default/lwc');
const CARDS = join(COMPONENTS, 'pulsoCard/__tests__/data');
const JEST = join(
  dirname(createRequire(import.meta.url).resolve('@salesforce/sfdx-lwc-jest/package.json')),
  'bin/sfdx-lwc-jest',
);

test("Salesforce's lint rules find nothing", async () => {
  const results = await new ESLint({ cwd: PROJECT }).lintFiles(['force-app']);
  expect(results.length).toBeGreaterThan(15);
  expect(
    results.flatMap(({ filePath, messages }) => messages.map((m) => `${filePath}:${m.line} ${m.message}`)),
  ).toEqual([]);
});

test.each([
  ['bad-en', bad, 'en'],
  ['bad-es', bad, 'es'],
  ['good-en', good, 'en'],
  ['insufficient-en', insufficient, 'en'],
  ['insufficient-es', insufficient, 'es'],
] as const)('the card %s of the component tests is what Pulso draws', async (name, scorecard, language) => {
  await expect(`${JSON.stringify(cardOf(scorecard, language), null, 2)}\n`).toMatchFileSnapshot(
    join(CARDS, `${name}.json`),
  );
});

test('the component tests pass', async () => {
  const outputFile = join(mkdtempSync(join(tmpdir(), 'pulso-jest-')), 'result.json');
  const args = [JEST, '--', '--json', `--outputFile=${outputFile}`, '--maxWorkers=2'];
  // The result says what failed; the exit code only that something did.
  await promisify(execFile)(process.execPath, args, { cwd: PROJECT }).catch(() => undefined);
  const { numPassedTests, testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as {
    numPassedTests: number;
    testResults: { message: string }[];
  };
  expect(testResults.map(({ message }) => message).filter((message) => message !== '')).toEqual([]);
  expect(numPassedTests).toBeGreaterThan(30);
});

test('every component says to the platform what it is', () => {
  const folders = readdirSync(COMPONENTS);
  const exposed = folders.filter((name) => {
    const meta = readFileSync(join(COMPONENTS, name, `${name}.js-meta.xml`), 'utf8');
    expect(meta).toContain('<apiVersion>67.0</apiVersion>');
    return meta.includes('<isExposed>true</isExposed>');
  });
  expect(exposed).toEqual(['pulsoAccount', 'pulsoCard', 'pulsoPortfolio']);
});
