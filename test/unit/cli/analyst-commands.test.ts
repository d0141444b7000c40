import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';
import { sigmoid } from '../../../src/cx/stats/logistic-regression.ts';
import { seededRandom } from '../../../src/cx/stats/seeded-random.ts';
import { mtcars } from '../../fixtures/mtcars.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-tables-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...words: string[]): Promise<{ exit: number; out: string; said: string }> {
  const out: string[] = [];
  const said: string[] = [];
  const exit = await runCli(words, {
    live: false,
    result: (text) => void out.push(text),
    remark: (text) => void said.push(text),
    progress: () => undefined,
  });
  return { exit, out: out.join('\n'), said: said.join('\n') };
}

const cars = [
  'mpg;cyl;disp;hp;gear;car_id;make',
  ...mtcars.map((car, index) => `${Object.values(car).join(';')};${index};x`),
].join('\n');

describe('pulso drivers', () => {
  test('the published weights, as JSON and as a table', async () => {
    const data = file('cars.csv', cars);
    const words = [
      'drivers',
      '--data',
      data,
      '--target',
      'mpg',
      '--min-rows',
      '30',
      '--resamples',
      '60',
      '--method',
      'relative-weights',
    ];
    const { exit, out } = await run(...words, '--json');
    expect(exit).toBe(0);
    const report = JSON.parse(out);
    expect(report.status).toBe('reported');
    expect(report.drivers[0]).toMatchObject({ predictor: 'hp' });
    expect(report.drivers[0].raw).toBeCloseTo(0.2321744, 7);
    expect(report.leftOut).toEqual([
      { column: 'car_id', reason: 'it looks like an identifier' },
      { column: 'make', reason: 'it holds words' },
    ]);
    const shown = await run(...words, '--predictors', 'cyl,hp', '--scales', 'cyl=4:8,hp=50:340');
    expect(shown.out).toContain('Correlation is not cause');
    expect(shown.out).not.toContain('disp');
  });

  test('too few rows are not reported, which is no error', async () => {
    const { exit, out } = await run('drivers', '--data', file('few.csv', cars), '--target', 'mpg');
    expect(exit).toBe(0);
    expect(out).toBe('Not reported: 32 complete rows; at least 100 are needed for 4 predictors.');
  });

  test('faults name line, column and remedy; exit code 2', async () => {
    const bad = await run('drivers', '--data', file('comma.csv', cars.replace('22.8', '22,8')), '--target', 'mpg');
    expect(bad.exit).toBe(2);
    expect(bad.said).toContain('line 4, mpg: is 22,8 with a decimal comma among decimal points; write 22.8');
    const data = file('cars2.csv', cars);
    const many = await run(
      'drivers',
      '--data',
      data,
      '--target',
      'make',
      '--predictors',
      'make,moon',
      '--method',
      'magic',
      '--seed',
      'x',
    );
    expect(many.exit).toBe(2);
    for (const part of [
      '--target: "make" holds words',
      '--predictors: "make" is the target',
      '--predictors: there is no column "moon"; the table has mpg, cyl',
      '--method: "magic" is unknown; use one of shapley, relative-weights',
      '--seed: "x" is not a whole number',
    ]) {
      expect(many.said).toContain(part);
    }
    expect((await run('drivers', '--data', join(folder, 'none.csv'), '--target', 'a')).said).toContain('no such file');
    expect((await run('drivers', '--data', data, '--target', 'mpg', '--scales', 'hp=9:1')).said).toContain(
      '--scales: "hp=9:1"',
    );
    const resamples = await run('drivers', '--data', data, '--target', 'mpg', '--min-rows', '30', '--resamples', '2');
    expect(resamples).toMatchObject({ exit: 2, said: expect.stringContaining('resamples must lie in 50..10000') });
  });
});

