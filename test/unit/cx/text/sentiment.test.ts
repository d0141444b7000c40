import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/cx/model/text.ts';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { READ_LIMIT } from '../../../../src/cx/text/read-text.ts';
import { sentimentOf } from '../../../../src/cx/text/sentiment.ts';

const score = (language: Language, text: string) => sentimentOf(text, { language }).score;
const label = (language: Language, text: string) => sentimentOf(text, { language }).label;

describe('negation', () => {
  test.each([
    ['en', 'The installation was good.', 'The installation was not good.'],
    ['en', 'They respond.', 'They never respond.'],
    ['es', 'El servicio es bueno.', 'El servicio no es bueno.'],
    ['es', 'Contestan.', 'No contestan nunca.'],
  ] as const)('%s: turns "%s"', (language, said, denied) => {
    expect(score(language, said)).toBeGreaterThanOrEqual(0);
    expect(score(language, denied)).toBeLessThan(-0.12);
  });

  test('ends at punctuation, at a contrast and at the next statement', () => {
    expect(label('en', 'It does not matter, great service.')).toBe('positive');
    expect(label('es', 'No importa, excelente servicio.')).toBe('positive');
    expect(label('es', 'No funciona y estoy furioso.')).toBe('negative');
    expect(label('en', "I didn't call because the app is excellent.")).toBe('positive');
  });

  test('Spanish concord is one negation, two negations are two', () => {
    expect(label('es', 'No es nada bueno.')).toBe('negative');
    expect(label('es', 'No tuve nunca ningún problema.')).toBe('positive');
    expect(score('en', 'I am not unhappy.')).toBeGreaterThan(0);
    expect(score('en', 'It is not without problems.')).toBeLessThan(0);
  });

  test('the accent tells "sí" from "si"', () => {
    expect(score('es', 'Sí es un desastre')).toBeLessThan(score('es', 'Avísenme si es un desastre'));
  });
});

test('contrast: the later side counts more, in both languages', () => {
  expect(score('en', 'The product is good but the support is bad.')).toBeLessThan(0);
  expect(score('en', 'The support is bad but the product is good.')).toBeGreaterThan(0);
  expect(score('es', 'El producto es bueno pero el soporte es malo.')).toBeLessThan(0);
  expect(score('es', 'Aunque el soporte es malo, el producto es bueno.')).toBeGreaterThan(0);
});

test('intensifiers, stretched letters and shouting make more of it, diminishers less', () => {
  const plain = score('es', 'La espera fue mala.');
  expect(score('es', 'La espera fue muy mala.')).toBeLessThan(plain);
  expect(score('es', 'La espera fue maaaala.')).toBeLessThan(plain);
  expect(score('es', 'La espera fue MALA.')).toBeLessThan(plain);
  expect(score('es', 'La espera fue algo mala.')).toBeGreaterThan(plain);
});

test('politeness says nothing', () => {
  for (const text of ['Thanks in advance.', 'Dear Ana, how are you? Kind regards, Tom', 'Good morning']) {
    expect(label('en', text), text).toBe('neutral');
  }
  for (const text of [
    'Gracias de antemano.',
    'Estimados señores: buenos días. Un cordial saludo',
    'Disculpen la molestia',
  ]) {
    expect(label('es', text), text).toBe('neutral');
  }
  expect(label('en', 'The invoice is attached.\nThanks, Tom')).toBe('neutral');
});

test('anger needs more than discontent', () => {
  const anger = (language: Language, text: string) => sentimentOf(text, { language }).anger;
  expect(anger('en', 'I am a bit disappointed.').isAngry).toBe(false);
  expect(anger('en', 'I am furious, how dare you!').isAngry).toBe(true);
  expect(anger('es', 'Estoy hasta las narices, los voy a denunciar').isAngry).toBe(true);
  expect(anger('es', 'No estoy enfadado.').isAngry).toBe(false);
  expect(anger('es', 'Todo muy bien 😊')).toEqual({ isAngry: false, intensity: 0 });
  expect(anger('en', '😡😡').isAngry).toBe(true);
});

test('the worst sentence stays visible in a friendly mail', () => {
  const { worst } = sentimentOf('Thank you for the nice call. The pump is a disaster. Great people!', {
    language: 'en',
  });
  expect(worst?.text).toBe('The pump is a disaster.');
  expect(worst?.score).toBeLessThan(-0.4);
});

test('what the customer did not write now is not read', () => {
  const reply =
    'Gracias, recibido.\n\nEl lun, 2 nov 2026, Soporte <a@b.com> escribió:\n> Es un desastre horrible\n> pésimo';
  expect(sentimentOf(reply, { language: 'es' }).worst).toBeNull();
  expect(sentimentOf('Fine.\n--\nTerrible & Awful Ltd.', { language: 'en' }).evidence).toHaveLength(1);
  expect(
    sentimentOf('See https://example.com/terrible-horrible or bad@awful.com', { language: 'en' }).evidence,
  ).toEqual([]);
});

