import { expect, test } from 'vitest';
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
