import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-tables-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(command: string, text: string, ...words: string[]) {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  const out: string[] = [];
  const said: string[] = [];
  const exit = await runCli([command, '--data', path, ...words], {
    live: false,
    result: (line) => void out.push(line),
    remark: (line) => void said.push(line),
    progress: () => undefined,
  });
  return { exit, out: out.join('\n'), said: said.join('\n') };
}

describe('pulso survey', () => {
  const table = 'score,team\n10,a\n9,a\n7,b\n3,b\n11,b\n,c\n10,c\n';
  const words = ['--value', 'score', '--survey', 'nps'];

  test('answers outside the scale are refused and counted', async () => {
    const { exit, out, said } = await run('survey', table, ...words, '--json');
    expect(exit).toBe(0);
    expect(said).toContain('line 6: 11 is outside the scale 0..10');
    expect(JSON.parse(out)).toMatchObject({ all: { n: 5, value: 40 }, empty: 1, refused: [{ key: 'line 6' }] });
  });

  test('by group, on another scale, the other way round', async () => {
    const { out } = await run('survey', table, ...words, '--by', 'team');
    expect(out).toContain('NPS 40.0');
    expect(out).toContain('against the others');
    const effort = await run('survey', 'x\n1\n2\n', '--value', 'x', '--survey', 'ces', '--scale', '1:5', '--reversed');
    expect(effort.out).toContain('Ease 6.25');
  });

  test('faults name the option and the remedy', async () => {
    const bad = await run('survey', table, '--value', 'grade', '--survey', 'stars', '--scale', '5');
    expect(bad.exit).toBe(2);
    for (const word of ['no column "grade"', 'use one of nps, csat, ces', 'write it like 1:7']) {
      expect(bad.said).toContain(word);
    }
    expect((await run('survey', 'score\n11\n12\n', ...words)).exit).toBe(2);
  });
});

describe('pulso trend', () => {
  test('rows are ordered by their dates', async () => {
    const rows = Array.from(
      { length: 10 },
      (_, index) => `2026-01-${String(10 - index).padStart(2, '0')},${10 - index}`,
    );
    const { exit, out } = await run('trend', `day,x\n${rows.join('\n')}`, '--value', 'x', '--at', 'day');
    expect(exit).toBe(0);
    expect(out).toContain("It rises: Sen's slope 1 per day");
    const json = await run('trend', `day,x\n${rows.join('\n')}`, '--value', 'x', '--at', 'day', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ n: 10, mannKendall: { s: 45, tau: 1 } });
  });

  test('counts with their sizes', async () => {
    const { out } = await run('trend', 'bad,n\n1,50\n2,50\n20,50\n', '--value', 'bad', '--share-of', 'n');
    expect(out).toContain('outside the limits at');
  });

  test('faults', async () => {
    const bad = await run(
      'trend',
      'day,x,w\nsoon,1,a\n2026-01-02,2,b\n',
      '--value',
      'w',
      '--at',
      'day',
      '--lambda',
      'x',
    );
    expect(bad.exit).toBe(2);
    for (const word of ['line 2, day: is no date', '"w" holds no numbers', '"x" is not a number']) {
      expect(bad.said).toContain(word);
    }
    expect((await run('trend', 'x\n1\n2\n3\n', '--value', 'x', '--lambda', '2')).said).toContain('lambda must lie in');
  });
});

describe('pulso repurchase', () => {
  test('purchases, and the same customers summed up, give the same forecast', async () => {
    const buyers = Array.from({ length: 30 }, (_, index) => ({ id: `c${index}`, gap: 1 + (index % 9) }));
    const date = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
    const purchases = buyers.flatMap(({ id, gap }) => [`${id},${date(0)},5`, `${id},${date(gap)},7`]);
    const now = '2026-02-10T00:00:00Z';
    const each = await run(
      'repurchase',
      `customer,at,paid\n${purchases.join('\n')}`,
      '--amount',
      'paid',
      '--now',
      now,
      '--json',
    );
    const sums = buyers.map(({ id, gap }) => `${id},1,${gap},40`);
    const names = ['--customer', 'id', '--frequency', 'x', '--recency', 't', '--age', 'T'];
    const summed = await run('repurchase', `id,x,t,T\n${sums.join('\n')}`, ...names, '--json');
    expect(each.exit).toBe(0);
    expect(JSON.parse(summed.out).model).toEqual(JSON.parse(each.out).model);
    expect(JSON.parse(each.out)).toMatchObject({ status: 'fitted', buyers: 30, repeatBuyers: 30 });
    expect(JSON.parse(each.out).customers[0].rfm).not.toBeNull();
    expect((await run('repurchase', `id,x,t,T\n${sums.join('\n')}`, ...names)).out).toContain('10 more customers');
  });

  test('faults', async () => {
    const bad = await run('repurchase', 'customer,at\nana,soon\n', '--ahead', '0', '--now', 'today');
    expect(bad.exit).toBe(2);
    for (const word of ['line 2, at: is no date', '"0" is not a number above 0', '"today" is not an instant']) {
      expect(bad.said).toContain(word);
    }
    const half = await run('repurchase', 'customer,x\nana,1\n', '--frequency', 'x');
    expect(half.said).toContain('belong together');
    const impossible = 'customer,x,t,T\n' + Array.from({ length: 25 }, (_, i) => `c${i},1,50,40`).join('\n');
    const cannot = await run('repurchase', impossible, '--frequency', 'x', '--recency', 't', '--age', 'T');
    expect([cannot.exit, cannot.said]).toEqual([2, expect.stringContaining('lastAt must lie in 0..40')]);
  });
});
