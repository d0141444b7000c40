/** Tables of sentences. The dev tables are tuned on and say that nothing was lost; the held-out ones say how good it is. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { detectLanguage } from '../../../../src/cx/text/language.ts';
import { sentimentOf } from '../../../../src/cx/text/sentiment.ts';
import { englishDev } from './sentences/en-dev.ts';
import { englishHeldOut } from './sentences/en-held-out.ts';
import { spanishDev } from './sentences/es-dev.ts';
import { spanishHeldOut } from './sentences/es-held-out.ts';

const tables = [
  {
    name: 'English, tuned on',
    language: 'en',
    rows: englishDev,
    fewest: 120,
    label: 0.97,
    precision: 0.93,
    recall: 0.95,
  },
  {
    name: 'Spanish, tuned on',
    language: 'es',
    rows: spanishDev,
    fewest: 120,
    label: 0.97,
    precision: 0.93,
    recall: 0.95,
  },
  {
    name: 'English, held out',
    language: 'en',
    rows: englishHeldOut,
    fewest: 60,
    label: 0.88,
    precision: 0.75,
    recall: 0.85,
  },
  {
    name: 'Spanish, held out',
    language: 'es',
    rows: spanishHeldOut,
    fewest: 60,
    label: 0.88,
    precision: 0.75,
    recall: 0.85,
  },
] as const;

describe.each(tables)('$name', ({ language, rows, fewest, label, precision, recall }) => {
  test('has its sentences, all different', () => {
    expect(new Set(rows.map(([, text]) => text)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(fewest);
  });

  test('most labels are right, and hardly one is turned into its opposite', () => {
    const answers = rows.map(([expected, text]) => ({ text, expected, found: sentimentOf(text, { language }).label }));
    const right = answers.filter(({ expected, found }) => expected === found);
    const opposite = answers.filter(
      ({ expected, found }) => ![expected, found].includes('neutral') && expected !== found,
    );
    expect(right.length / rows.length).toBeGreaterThanOrEqual(label);
    expect(opposite.length / rows.length).toBeLessThanOrEqual(0.03);
  });

  test('topics are found where they are, and hardly where they are not', () => {
    let both = 0;
    let expectedTopics = 0;
    let foundTopics = 0;
    for (const [, text, ...expected] of rows) {
      const found = analyseText(text, { language }).topics.map(({ id }) => id);
      both += found.filter((id) => expected.includes(id)).length;
      expectedTopics += expected.length;
      foundTopics += found.length;
    }
    expect(both / foundTopics).toBeGreaterThanOrEqual(precision);
    expect(both / expectedTopics).toBeGreaterThanOrEqual(recall);
  });

  test('the language is told for sentences of 25 letters and more, against the fallback', () => {
    const long = rows.filter(([, text]) => text.replace(/\P{L}/gu, '').length >= 25);
    const fallback = language === 'en' ? 'es' : 'en';
    const right = long.filter(([, text]) => detectLanguage(text, { fallback }).language === language);
    expect(right.length / long.length).toBeGreaterThanOrEqual(0.97);
  });
});

/** The examples of VADER's README with the sign of their published compound score, https://github.com/cjhutto/vaderSentiment. */
const vader = [
  [1, 'VADER is smart, handsome, and funny.'],
  [1, 'VADER is smart, handsome, and funny!'],
  [1, 'VADER is very smart, handsome, and funny.'],
  [1, 'VADER is VERY SMART, handsome, and FUNNY.'],
  [1, 'VADER is VERY SMART, handsome, and FUNNY!!!'],
  [1, 'VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!'],
  [-1, 'VADER is not smart, handsome, nor funny.'],
  [1, 'The book was good.'],
  [1, "At least it isn't a horrible book."],
  [1, 'The book was only kind of good.'],
  [-1, 'The plot was good, but the characters are uncompelling and the dialog is not great.'],
  [-1, 'Today SUX!'],
  [1, "Today only kinda sux! But I'll get by, lol"],
  [1, 'Make sure you :) or :D today!'],
  [1, 'Catch utf-8 emoji such as such as 💘 and 💋 and 😁'],
  [1, 'Not bad at all'],
] as const;

test.each(vader)('%i: %s', (sign, text) => {
  expect(Math.sign(sentimentOf(text, { language: 'en' }).score)).toBe(sign);
});

test('emphasis orders the VADER examples as published', () => {
  const scores = vader.slice(0, 6).map(([, text]) => sentimentOf(text, { language: 'en' }).score);
  const [plain = 0, exclaimed = 0, very = 0, shouted = 0, shoutedExclaimed = 0, most = 0] = scores;
  expect(exclaimed).toBeGreaterThan(plain);
  expect(very).toBeGreaterThan(plain);
  expect(shouted).toBeGreaterThan(very);
  expect(shoutedExclaimed).toBeGreaterThan(shouted);
  expect(most).toBeGreaterThan(shoutedExclaimed);
});
