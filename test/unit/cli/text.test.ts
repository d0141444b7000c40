import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-text-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(name: string, content: string, ...options: string[]) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const results: string[] = [];
  const remarks: string[] = [];
  const code = await runCli(
    [
      'text',
      ...(options.includes('--train') || options.includes('--check') ? options : ['--file', file, ...options]),
    ].map((word) => (word === '@' ? file : word)),
    {
      result: (text) => results.push(text),
      remark: (text) => remarks.push(text),
      live: false,
      progress: () => undefined,
    },
  );
  return { code, results, remarks: remarks.join('\n') };
}
const lines = (results: string[]) => results.map((line) => JSON.parse(line));

describe('pulso text', () => {
  test('reads plain lines, one result each', async () => {
    const { code, results } = await run('a.txt', '\uFEFFNo funciona nada\r\n\r\nHello, great support!\n', '--json');
    expect(code).toBe(0);
    expect(lines(results)).toMatchObject([
      {
        line: 1,
        language: { language: 'es' },
        sentiment: { label: 'negative' },
        topics: [{ id: 'technical-problems' }],
      },
      { line: 3, language: { language: 'en' }, sentiment: { label: 'positive' }, topics: [] },
    ]);
  });

  test('reads JSON lines and refuses bad ones with number and reason', async () => {
    const content = `{"id":7,"text":"Still waiting"}\n{bad\n{"text":5}\n{"text":"${'x'.repeat(100_001)}"}\n`;
    const { code, results, remarks } = await run('b.jsonl', content, '--json');
    expect(code).toBe(0);
    expect(lines(results)).toMatchObject([{ line: 1, id: 7 }, { line: 2, refused: [{}] }, { line: 3 }, { line: 4 }]);
    expect(remarks).toContain('line 2: is not JSON');
    expect(remarks).toContain('line 3, text: is missing or not a text');
    expect(remarks).toContain('line 4, text: is longer than 100000 characters');
  });

  test('a line ends where a file ends it, not at a separator inside a text', async () => {
    const { code, results } = await run('u.jsonl', '{"text":"Great\u2028support"}\n{"text":"Terrible"}\n', '--json');
    expect(code).toBe(0);
    expect(lines(results)).toMatchObject([{ line: 1 }, { line: 2 }]);
    expect(lines(results).some((row) => 'refused' in row)).toBe(false);
  });

  test.each([',', ';', '\t'])('reads CSV separated by %j, with quoted line breaks', async (separator) => {
    const content = ['id,Text', '1,"No tuve ""ningún"" problema', 'técnico"', '2,too,many', '3,Terrible']
      .join('\n')
      .replaceAll(',', separator);
    const { results, remarks } = await run('c.csv', content, '--json', '--language', 'es');
    expect(lines(results).filter((line) => line.sentiment)).toMatchObject([
      { id: '1', sentiment: { label: 'positive' }, topics: [] },
      { id: '3', sentiment: { label: 'negative' } },
    ]);
    expect(remarks).toMatch(/line 4: has another number of columns/);
  });

  test('shows a table with the words that say so', async () => {
    const { results } = await run('d.txt', 'Me cobraron dos veces, estoy indignada\n');
    expect(results.join()).toMatch(/negative .* surprise-costs .*“cobraron dos/u);
  });

  test('an empty file has no results; a file without any text is refused', async () => {
    expect(await run('e.txt', '', '--json')).toEqual({ code: 0, results: [], remarks: '' });
    expect((await run('f.jsonl', '{"a":1}\n')).code).toBe(2);
    expect((await run('g.csv', 'a,b\n1,2\n', '--format', 'csv')).remarks).toContain('names no column "text"');
    expect((await run('h.txt', 'x', '--language', 'fr')).code).toBe(2);
  });

  test('--train prints the cross-validation, or why there is none', async () => {
    const few = await run(
      'i.jsonl',
      '{"text":"grusk","label":"negative"}\n{"text":"ok","label":"bad"}\n',
      '--train',
      '@',
    );
    expect(few.results.join()).toContain('The lexicon stays in use: too few rated texts; at least 200 are needed.');
    expect(few.remarks).toContain('line 2, label: use one of negative, neutral, positive');
    const enough = Array.from({ length: 240 }, (_, index) =>
      JSON.stringify({
        text: `${index % 2 ? 'grusk' : 'zorbly'} unit ${index}`,
        label: index % 2 ? 'negative' : 'positive',
      }),
    ).join('\n');
    const { results } = await run('j.jsonl', enough, '--train', '@');
    expect(results.join()).toMatch(/own model +1\.000/);
    expect(results.join()).toContain('The own model would be used.');
  });
});

describe('pulso text --check', () => {
  test('tells how well the example of the documentation is read', async () => {
    const page = readFileSync('docs/text.md', 'utf8');
    const example = /```csv\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { code, results } = await run('check.csv', example, '--check', '@');
    expect(code).toBe(0);
    expect(results[0]).toMatch(/2 labelled texts\.\nHow they feel \(2 texts\): macro-F1 .* kappa .* to .*/);
    expect(results[0]).toContain('Two people, 2 texts: kappa');
    const [json] = lines((await run('check.csv', example, '--check', '@', '--json')).results);
    expect(json).toMatchObject({ texts: 2, sentiment: { n: 2 } });
  });

  test('refuses labels and topics that it does not know, by line', async () => {
    const { code, remarks } = await run('bad.csv', 'text,label,topics\nHello,happy,joy\nBye,,\n', '--check', '@');
    expect(code).toBe(2);
    expect(remarks).toContain('line 2, label: use one of negative');
    expect(remarks).toContain('line 2, topics: joy is no topic; use none, or some of process-complexity');
    expect(remarks).toContain('line 3, label: is missing');
  });
});
