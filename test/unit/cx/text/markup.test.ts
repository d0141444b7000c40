import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { plainText, withoutEntities, withoutTags } from '../../../../src/cx/text/markup.ts';
import { shortQuote } from '../../../../src/cx/text/quote.ts';
import { foldText, sameTopicWords, topicWords } from '../../../../src/cx/text/topic-words.ts';

describe('entities and tags', () => {
  test.each([
    ['en', 'I don&#39;t like it, it&rsquo;s terrible &amp; slow.', "I don't like it, it’s terrible & slow."],
    ['en', 'The&nbsp;app&#160;doesn&apos;t&#xA0;load.', "The app doesn't load."],
    ['en', '<p>The app <b>does not</b> load.</p><style>.terrible{color:red}</style>', 'The app does not load.'],
    ['es', 'La atenci&oacute;n es p&eacute;sima&nbsp;y nadie contesta.', 'La atención es pésima y nadie contesta.'],
    [
      'es',
      '&iexcl;Qu&eacute; verg&uuml;enza! No funciona la contrase&ntilde;a.',
      '¡Qué vergüenza! No funciona la contraseña.',
    ],
    ['es', '<div>No funciona.</div><div>&Uacute;ltimo aviso</div>', 'No funciona. Último aviso'],
    ['es', 'P&amp;eacute;sima atenci&amp;oacute;n', 'Pésima atención'],
  ] as const)('%s: %s reads as %s', (language, given, meant) => {
    const [found, wanted] = [given, meant].map((text) => analyseText(text, { language }));
    expect(found?.sentiment.score).toBeCloseTo(wanted?.sentiment.score ?? Number.NaN, 1);
    expect(found?.sentiment.label).toBe(wanted?.sentiment.label);
    expect(found?.topics.map(({ id }) => id)).toEqual(wanted?.topics.map(({ id }) => id));
    expect(shortQuote(given)?.replace(/\s+/g, ' ')).toBe(meant);
  });

  test('evidence stands where it stands in the text as it came', () => {
    const text = 'La atenci&oacute;n es <b>p&eacute;sima</b>.';
    const [piece] = analyseText(text, { language: 'es' }).sentiment.evidence;
    expect(piece?.text).toBe('p&eacute;sima');
    expect(text.slice(piece?.start, piece?.end)).toBe('p&eacute;sima');
  });

  test('what is none stays as it is', () => {
    for (const text of [
      'Marks & Spencer',
      'a &unknown; b',
      '&#0;',
      '&#xD800;',
      '&#99999999;',
      '5 < 6 and 7 > 3',
      'R&D;',
      '',
    ])
      expect(plainText(text)).toBe(text);
  });

  test('every character keeps its place in any text', () => {
    const piece = fc.constantFrom(
      '&',
      '&amp;',
      '&aacute;',
      '&#39;',
      ';',
      '<b>',
      '</p>',
      '<',
      'a',
      ' ',
      '&nbsp;',
      '&lt;',
      '#',
      'ñ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(withoutEntities(text).length).toBe(text.length);
        expect(withoutTags(text).length).toBe(text.length);
      }),
    );
  });

  test('say nothing about the topic', () => {
    const words = topicWords(['<p>Factura&nbsp;duplicada</p>']);
    expect([...words]).toEqual(['factura', 'duplicada']);
    expect(sameTopicWords(words, topicWords(['Facturas duplicadas']))).toBe(true);
  });
});

describe('ñ', () => {
  test('is a letter of its own', () => {
    expect(foldText('PEÑA Peña pen\u0303a pena')).toBe('peña peña peña pena');
    expect(analyseText('Quedamos en la peña del barrio.', { language: 'es' }).sentiment.label).toBe('neutral');
    expect(analyseText('Qué pena.', { language: 'es' }).sentiment.label).toBe('negative');
    expect(topicWords(['peña']).has('pena')).toBe(false);
  });

  test.each(['La contraseña no funciona.', 'La contrasena no funciona.', 'LA CONTRASEN\u0303A NO FUNCIONA.'])(
    'may be missing on a keyboard: %s',
    (text) => {
      expect(analyseText(text, { language: 'es' }).topics.map(({ id }) => id)).toContain('technical-problems');
    },
  );

  test.each(['Nos engañaron con el contrato.', 'Nos enganaron con el contrato.'])('%s', (text) => {
    expect(analyseText(text, { language: 'es' }).topics.map(({ id }) => id)).toContain('lack-of-trust');
  });
});
