import { expect, test } from 'vitest';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { detectLanguage } from '../../../../src/cx/text/language.ts';

test('short texts and other scripts get the fallback', () => {
  for (const text of [
    '',
    'ok',
    'hola',
    'no va',
    '12345678901234567890',
    'Здравствуйте, как дела сегодня?',
    '😡😡😡😡😡😡😡😡😡😡😡😡',
  ]) {
    for (const fallback of ['en', 'es'] as const) {
      expect(detectLanguage(text, { fallback })).toEqual({ language: fallback, confidence: 0, isMixed: false });
    }
  }
});

test('only allowed languages are answered', () => {
  expect(detectLanguage('El pedido no ha llegado todavía', { allowed: ['en'] }).language).toBe('en');
  expect(detectLanguage('El pedido no ha llegado todavía', { allowed: ['en', 'es'] }).language).toBe('es');
});

test.each([
  'Le service client est horrible, personne ne répond jamais à mes messages.',
  'Il servizio clienti è pessimo e non risponde mai nessuno.',
  'O atendimento é péssimo e ninguém responde, estou muito decepcionado.',
  'Der Kundendienst ist eine Katastrophe und niemand antwortet mir.',
  'De klantenservice is verschrikkelijk en niemand reageert op mijn mail.',
])('a third language is not taken for an allowed one: %s', (text) => {
  const { language, sentiment, topics } = analyseText(text, { fallback: 'es' });
  expect(language).toEqual({ language: 'es', confidence: 0, isMixed: false });
  expect([sentiment.label, sentiment.evidence, topics]).toEqual(['neutral', [], []]);
  expect(sentiment.confidence).toBeLessThanOrEqual(0.5);
});

test('a foreign word or two make no foreign text', () => {
  expect(detectLanguage('Merci, the après-ski was great but the room was cold.', { fallback: 'es' }).language).toBe(
    'en',
  );
  expect(detectLanguage('El chef muy amable, bon appétit y grazie mille por todo.', { fallback: 'en' }).language).toBe(
    'es',
  );
});

test('works without accents and with typing errors', () => {
  expect(detectLanguage('no me an respondido y yevo dos semanas', { fallback: 'en' }).language).toBe('es');
  expect(detectLanguage('plz anser my last mail asap thx', { fallback: 'es' }).language).toBe('en');
});

test('mixed texts name the dominant language', () => {
  const mixed =
    'El panel no carga desde ayer por la tarde. Ya reinicié todo. Please send someone today, this is frustrating.';
  expect(detectLanguage(mixed)).toMatchObject({ language: 'es', isMixed: true });
  expect(detectLanguage('El dashboard no carga y el login tampoco funciona')).toMatchObject({
    language: 'es',
    isMixed: false,
  });
});
