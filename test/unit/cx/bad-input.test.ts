/** Every kind of bad input has a defined outcome: refused with a reason, ignored, or survived. */
import { describe, expect, test } from 'vitest';
import { modelSchema } from '../../../src/cx/model/model.ts';
import { businessHoursSchema } from '../../../src/cx/model/opening-hours.ts';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { parseSignal, parseSignalLines } from '../../../src/cx/parse-signals.ts';
import { evaluate, scorecardOf } from './installed.ts';
import { ago, message, model, NOW, NOW_MS, survey, ticket } from './signals.ts';

const base = { id: 'x', customer: 'ana', touchpoint: 'email', at: ago(5), source: 'test' };
const scale = { min: 1, max: 5 };

function faultsOf(value: unknown): string[] {
  const parsed = parseSignal(value);
  return 'faults' in parsed ? parsed.faults.map(({ key, message: text }) => `${key} ${text}`) : [];
}

describe('refused, with the field and what to do', () => {
  test.each([
    ['NaN', { ...base, kind: 'survey', survey: 'nps', value: Number.NaN }, /^value is NaN; give a finite/],
    ['infinity', { ...base, kind: 'survey', survey: 'nps', value: Number.POSITIVE_INFINITY }, /^value is Infinity/],
    ['an answer above its scale', { ...base, kind: 'survey', survey: 'nps', value: 11 }, /outside the scale 0..10/],
    ['an answer below its scale', { ...base, kind: 'survey', survey: 'csat', value: 0 }, /outside the scale 1..5/],
    ['a rating outside its scale', { ...base, kind: 'review', value: 6, scale }, /^value 6 is outside the scale 1..5/],
    ['a rating without a scale', { ...base, kind: 'review', value: 4 }, /^scale say the scale of this rating/],
    ['an observation outside its scale', { ...base, kind: 'observation', author: 'n', value: -1, scale }, /outside/],
    [
      'a scale upside down',
      { ...base, kind: 'survey', survey: 'other', value: 2, scale: { min: 5, max: 1 } },
      /min must be below max/,
    ],
    [
      'a close before the opening',
      { ...base, kind: 'ticket', open: false, resolvedAt: ago(6) },
      /^resolvedAt lies before/,
    ],
    [
      'an answer before the opening',
      { ...base, kind: 'ticket', open: true, firstResponseAt: ago(6) },
      /^firstResponseAt lies before/,
    ],
    [
      'a reopening before the opening',
      { ...base, kind: 'ticket', open: true, reopenedAt: [ago(6)] },
      /^reopenedAt.0 lies before/,
    ],
    [
      'a deal that is won before it is opened',
      { ...base, kind: 'order', outcome: 'won', openedAt: ago(1) },
      /^openedAt lies after/,
    ],
    ['a negative amount', { ...base, kind: 'order', outcome: 'won', amount: -5 }, /^amount is -5; at least 0/],
    [
      'more than 100 kB of text',
      { ...base, kind: 'message', direction: 'inbound', text: 'x'.repeat(100_001) },
      /^text is too long/,
    ],
    ['a date that does not exist', { ...base, kind: 'visit', at: '2026-02-30T10:00:00Z' }, /existing date/],
    ['a language that we do not read', { ...base, kind: 'visit', language: 'xx' }, /^language/],
  ])('%s', (_name, value, message_) => {
    expect(faultsOf(value).join('\n')).toMatch(message_);
  });

  test('an unknown time zone, and a day that closes before it opens', () => {
    const hours = { timeZone: 'Europe/Atlantis', days: [1], opensAtMinute: 600, closesAtMinute: 500 };
    const issues = businessHoursSchema.safeParse(hours).error?.issues.map(({ message: text }) => text) ?? [];
    expect(issues.join()).toMatch(/not a known time zone/);
    const closed = { ...hours, timeZone: 'Europe/Madrid' };
    expect(businessHoursSchema.safeParse(closed).error?.issues[0]?.path).toEqual(['closesAtMinute']);
  });

  test.each([
    ['NaN as a weight', { weights: { nps: Number.NaN } }],
    ['a negative weight', { weights: { nps: -0.1 } }],
    ['a half-life of zero', { halfLifeDays: { survey: 0 } }],
    ['bands that do not fall', { bands: { good: 50, fair: 60, poor: 10 } }],
    ['a prior outside 0..100', { prior: { score: 120, weight: 0.1, standardDeviation: 10 } }],
  ])('a model with %s', (_name, change) => {
    expect(modelSchema.safeParse({ ...model, ...change }).success).toBe(false);
  });
});