describe('pulso churn', () => {
  const random = seededRandom(4);
  const lines = Array.from({ length: 800 }, (_, index) => {
    const months = random.below(60);
    const plan = random.uniform() < 0.5 ? 'monthly' : 'yearly';
    const left = random.uniform() < sigmoid(0.5 - 0.06 * months + (plan === 'monthly' ? 1 : -1));
    return { id: `C-${index}`, months, plan, left };
  });
  const csv = (left: (value: boolean) => string): string =>
    [
      'customerID,months,plan,left',
      ...lines.map((line) => `${line.id},${line.months},${line.plan},${left(line.left)}`),
    ].join('\n');

  test('trains, judges out of fold and prints the evaluation', async () => {
    const data = file(
      'churn.csv',
      csv((left) => (left ? 'Yes' : 'No')),
    );
    const { exit, out, said } = await run('churn', '--data', data, '--target', 'left', '--json');
    expect(exit).toBe(0);
    const printed = JSON.parse(out);
    expect(printed).toMatchObject({ kind: 'probability', rows: 800, leaks: [] });
    expect(printed.evaluation.auc).toBeGreaterThan(0.75);
    expect(printed.evaluation.brier).toBeLessThan(printed.evaluation.baseBrier);
    expect(printed.weights[0]).toMatchObject({ feature: 'months' });
    expect(said).toContain('"customerID" looks like an identifier');
    const text = await run('churn', '--data', data, '--target', 'left');
    expect(text.out).toContain('Churn probability.');
    expect(text.out).toMatch(/AUC 0\.\d{3}/);
  });

  test('words need the event named; JSON lines, ones and words say the same', async () => {
    const words = file(
      'words.csv',
      csv((left) => (left ? 'gone' : 'here')),
    );
    expect(await run('churn', '--data', words, '--target', 'left')).toMatchObject({
      exit: 2,
      said: expect.stringContaining('holds gone, here; name the one that means left with --event'),
    });
    expect((await run('churn', '--data', words, '--target', 'left', '--event', 'lost')).said).toContain(
      '"lost" does not occur',
    );
    const yesNo = file('yes-no.csv', 'x,left\n1,yes\n2,no\n3,no\n');
    expect((await run('churn', '--data', yesNo, '--target', 'left', '--event', 'gone')).said).toContain(
      '"gone" does not occur in "left"',
    );
    const byWord = await run('churn', '--data', words, '--target', 'left', '--event', 'gone', '--json');
    const ones = await run(
      'churn',
      '--data',
      file(
        'ones.csv',
        csv((left) => (left ? '1' : '0')),
      ),
      '--target',
      'left',
      '--json',
    );
    const jsonl = file(
      'lines.jsonl',
      lines.map((line) => JSON.stringify({ customerID: line.id, ...line, id: undefined })).join('\n'),
    );
    const byLines = await run('churn', '--data', jsonl, '--target', 'left', '--json');
    expect(JSON.parse(ones.out).evaluation).toEqual(JSON.parse(byWord.out).evaluation);
    expect(JSON.parse(byLines.out).evaluation).toEqual(JSON.parse(byWord.out).evaluation);
  });

  test('little history is a risk index by name', async () => {
    const data = file(
      'little.csv',
      csv((left) => (left ? 'yes' : 'no'))
        .split('\n')
        .slice(0, 20)
        .join('\n'),
    );
    const { out } = await run('churn', '--data', data, '--target', 'left', '--lowers', 'months');
    expect(out).toContain('Risk index, not a probability');
    expect(out).not.toContain('Brier');
  });

  test('features recorded after the outcome are refused by line', async () => {
    const dated = file(
      'dated.csv',
      'months,read,decided,left\n1,2026-01-01,2026-02-01,yes\n2,2026-03-01,2026-02-01,no\n3,soon,2026-02-01,no\n',
    );
    const words = ['churn', '--data', dated, '--target', 'left', '--recorded-at', 'read'];
    const late = await run(...words, '--outcome-at', 'decided');
    expect(late.exit).toBe(2);
    expect(late.said).toContain('line 3, read: does not lie before decided');
    expect(late.said).toContain('line 4, read: is no date');
    expect((await run(...words)).said).toContain('--outcome-at; give both');
    const asked = await run(
      'churn',
      '--data',
      dated,
      '--target',
      'left',
      '--features',
      'months',
      '--after-outcome',
      'months',
    );
    expect(asked.said).toContain('"months" is only known after the outcome');
  });

  test('a target that is neither 0 nor 1 names the line', async () => {
    const data = file('two.csv', 'months,left\n1,0\n2,2\n');
    expect((await run('churn', '--data', data, '--target', 'left')).said).toContain(
      'line 3, left: is 2; write 1 for left',
    );
  });
});
