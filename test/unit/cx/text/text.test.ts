import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortQuote } from '../../../../src/cx/text/quote.ts';
import { foldText, sameTopicWords, topicKey, topicWords } from '../../../../src/cx/text/topic-words.ts';

describe('shortQuote', () => {
  test('leaves a short text as it is, white space collapsed', () => {
    expect(shortQuote('  Three weeks\n\nwithout an answer. ')).toBe('Three weeks without an answer.');
    expect(shortQuote(' \n ')).toBeUndefined();
    expect(shortQuote(undefined)).toBeUndefined();
  });

  test('cuts at a word', () => {
    const quote = shortQuote('Llevamos tres semanas, '.repeat(20)) ?? '';
    expect(quote).toMatch(/^Llevamos .* (semanas|tres|Llevamos)…$/);
    expect([...quote].length).toBeLessThanOrEqual(141);
  });

  test('is short and well formed for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const quote = shortQuote(text);
        if (quote === undefined) return;
        expect(quote.isWellFormed()).toBe(true);
        expect([...new Intl.Segmenter('en').segment(quote)].length).toBeLessThanOrEqual(141);
      }),
    );
  });
});

describe('topics', () => {
  test('fold case, accents and punctuation', () => {
    expect(foldText('Facturación ÑANDÚ')).toBe('facturacion ñandu');
    expect(topicKey(' Facturación / Cobros ')).toBe('facturacion cobros');
    expect(topicKey('—')).toBeNull();
  });

  test('are told by content words in both languages', () => {
    expect([...topicWords(['Hola, la factura está duplicada, gracias'])]).toEqual(['factura', 'duplicada']);
    expect([...topicWords(['Hello, please help: the pumps are leaking'])]).toEqual(['pump', 'leaking']);
  });

  test.each([
    ['Factura duplicada', 'Otra vez facturas duplicadas', true],
    ['Heating controller offline at Flat 7', 'controller still offline at Flat 7', true],
    ['Factura duplicada', 'Contraseña olvidada', false],
    ['Invoice', 'Invoice', false], // one word is not enough to tell
    ['', '', false],
  ])('%s ~ %s: %s', (one, other, same) => {
    expect(sameTopicWords(topicWords([one]), topicWords([other]))).toBe(same);
    expect(sameTopicWords(topicWords([other]), topicWords([one]))).toBe(same);
  });

  test('a text of 100 kB is read at its beginning only', () => {
    expect(topicWords(['pump leaking '.repeat(8000)])).toEqual(new Set(['pump', 'leaking']));
  });
});