describe('empty', () => {
  test.each([
    ['nothing', []],
    ['blank lines', ['', '   ', '\uFEFF']],
  ])('%s is no signal and no fault', async (_name, lines) => {
    const read: unknown[] = [];
    for await (const line of parseSignalLines(lines)) read.push(line);
    expect(read).toEqual([]);
  });

  test('a customer without signals is unknown, in every respect', () => {
    expect(scorecardOf([])).toMatchObject({
      status: 'insufficient',
      score: null,
      components: [],
      flags: [],
      prior: null,
    });
  });
});

describe('survived', () => {
  const withText = (text: string): Signal[] => [
    survey({ survey: 'nps', value: 3, at: ago(4), text }),
    ticket({ at: ago(6), text, subject: text.slice(0, 200), firstResponseAt: ago(6), resolvedAt: ago(5) }),
    message({ at: ago(5), text }),
  ];

  test.each([
    ['emoji only', '😡😡😡 👨‍👩‍👧‍👦'],
    ['two languages in one', 'The delivery was late. Muy mal servicio, nadie contesta. Please call me.'],
    ['no letters', '!!! ??? ... 12345'],
    ['one word of 100 kB', 'a'.repeat(100_000)],
    ['100 kB of complaints', 'The app crashes every time. '.repeat(3500)],
    ['half a character', '\uD83D no'],
    ['signs of many kinds', '<script>alert(1)</script> {{x}} \u0000 \u202E Ω'],
  ])('text: %s', (_name, text) => {
    const scorecard = scorecardOf(withText(text));
    for (const { score, confidence } of scorecard.components) {
      expect(score >= 0 && score <= 100 && confidence >= 0 && confidence <= 1).toBe(true);
    }
    expect(JSON.stringify(scorecard).length).toBeLessThan(60_000);
    expect(JSON.stringify(scorecardOf(withText(text)).score)).toBe(JSON.stringify(scorecard.score));
  });

  test('the beginning of a long text is read, and the rest does not cost', () => {
    scorecardOf(
      Array.from({ length: 300 }, (_, index) => message({ at: ago(index / 10), text: 'Bad service. '.repeat(7000) })),
    );
  });

  test('what lies after now is ignored, whatever kind', () => {
    const known = withText('Thank you');
    const future = [
      ...withText('This is outrageous, I am furious!').map(
        (signal) => ({ ...signal, id: `${signal.id}f`, at: ago(-3) }) as Signal,
      ),
      ticket({ at: ago(-1) }),
    ];
    expect(scorecardOf([...known, ...future])).toEqual(scorecardOf(known));
  });

  test('doubles count once, in any number', () => {
    const known = withText('Thank you');
    expect(scorecardOf([...known, ...known, ...known])).toEqual(scorecardOf(known));
  });

  test('a now that cannot be read is refused', () => {
    expect(() => evaluate({ subject: { object: 'customer', id: 'x' }, signals: [], model, now: '' })).toThrow(
      /ISO 8601/,
    );
  });

  test('one customer with 100,000 signals of all kinds, offers among open tickets included', () => {
    const signals: Signal[] = [];
    for (let index = 0; index < 100_000; index += 1) {
      const at = new Date(NOW_MS - index * 30_000).toISOString();
      const own = { id: `s${index}`, source: 'test', customer: 'ana', touchpoint: 'email', at } as const;
      if (index % 4 === 0) signals.push({ ...own, kind: 'ticket', open: true, reopenedAt: [], promisedAt: at });
      else if (index % 4 === 1)
        signals.push({ ...own, kind: 'message', direction: 'outbound', automated: true, purpose: 'sales' });
      else if (index % 4 === 2) signals.push({ ...own, kind: 'mention', text: 'The app crashes every time 😡' });
      else signals.push({ ...own, kind: 'order', outcome: 'won', openedAt: at });
    }
    const scorecard = evaluate({ subject: { object: 'customer', id: 'ana' }, signals, model, now: NOW });
    expect(scorecard.signals.n).toBe(100_000);
    expect(JSON.stringify(scorecard).length).toBeLessThan(60_000);
  });
});
