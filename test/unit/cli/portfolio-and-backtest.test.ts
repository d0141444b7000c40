import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';
import { readAttributes } from '../../../src/cli/read-attributes.ts';
import { readOutcomes } from '../../../src/cli/read-outcomes.ts';
import { ago, survey, ticket } from '../cx/signals.ts';

const folder = mkdtempSync(join(tmpdir(), 'pulso-'));
const NOW = '2026-11-23T12:00:00Z';
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...words: string[]): Promise<{ code: number; result: string; remarks: string }> {
  const results: string[] = [];
  const remarks: string[] = [];
  const code = await runCli(words, {
    live: false,
    result: (text) => results.push(text),
    remark: (text) => remarks.push(text),
    progress: () => undefined,
  });
  return { code, result: results.join('\n'), remarks: remarks.join('\n') };
}

let signals = '';
beforeAll(() => {
  const lines = Array.from({ length: 12 }, (_, index) => {
    const customer = String(1001 + index);
    const answer = index % 2 === 0 ? 2 : 9;
    return [300, 200, 150, 60].flatMap((days) => [
      survey({ id: `n${index}:${days}`, customer, survey: 'nps', value: answer, at: ago(days) }),
      survey({ id: `c${index}:${days}`, customer, survey: 'csat', value: index % 2 === 0 ? 1 : 5, at: ago(days - 1) }),
      ticket({
        id: `t${index}:${days}`,
        customer,
        at: ago(days),
        firstResponseAt: ago(days - (index % 2 === 0 ? 5 : 0.05)),
        resolvedAt: ago(days - (index % 2 === 0 ? 9 : 0.5)),
      }),
    ]);
  }).flat();
  signals = file('signals.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id": 1}\n`);
});

describe('pulso backtest', () => {
  const outcomes = [
    'customer,at,kind',
    '1001,2026-08-20,churn',
    '1003,2026-08-01T10:00:00Z,churn',
    '1005,2026-07-20,churn',
  ];

  test('compares models on the past, as a table and as JSON; refused lines are told by number', async () => {
    const good = file('good.csv', [...outcomes, '1007,soon,churn', ',2026-01-01,left'].join('\n'));
    const other = file('other.json', JSON.stringify({ version: 2, weights: { csat: 1 }, minCoverage: 0.1 }));
    const base = file('base.json', JSON.stringify({ minCoverage: 0.1 }));
    const words = [
      '--signals',
      signals,
      '--outcomes',
      good,
      '--until',
      NOW,
      '--model',
      base,
      '--model',
      other,
      '--shake',
    ];
    const { code, result, remarks } = await run('backtest', ...words, '--json');
    expect(code).toBe(0);
    const { backtests, whatIf, robustness, refusedOutcomes } = JSON.parse(result);
    expect(backtests[0]).toMatchObject({ kind: 'churn', outcomes: 3, horizonDays: 90, everyDays: 30 });
    expect(backtests[0].models.map(({ model }: { model: { version: number } }) => model.version)).toEqual([1, 2]);
    expect(backtests[0].models[0].auc.auc).toBeGreaterThan(0.7);
    expect(backtests[0].models[0].warnings[0]).toMatch(/say little/);
    expect(whatIf).toHaveLength(1);
    expect(robustness.customers).toBe(12);
    expect(refusedOutcomes.map(({ line }: { line: number }) => line)).toEqual([5, 6]);
    expect(remarks).toContain('line 5, at: is no date');
    expect(remarks).toContain('line 6, kind: is none of churn, detractor');
    expect(remarks).toContain('line 145, kind');
    const told = await run('backtest', ...words);
    expect(told.result).toContain('3 outcomes, 3 of them within 90 days');
    expect(told.result).toContain('AUC');
  });

  test('outcomes as JSON lines', async () => {
    const json = file('outcomes.jsonl', '{"customer":"1001","at":"2026-08-20","kind":"detractor"}\nno\n');
    const { code, result, remarks } = await run('backtest', '--signals', signals, '--outcomes', json, '--until', NOW);
    expect([code, result.startsWith('detractor: 1 outcomes')]).toEqual([0, true]);
    expect(remarks).toContain('line 2');
  });

  test('every fault at once, and exit code 2', async () => {
    const twice = file('twice.json', '{}');
    const { code, remarks } = await run(
      ...['backtest', '--signals', 'nowhere', '--outcomes', 'nowhere', '--until', 'later', '--horizon', 'x'],
      ...['--model', twice, '--model', twice],
    );
    expect(code).toBe(2);
    for (const key of ['--signals', '--outcomes', '--until', '--horizon', '--model'])
      expect(remarks).toContain(`- ${key}: `);
    const headless = file('headless.csv', 'who,when\na,b\n');
    expect((await run('backtest', '--signals', signals, '--outcomes', headless)).remarks).toContain(
      'no column "customer"',
    );
    const none = file('none.csv', 'customer,at,kind\n');
    expect((await run('backtest', '--signals', signals, '--outcomes', none)).code).toBe(2);
    const zero = await run(
      'backtest',
      '--signals',
      signals,
      '--outcomes',
      file('g.csv', outcomes.join('\n')),
      '--every',
      '0',
    );
    expect([zero.code, zero.remarks.includes('everyDays')]).toEqual([2, true]);
  });
});

describe('pulso portfolio', () => {
  const header = 'customer,plan,revenue,started_at,ended_at';
  const rows = Array.from({ length: 12 }, (_, index) =>
    [1001 + index, index < 6 ? 'pro' : 'free', 100 * index, '2025-01-10', index === 0 ? '2026-08-20' : ''].join(','),
  );

  test('all customers together, by segments, with a dated change', async () => {
    const attributes = file('attributes.csv', [header, ...rows, '9999,pro,1,2025-01-01,'].join('\n'));
    const words = ['--signals', signals, '--attributes', attributes, '--segments', 'plan', '--now', NOW];
    const { code, result, remarks } = await run('portfolio', ...words, '--change', '2026-08-01=New portal', '--json');
    expect(code).toBe(0);
    const { portfolio, refused } = JSON.parse(result);
    expect(refused).toHaveLength(1);
    expect(portfolio.summary).toMatchObject({ customers: 11, nps: { n: 11 } });
    expect(portfolio.segments.map(({ value }: { value: string }) => value)).toEqual(['free', 'pro']);
    expect(portfolio.retention.period).toMatchObject({ activeAtStart: 12, lost: 1 });
    expect(portfolio.changes[0]).toMatchObject({ change: { label: 'New portal' }, metric: 'score' });
    expect(portfolio.revenue.total).toBe(6600);
    expect(portfolio.months[0].metric).toBe('score');
    expect(portfolio.journeys.journeys).toBe(11);
    expect(remarks).toContain('1 customers of');
    const told = await run('portfolio', ...words);
    for (const word of ['plan = pro', 'Revenue at risk', 'Frictions of 2026-11', 'Churn of the last 365 days: 8 %']) {
      expect(told.result).toContain(word);
    }
  });

  test('works without attributes, and gives the same twice', async () => {
    const words = ['portfolio', '--signals', signals, '--now', NOW, '--months', '3', '--json'];
    const first = await run(...words);
    expect(first.code).toBe(0);
    expect((await run(...words)).result).toBe(first.result);
    expect(JSON.parse(first.result).portfolio).toMatchObject({ retention: null, segments: [] });
  });

  test('faults by line and column, all at once', async () => {
    const bad = file(
      'bad.csv',
      [header, '1001,pro,-5,2025-01-10,2024-01-01', '1001,pro,5,someday,', ',pro,5,,2024-01-01'].join('\n'),
    );
    const { code, remarks } = await run('portfolio', '--signals', signals, '--attributes', bad);
    expect(code).toBe(2);
    for (const key of [
      'line 2, revenue',
      'line 2, ended_at',
      'line 3, customer',
      'line 3, started_at',
      'line 4, customer',
      'line 4, started_at',
    ]) {
      expect(remarks).toContain(key);
    }
    const options = await run(
      'portfolio',
      '--signals',
      'nowhere',
      '--time-zone',
      'Mars',
      '--segments',
      'plan',
      '--change',
      'x',
    );
    for (const key of ['--signals', '--time-zone', '--segments', '--change'])
      expect(options.remarks).toContain(`- ${key}: `);
    const nameless = file('nameless.csv', 'who\nana\n');
    expect((await run('portfolio', '--signals', signals, '--attributes', nameless)).remarks).toContain('"customer"');
  });
});

test('the examples of docs/portfolio.md can be read', () => {
  const page = readFileSync(new URL('../../../docs/portfolio.md', import.meta.url), 'utf8');
  const [attributes = '', outcomes = ''] = [...page.matchAll(/```csv\n([\s\S]*?)```/g)].map(([, block]) => block);
  const { customers, properties } = readAttributes(file('page-attributes.csv', attributes));
  expect(properties).toEqual(['plan', 'country']);
  expect(customers.get('ben')).toMatchObject({ revenue: 300, tenure: { endedAt: '2026-08-20T00:00:00.000Z' } });
  expect(readOutcomes(file('page-outcomes.csv', outcomes))).toMatchObject({
    outcomes: [{ customer: 'ana', kind: 'churn' }, { kind: 'detractor' }],
    refused: [],
  });
});
