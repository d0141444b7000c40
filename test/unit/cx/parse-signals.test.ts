import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SIGNAL_KINDS } from '../../../src/cx/model/signal.ts';
import { parseSignal, parseSignalLines } from '../../../src/cx/parse-signals.ts';

const answer = {
  id: 'csv:1',
  kind: 'survey',
  customer: 'ana',
  touchpoint: 'survey',
  at: '2026-11-02T10:00:00Z',
  source: 'csv',
  survey: 'nps',
  value: 9,
};
const ticket = {
  id: 'csv:2',
  kind: 'ticket',
  customer: 'ana',
  touchpoint: 'email',
  at: '2026-11-02T10:00:00Z',
  source: 'csv',
  open: true,
};

function faultsOf(value: unknown): Record<string, string> {
  const parsed = parseSignal(value);
  return 'faults' in parsed ? Object.fromEntries(parsed.faults.map(({ key, message }) => [key, message])) : {};
}

async function collect(lines: Iterable<string> | AsyncIterable<string>) {
  const found = [];
  for await (const line of parseSignalLines(lines)) found.push(line);
  return found;
}

describe('parseSignal', () => {
  test('a valid signal, with its defaults', () => {
    expect(parseSignal(ticket)).toEqual({ signal: { ...ticket, reopenedAt: [] } });
  });

  test.each<[string, object, string, RegExp]>([
    ['out of scale', { ...answer, value: 11 }, 'value', /11 is outside the scale 0\.\.10/],
    ['below the scale', { ...answer, survey: 'csat', value: 0 }, 'value', /outside the scale 1\.\.5/],
    ['out of its own scale', { ...answer, scale: { min: 1, max: 5 } }, 'value', /outside the scale 1\.\.5/],
    ['no scale', { ...answer, survey: 'other' }, 'scale', /say the scale/],
    ['an upside-down scale', { ...answer, scale: { min: 5, max: 1 } }, 'scale.min', /min must be below max/],
    ['not a number', { ...answer, value: Number.NaN }, 'value', /is NaN; give a finite number/],
    ['infinite', { ...answer, value: Number.POSITIVE_INFINITY }, 'value', /is Infinity; give a finite number/],
    ['a text for a number', { ...answer, value: '9' }, 'value', /is "9"; give a number/],
    ['nothing for a number', { ...answer, value: null }, 'value', /is null; give a number/],
    ['a missing field', { ...answer, at: undefined }, 'at', /is missing; give a string/],
    ['not a date', { ...answer, at: 'yesterday' }, 'at', /is "yesterday"; write an existing date/],
    ['an impossible date', { ...answer, at: '2026-02-30T10:00:00Z' }, 'at', /existing date/],
    ['a date without offset', { ...answer, at: '2026-02-03T10:00:00' }, 'at', /existing date with time and offset/],
    ['an empty date field', { ...answer, at: '1899-12-30T00:00:00Z' }, 'at', /lies before 1970/],
    ['an unknown kind', { ...answer, kind: 'poll' }, 'kind', /use one of survey, ticket/],
    ['an unknown touchpoint', { ...answer, touchpoint: 'fax' }, 'touchpoint', /is "fax"; use one of research, .*other/],
    ['an unknown field', { ...answer, mood: 'good' }, 'mood', /remove it or correct its spelling/],
    ['a bad link', { ...answer, href: 'ticket 7' }, 'href', /write it like https/],
    ['an empty id', { ...answer, id: '' }, 'id', /is empty/],
    [
      'a text above 100,000 characters',
      { ...answer, text: 'x'.repeat(100_001) },
      'text',
      /shorten it to 100000 characters/,
    ],
    [
      'an answer before the question',
      { ...ticket, firstResponseAt: '2026-11-01T10:00:00Z' },
      'firstResponseAt',
      /before the ticket/,
    ],
    ['a close before the open', { ...ticket, resolvedAt: '2026-11-01T10:00:00Z' }, 'resolvedAt', /before the ticket/],
    [
      'a reopening before the open',
      { ...ticket, reopenedAt: ['2026-11-01T10:00:00Z'] },
      'reopenedAt.0',
      /before the ticket/,
    ],
  ])('refuses %s', (_name, value, key, message) => {
    expect(faultsOf(value)[key]).toMatch(message);
  });

  test('names all faults at once', () => {
    const faults = faultsOf({ ...answer, at: 'x', value: 'y', touchpoint: 'z', one: 1, two: 2 });
    expect(Object.keys(faults).sort()).toEqual(['at', 'one', 'touchpoint', 'two', 'value']);
  });

  test.each([[null], [[]], ['text'], [7], [undefined]])('refuses %j', (value) => {
    expect(Object.keys(faultsOf(value))).toHaveLength(1);
  });
});

describe('parseSignalLines', () => {
  test('counts lines, skips blank ones, goes on after a bad one', async () => {
    const lines = [
      `\uFEFF${JSON.stringify(answer)}`,
      '',
      '{"id": "x", "value": NaN}',
      '   ',
      `${JSON.stringify({ ...answer, id: 'csv:5', value: 12 })}\r`,
      JSON.stringify(ticket).slice(0, 40),
      JSON.stringify(ticket),
    ];
    const found = await collect(lines);
    expect(found).toMatchObject([
      { line: 1, signal: { id: 'csv:1' } },
      { line: 3, faults: [{ key: '', message: expect.stringMatching(/is not JSON/) }] },
      { line: 5, faults: [{ key: 'value' }] },
      { line: 6, faults: [{ key: '' }] },
      { line: 7, signal: { id: 'csv:2' } },
    ]);
  });

  test('a number too large for JSON is infinite and refused', async () => {
    const [found] = await collect([JSON.stringify(answer).replace('"value":9', '"value":1e999')]);
    expect(found).toMatchObject({ faults: [{ key: 'value', message: 'is Infinity; give a finite number' }] });
  });

  test('an empty file has no lines', async () => {
    expect(await collect([])).toEqual([]);
    expect(await collect([''])).toEqual([]);
  });

  test('reads streams', async () => {
    async function* stream() {
      yield JSON.stringify(answer);
      yield JSON.stringify(ticket);
    }
    expect(await collect(stream())).toHaveLength(2);
  });

  test('a refusal never repeats what the customer wrote', async () => {
    const secret = 'My password is hunter2, and I am very angry about the invoice.';
    const found = await collect([
      `{"text": "${secret}"`,
      JSON.stringify({ ...answer, value: 99, text: secret, subject: secret }),
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

test('docs/signals.md shows a valid line of every kind, and only valid lines', async () => {
  const page = readFileSync(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```jsonl\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
  const found = await collect(blocks.join('').split('\n'));
  expect(found.filter((line) => 'faults' in line)).toEqual([]);
  const kinds = new Set(found.map((line) => ('signal' in line ? line.signal.kind : '')));
  expect([...kinds].sort()).toEqual([...SIGNAL_KINDS].sort());
});
