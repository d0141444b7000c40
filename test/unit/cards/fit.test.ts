import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD_LIMITS, type CardBlockOf, cardDocumentSchema } from '../../../src/cards/document.ts';
import { clip } from '../../../src/cards/fit.ts';
import type { CardViewInput } from '../../../src/cards/view.ts';
import { cardOf } from '../../fixtures/cards.ts';
import { bad, slowAnswer, wording } from '../../fixtures/scorecards.ts';

const flagsOf = (card: ReturnType<typeof cardOf>) =>
  card.blocks.find((block): block is CardBlockOf<'flags'> => block.type === 'flags')!;

function withFlags(count: number, quote: string, href = 'https://app.example.com/1') {
  const flags = Array.from({ length: count }, (_, index) => ({
    ...slowAnswer,
    since: new Date(Date.UTC(2026, 9, 1, index)).toISOString(),
    evidence: [{ signal: `s${index}`, at: slowAnswer.since, quote, href }],
  }));
  return { ...bad, flags };
}

/** Words so long that the shipped limits alone do not make the card short enough. */
const longWords: Partial<CardViewInput> = {
  wording: {
    ...wording,
    flags: {
      'slow-answer': {
        title: { en: '"'.repeat(300), es: 'x' },
        sentence: { en: '"'.repeat(2000), es: 'x' },
        advice: { en: '"'.repeat(2000), es: 'x' },
      },
    },
  },
};

describe('a card stays within its bounds', () => {
  test('a long text is cut at its limit with an ellipsis, never inside a character', () => {
    expect(clip('short', 10)).toBe('short');
    expect(clip('abcdefghijk', 10)).toBe('abcdefghi…');
    expect(clip('abcd  efgh', 7)).toBe('abcd…');
    expect(clip(`abc😀def`, 5)).toBe('abc…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (text, max) => {
        const cut = clip(text, max);
        return cut.length <= max && (text.isWellFormed() ? cut.isWellFormed() : true);
      }),
    );
  });

  test('a hundred flags: the first twenty are shown, the rest is counted', () => {
    const { items, more } = flagsOf(cardOf(withFlags(100, 'Again?')));
    expect(items).toHaveLength(20);
    expect(items[0]!.since).toBe('2026-10-01T00:00:00.000Z');
    expect(more).toEqual({ count: 80, label: '80 more' });
  });

  test('a comment of 2,000 characters is cut at 400', () => {
    const [flag] = flagsOf(cardOf(withFlags(1, 'palabra '.repeat(250)))).items;
    expect(flag!.quote!.length).toBeLessThanOrEqual(CARD_LIMITS.quote);
    expect(flag!.quote!.endsWith('…')).toBe(true);
  });

  test('quotes go first, the last one first', () => {
    const card = cardOf(withFlags(20, '"'.repeat(400), `https://app.example.com/${'a'.repeat(1900)}`));
    const { items, more } = flagsOf(card);
    const kept = items.filter((flag) => flag.quote !== null).length;
    expect(JSON.stringify(card).length).toBeLessThanOrEqual(CARD_LIMITS.documentChars);
    expect(more).toBeNull();
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(20);
    expect(items.slice(0, kept).every((flag) => flag.quote !== null)).toBe(true);
    expect(card.blocks.map((block) => block.type)).toContain('journey');
  });

  test('then touchpoints, then flags, which are counted', () => {
    const card = cardOf(withFlags(30, '"'.repeat(400), `https://app.example.com/${'a'.repeat(1900)}`), 'en', longWords);
    const { items, more } = flagsOf(card);
    const journey = card.blocks.find((block): block is CardBlockOf<'journey'> => block.type === 'journey');
    expect(JSON.stringify(card).length).toBeLessThanOrEqual(CARD_LIMITS.documentChars);
    expect(items.length).toBeGreaterThan(0);
    expect(items.length + more!.count).toBe(30);
    expect(items.every((flag) => flag.quote === null)).toBe(true);
    expect(journey?.items ?? []).toEqual([]);
  });

  test('whatever people write, the card is valid and short enough', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 40 }), (name, quote, count) => {
        const card = cardOf(withFlags(count, quote), 'es', { subject: { name: `x${name}`, href: null } });
        return cardDocumentSchema.safeParse(card).success && JSON.stringify(card).length <= CARD_LIMITS.documentChars;
      }),
      { numRuns: 50 },
    );
  });
});
