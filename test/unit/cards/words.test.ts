import { describe, expect, test } from 'vitest';
import { loadCardFiles } from '../../../src/cards/load.ts';
import { type Locale, preferredLanguage } from '../../../src/cards/words.ts';
import { TOUCHPOINTS } from '../../../src/cx/model/touchpoint.ts';
import { dictionary, files } from '../../fixtures/cards.ts';

const en = dictionary.words('en');
const es = dictionary.words('es');
const placeholders = (entry: Locale[string]) =>
  [...new Set([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe('locales', () => {
  test('have the same keys, forms and placeholders in both languages', () => {
    const shape = (locale: Locale) =>
      Object.fromEntries(Object.entries(locale).map(([key, entry]) => [key, [typeof entry, placeholders(entry)]]));
    expect(shape(files.locales.es)).toEqual(shape(files.locales.en));
    expect(Object.keys(files.locales.en).length).toBeGreaterThan(100);
  });

  test('name every touchpoint', () => {
    expect(TOUCHPOINTS.filter((touchpoint) => !en.has(`touchpoint.${touchpoint}`))).toEqual([]);
  });

  test('that are missing stop the start', () => {
    expect(() => loadCardFiles('/nowhere')).toThrow();
  });
});

describe('words', () => {
  test('agree with the count', () => {
    expect(en.plural('note.holdSelling', 1)).toBe('One ticket is still open. Not the moment to sell.');
    expect(es.plural('note.holdSelling', 3)).toBe('Hay 3 tickets sin cerrar. No es momento de vender.');
  });

  test('the inner name of a CRM’s option is written as words, what somebody wrote in capitals is not', () => {
    const about = { en: 'About {topic}', es: 'Sobre {topic}' };
    expect(en.wording(about, { topic: 'PRODUCT_ISSUE' })).toBe('About product issue');
    for (const topic of ['URGENT', 'Billing_Issue', 'A-1', 'GDPR request'])
      expect(en.wording(about, { topic })).toBe(`About ${topic}`);
  });

  test('an unknown key is our own mistake', () => {
    expect(() => en.t('no.such')).toThrow('has no entry "no.such"');
    expect(() => en.t('toString')).toThrow('has no entry');
  });

  test('a manifest’s sentence takes numbers and dates; none without its facts', () => {
    const wording = {
      en: '{days} {days|day|days} since {at}, {points}',
      es: '{days} {days|día|días} desde {at}, {points}',
    };
    const facts = { days: 1.25, at: '2026-11-03T10:15:00Z', points: -2 };
    expect(es.wording(wording, facts)).toBe('1,3 días desde 3 nov 2026, \u22122');
    expect(en.wording(wording, { ...facts, days: 1 })).toBe('1 day since 3 Nov 2026, \u22122');
    expect(en.wording(wording, { days: 1 })).toBeNull();
  });

  test('numbers carry a real minus and the sign of points', () => {
    expect([en.points(-12.44), en.points(0), en.points(3)]).toEqual(['\u221212.4', '0.0', '+3.0']);
    expect([es.points(-12.44), es.number(-0.25, 2), es.percent(0.5)]).toEqual([
      '\u221212,4',
      '\u22120,25',
      '50\u00a0%',
    ]);
  });

  test('dates follow the time zone', () => {
    expect(en.date('2026-11-03T23:30:00Z')).toBe('3 Nov 2026');
    expect(dictionary.words('es', 'Europe/Madrid').dateTime('2026-11-03T23:30:00Z')).toBe('4 nov 2026, 00:30');
  });

  test('ages are said in the largest unit', () => {
    const now = Date.parse('2026-11-23T09:00:00Z');
    expect(en.ago('2026-11-23T08:59:30Z', now)).toBe('now');
    expect(en.ago('2026-11-23T07:00:00Z', now)).toBe('2 hours ago');
    expect(es.ago('2026-11-20T08:00:00Z', now)).toBe('hace 3 días');
  });
});

describe('preferredLanguage', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['fr,en;q=0.5,es;q=0.7', 'es'],
    ['es;q=0,en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    [undefined, 'en'],
  ])('%s → %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