test.each([
  ['en', 'positive', "I can't wait to use it again."],
  ['en', 'positive', 'We could not have been happier.'],
  ['en', 'negative', "Don't waste your money."],
  ['en', 'negative', 'We will never go back.'],
  ['en', 'negative', 'It is not as good as I expected.'],
  ['en', 'negative', '0/10'],
  ['en', 'neutral', 'Please get this fixed today.'],
  ['en', 'neutral', 'Sure, yes, I am free on Monday.'],
  ['en', 'positive', "Today only kinda sux! But I'll get by, lol"],
  ['en', 'positive', 'The update fixed the crash.'],
  ['es', 'positive', 'No me puedo quejar.'],
  ['es', 'positive', 'El error ya no aparece.'],
  ['es', 'positive', 'No hay mejor sitio.'],
  ['es', 'negative', 'Le pongo un cero.'],
  ['es', 'negative', 'Me tienen harto.'],
  ['es', 'neutral', 'Quiero dar de baja mi línea.'],
  ['es', 'neutral', 'Me voy a la oficina.'],
  ['es', 'neutral', 'Ojalá llegue pronto.'],
  ['es', 'neutral', 'Necesito que me lo arreglen hoy.'],
] as const)('%s, %s: %s', (language, expected, text) => {
  expect(label(language, text)).toBe(expected);
});

test('a longer text that is good on the whole but tells much that is bad is neutral', () => {
  const hotel = (worst: string) =>
    `Good location and friendly staff. The breakfast was nice. The room was clean. ${worst}`;
  expect(label('en', hotel('We slept well.'))).toBe('positive');
  expect(label('en', hotel('The lift was broken and the shower was horrible. The wifi failed.'))).toBe('neutral');
});

test('only a word that strengthens belongs to the evidence', () => {
  expect(sentimentOf('El técnico que vino fue amable', { language: 'es' }).evidence.map(({ text }) => text)).toEqual([
    'amable',
  ]);
});

test.each([
  [
    'Outlook',
    'Thanks, works now.\n\nFrom: Ana <a@b.com>\nSent: Monday\nTo: Help\nSubject: bug\n\nA horrible, terrible app.',
  ],
  [
    'a broken line',
    'Thanks, works now.\n\nOn Mon, Nov 2, 2026 at 10:00 AM Support\n<a@b.com> wrote:\n\nA horrible app.',
  ],
  ['HTML', '<p>Thanks, works <b>now</b>.</p><blockquote class="q">A <i>horrible</i> app.</blockquote>'],
  ['a disclaimer', 'Thanks, works now.\n\nThis message is confidential. A terrible breach if not intended for you.'],
])('the earlier mail under a reply is not read: %s', (_, mail) => {
  const { sentiment } = analyseText(mail, { language: 'en' });
  expect([sentiment.label, sentiment.worst]).toEqual(['positive', null]);
  for (const { text, start, end } of sentiment.evidence) expect(mail.slice(start, end)).toBe(text);
});

test('invisible characters do not hide a word', () => {
  expect(label('en', 'ter\u200brible ser\u00advice')).toBe('negative');
});

describe('any text has a result', () => {
  test.each(['', ' \n ', '\0\0', '?!', '1234', 'مرحبا كيف حالك', '👨‍👩‍👧‍👦', '\ud800 lone'])(
    '%j is neutral, not sure',
    (text) => {
      const { sentiment, topics, language } = analyseText(text, { fallback: 'es' });
      expect([sentiment.label, sentiment.score, topics, language.language]).toEqual(['neutral', 0, [], 'es']);
      expect(sentiment.confidence).toBeLessThanOrEqual(0.25);
    },
  );

  test('null bytes part words, no more', () => {
    expect(label('en', 'terrible\0service')).toBe('negative');
  });

  const words = fc.constantFrom(
    ...'no not never nada sin muy very but pero good bueno bad malo terrible funciona works error problema , . ! ? 😡 :) si if nobody SIEMPRE sooooo y and'.split(
      ' ',
    ),
  );
  const texts = fc.oneof(
    fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );

  test('numbers stay in their bounds and evidence is cut from the text', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, ...LANGUAGES), (text, language) => {
        const { sentiment, topics, language: told } = analyseText(text, language === undefined ? {} : { language });
        const { score: value, confidence, anger, worst, evidence } = sentiment;
        expect(value).toBeGreaterThanOrEqual(-1);
        expect(value).toBeLessThanOrEqual(1);
        for (const share of [
          confidence,
          anger.intensity,
          told.confidence,
          ...topics.map((topic) => topic.confidence),
        ]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        const spans = [...evidence, ...topics.flatMap((topic) => topic.evidence), ...(worst === null ? [] : [worst])];
        for (const span of spans) {
          expect(span.text).toBe(text.slice(span.start, span.end));
          expect(span.text).not.toBe('');
        }
        expect(topics.every((topic) => topic.evidence.length > 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a neutral sentence behind it does not change the score', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), fc.constantFrom(...LANGUAGES), (list, language) => {
        const text = `Reference 12. ${list.join(' ')}. `;
        expect(score(language, `${text}Pedido 5512.`)).toBe(score(language, `${text}Order 5512.`));
        expect(Math.sign(score(language, `${text}Order 5512.`))).toBe(Math.sign(score(language, text)));
      }),
    );
  });
});

test('100 kB are read up to the limit, whatever they hold', () => {
  for (const part of [
    'No funciona nada, estoy harto. ',
    'a.',
    'a@',
    '\n \n',
    'waiting not ',
    '!?',
    'oooo',
    '>\n',
    ':(',
    "a'",
  ]) {
    const long = part.repeat(Math.ceil(100_000 / part.length));
    const started = performance.now();
    const analysis = analyseText(long);
    expect(performance.now() - started, JSON.stringify(part)).toBeLessThan(30_000);
    expect(analysis.isCut).toBe(true);
    expect(analysis.sentiment).toEqual(analyseText(long.slice(0, READ_LIMIT)).sentiment);
  }
});
