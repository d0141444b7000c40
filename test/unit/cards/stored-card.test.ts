import { describe, expect, test } from 'vitest';
import { CARD_LIMITS } from '../../../src/cards/document.ts';
import { cardJsonToHtml } from '../../../src/cards/html.ts';
import { readCard, timelessCard, writeCard } from '../../../src/cards/stored-card.ts';
import { cardOf } from '../../fixtures/cards.ts';
import { bad, slowAnswer } from '../../fixtures/scorecards.ts';

const english = cardOf(bad);
const spanish = cardOf(bad, 'es');
const both = writeCard(english, [spanish]);

describe('the card in a field', () => {
  test('is read in the language of whoever looks, and as it was written in every other way', () => {
    expect(readCard(both, 'es')).toEqual(spanish);
    expect(readCard(both, 'en')).toEqual(english);
    expect(readCard(both)).toEqual(english);
    expect(cardJsonToHtml(both, 'es')).toContain('Experiencia del cliente');
  });

  test('of one language is the document itself, as before', () => {
    expect(JSON.parse(writeCard(english))).toEqual(english);
    expect(readCard(writeCard(english), 'es')).toEqual(english);
    expect(JSON.parse(both)).toMatchObject(english);
  });

  test('survives translations that somebody broke', () => {
    for (const translations of [{ es: { ...spanish, version: 2 } }, { es: '' }, {}])
      expect(readCard(JSON.stringify({ ...english, translations }), 'es')).toEqual(english);
    expect(readCard(JSON.stringify({ ...english, translations: 'none' }), 'es')).toBeNull();
  });

  test('leaves out what does not fit, never what was first', () => {
    const flags = Array.from({ length: 20 }, (_, index) => ({
      ...slowAnswer,
      evidence: [
        {
          signal: `s${index}`,
          at: slowAnswer.since,
          quote: 'x'.repeat(400),
          href: `https://a.example/${'a'.repeat(1_500)}`,
        },
      ],
    }));
    const large = cardOf({ ...bad, flags });
    const text = writeCard(large, [cardOf({ ...bad, flags }, 'es')]);
    expect(JSON.stringify(large).length).toBeGreaterThan(CARD_LIMITS.documentChars / 2);
    expect(text).toBe(JSON.stringify(large));
    expect(both.length).toBeLessThan(CARD_LIMITS.documentChars / 2);
  });

  test('says the same at another time, in both languages, and another thing when a word differs in one', () => {
    const later = { ...bad, at: '2026-11-24T09:00:00.000Z' };
    const again = writeCard(cardOf(later), [cardOf(later, 'es')]);
    expect(again).not.toBe(both);
    expect(timelessCard(again)).toEqual(timelessCard(both));
    expect(timelessCard(writeCard(english, [{ ...spanish, title: 'Otro' }]))).not.toEqual(timelessCard(both));
    expect(timelessCard(writeCard(english))).not.toEqual(timelessCard(both));
    expect(timelessCard('{')).toBe('{');
  });
});
