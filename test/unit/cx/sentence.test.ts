import { describe, expect, test } from 'vitest';
import { fillSentence, placeholdersOf } from '../../../src/cx/sentence.ts';
import { silent, unhappy } from './everything.ts';
import { evaluate, FLAGS, METRICS } from './installed.ts';
import { ago, model, NOW, survey, ticket } from './signals.ts';

const waited = {
  en: 'Waited {hours} {hours|hour|hours} for {name}',
  es: 'Esperó {hours} {hours|hora|horas} a {name}',
};

describe('fillSentence', () => {
  test('writes numbers as the language does and agrees with them', () => {
    expect(fillSentence(waited, { hours: 1234.56, name: 'us' }, 'en')).toBe('Waited 1,234.6 hours for us');
    expect(fillSentence(waited, { hours: 12345.67, name: 'Ana' }, 'es')).toBe('Esperó 12.345,7 horas a Ana');
    expect(fillSentence(waited, { hours: 1, name: 'us' }, 'en')).toBe('Waited 1 hour for us');
  });

  test('does not look into facts for more placeholders', () => {
    expect(fillSentence(waited, { hours: 2, name: '{hours}' }, 'en')).toBe('Waited 2 hours for {hours}');
  });

  test('needs every fact', () => {
    expect(() => fillSentence(waited, { hours: 2 }, 'en')).toThrow(/needs the fact "name"/);
  });
});

describe('dates and sections', () => {
  const wording = {
    en: '{#open}Open since {since}{/open}{^open}Closed on {since}{/open}',
    es: '{#open}Abierto desde el {since}{/open}{^open}Cerrado el {since}{/open}',
  };

  test('an instant is written as a date of the reader, not as time gone by', () => {
    const facts = { open: 1, since: '2026-11-09T23:30:00.000Z' };
    expect(fillSentence(wording, facts, 'en')).toBe('Open since 9 Nov 2026');
    expect(fillSentence(wording, facts, 'es')).toBe('Abierto desde el 9 nov 2026');
    expect(fillSentence(wording, facts, 'en', 'Europe/Madrid')).toBe('Open since 10 Nov 2026');
  });

  test('what looks like a date but is none stays as it is', () => {
    expect(fillSentence(wording, { open: 1, since: '2026-99-99T00:00:00Z' }, 'en')).toBe(
      'Open since 2026-99-99T00:00:00Z',
    );
  });

  test('a section stands while its fact is there', () => {
    expect(fillSentence(wording, { open: 0, since: 'May' }, 'en')).toBe('Closed on May');
    expect(fillSentence(wording, { open: '', since: 'mayo' }, 'es')).toBe('Cerrado el mayo');
    expect(placeholdersOf(wording)).toEqual(['open', 'since']);
  });

  test('what a card says of an unchanged customer is the same tomorrow', () => {
    const said = (now: string) => {
      const { components, flags } = evaluate({
        subject: { object: 'customer', id: 'ana' },
        signals: [
          ticket({ id: 'waiting', at: ago(12), promisedAt: ago(6) }),
          survey({ id: 'a', survey: 'nps', value: 2, at: ago(20) }),
        ],
        model,
        now,
      });
      return [
        ...components
          .filter(({ weight }) => weight > 0)
          .map(({ metric, value, n, details }) => {
            const sentence = METRICS.find(({ id }) => id === metric)?.sentence ?? waited;
            return fillSentence(sentence, { value, n, ...details }, 'en');
          }),
        ...flags.map(({ id, facts }) =>
          fillSentence(FLAGS.find((flag) => flag.id === id)?.sentence ?? waited, facts, 'en'),
        ),
      ];
    };
    expect(said(ago(-1))).toEqual(said(NOW));
    expect(said(NOW)).toContain('Waiting for a first answer since 11 Nov 2026');
  });

  test('no sentence of a metric or flag counts days until today', () => {
    for (const { sentence } of [...METRICS, ...FLAGS]) {
      expect(sentence.en).not.toMatch(/ago\b/);
      expect(sentence.es).not.toMatch(/\bhace \{/);
    }
  });
});

test('placeholdersOf names each fact once', () => {
  expect(placeholdersOf(waited)).toEqual(['hours', 'name']);
});

describe('every installed metric and flag', () => {
  const signals = unhappy();
  const judge = (given: typeof signals) =>
    evaluate({ subject: { object: 'customer', id: 'ana' }, signals: given, model, now: NOW });

  test('has a sentence that its own facts fill, in both languages', () => {
    const { components, flags } = judge(signals);
    const all = [...flags, ...judge(silent()).flags];
    expect(components.map(({ metric }) => metric).sort()).toEqual(METRICS.map(({ id }) => id).sort());
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set(FLAGS.map(({ id }) => id)));
    for (const language of ['en', 'es'] as const) {
      for (const { metric, value, n, details } of components) {
        const manifest = METRICS.find(({ id }) => id === metric);
        expect(Object.keys(details ?? {}).sort()).toEqual([...(manifest?.details ?? [])].sort());
        expect(fillSentence(manifest?.sentence ?? waited, { value, n, ...details }, language)).not.toMatch(/[{}]|NaN/);
      }
      for (const { id, facts } of all) {
        const manifest = FLAGS.find((flag) => flag.id === id);
        expect(Object.keys(facts).sort()).toEqual([...(manifest?.facts ?? [])].sort());
        for (const wording of [manifest?.sentence ?? waited, manifest?.advice ?? waited]) {
          expect(fillSentence(wording, facts, language)).not.toMatch(/[{}]|NaN/);
        }
      }
    }
  });

  test('reads no kind of signal that it does not name', () => {
    const { components, flags } = judge(signals);
    const needsOf = new Map([...METRICS, ...FLAGS].map(({ id, needs }) => [id, needs as readonly string[]]));
    const kindOf = new Map(signals.map(({ id, kind }) => [id, kind as string]));
    for (const { id, evidence } of [
      ...flags,
      ...components.map(({ metric, evidence: shown }) => ({ id: metric, evidence: shown })),
    ]) {
      for (const { signal } of evidence) expect(needsOf.get(id)).toContain(kindOf.get(signal));
    }
  });
});

describe('sections inside sections', () => {
  const wording = {
    en: '{#waiting}Answer today.{/waiting}{^waiting}{#open}Give it an owner.{/open}{^open}Say sorry.{/open}{/waiting}',
    es: '{#waiting}Conteste hoy.{/waiting}{^waiting}{#open}Asígnelo.{/open}{^open}Pida disculpas.{/open}{/waiting}',
  };

  test.each([
    [{ waiting: 1, open: 1 }, 'Answer today.'],
    [{ waiting: 0, open: 2 }, 'Give it an owner.'],
    [{ waiting: 0, open: 0 }, 'Say sorry.'],
  ])('%j: %s', (facts, sentence) => {
    expect(fillSentence(wording, facts, 'en')).toBe(sentence);
  });

  test('ask for the facts of the inner ones too', () => {
    expect(placeholdersOf(wording)).toEqual(['open', 'waiting']);
  });
});
