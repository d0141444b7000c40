import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/cx/model/text.ts';
import { LEXICONS, wordsOf } from '../../../../src/cx/text/compiled-lexicon.ts';
import type { WordsOfValence } from '../../../../src/cx/text/lexicons/lexicon.ts';
import { PhraseIndex, WordIndex } from '../../../../src/cx/text/phrases.ts';
import { TOPICS } from '../../../../src/cx/text/topics.ts';
import { topicsTable } from './topics-table.ts';

const entriesOf = (rows: readonly WordsOfValence[]) =>
  rows.flatMap(([valence, words]) => wordsOf(words).map((word) => ({ word, valence })));

describe.each(LANGUAGES)('the %s lexicon', (language) => {
  const lexicon = LEXICONS[language];

  test('knows at least 1200 words, each with one valence from −4 to 4', () => {
    for (const rows of [lexicon.words, lexicon.whenNegated, lexicon.intensifiers]) {
      const seen = new Map<string, number>();
      for (const { word, valence } of entriesOf(rows)) {
        expect(seen.get(word) ?? valence, word).toBe(valence);
        seen.set(word, valence);
        expect(Math.abs(valence), word).toBeLessThanOrEqual(4);
        expect(word).toMatch(/^[\p{L}\p{N}'-]+\*?$/u);
      }
    }
    expect(new Set(entriesOf(lexicon.words).map(({ word }) => word)).size).toBeGreaterThanOrEqual(1200);
  });

  test('gives each idiom one value', () => {
    const seen = new Map<string, number>();
    for (const [value, phrases] of lexicon.idioms) {
      for (const phrase of phrases) {
        expect(seen.has(phrase), phrase).toBe(false);
        seen.set(phrase, value);
      }
    }
  });
});

describe('phrases', () => {
  const tokens = (text: string) =>
    text.split(' ').map((word) => ({ word, kind: /\w/.test(word) ? 'word' : 'mark' }) as const);
  const endOf = (pattern: string, text: string) =>
    new PhraseIndex([[pattern, true]]).longest(tokens(text), 0, tokens(text).length)?.end;

  test.each([
    ['not bad', 'not bad at all', 2],
    ['not bad', 'not so bad', undefined],
    ['not _ bad', 'not so bad', 3],
    ['not so|_ bad', 'not bad', 2],
    ['waiting ... weeks', 'waiting for about three weeks', 5],
    ['waiting ... weeks', 'waiting here for about three weeks', undefined],
    ['waiting ... weeks', 'waiting , weeks', undefined],
    ['frustrat* with|by', 'frustrating by', 2],
    ['más fácil , imposible', 'mas facil , imposible', 4],
  ])('%s in "%s"', (pattern, text, end) => {
    expect(endOf(pattern, text)).toBe(end);
  });

  test('need a word to begin with', () => {
    expect(() => new PhraseIndex([['_ bad', true]])).toThrow('does not begin with a word');
  });

  test('exact words win over stems, longer stems over shorter ones', () => {
    const index = new WordIndex([
      ['hope*', 1],
      ['hopeless*', -2],
      ['hopeful', 3],
    ]);
    expect(['hoped', 'hopelessly', 'hopeful', 'hop'].map((word) => index.get(word))).toEqual([1, -2, 3, undefined]);
  });
});

test('docs/text.md lists every topic', () => {
  const page = readFileSync(new URL('../../../../docs/text.md', import.meta.url), 'utf8');
  expect(page).toContain(topicsTable());
  expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(TOPICS.length);
});
