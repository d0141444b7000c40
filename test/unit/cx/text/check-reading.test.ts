import { expect, test } from 'vitest';
import { checkReading } from '../../../../src/cx/text/check-reading.ts';

const texts = [
  { text: 'Terrible service, I am furious', first: { label: 'negative', topics: [] } },
  { text: 'Great support, thank you so much', first: { label: 'positive', topics: [] } },
  { text: 'No funciona nada, es un desastre', first: { label: 'negative', topics: ['technical-problems'] } },
  { text: 'The invoice is attached', first: { label: 'neutral' } },
] as const;

test('kappa and macro-F1 against the labels of one person; who did not judge does not count', () => {
  const { texts: n, sentiment, betweenPeople, topics } = checkReading(texts);
  expect([n, sentiment?.n, betweenPeople]).toEqual([4, 4, null]);
  expect(sentiment).toMatchObject({ macroF1: 1, accuracy: 1, kappa: { kappa: 1 } });
  expect(
    topics.map(({ topic, support, found, precision, recall }) => [topic, support, found, precision, recall]),
  ).toEqual([['technical-problems', 1, 1, 1, 1]]);
  expect(topics[0]?.kappa).toMatchObject({ kappa: 1, n: 3 });
});

test('two people: how far they agree bounds what can be asked of a machine', () => {
  const second = ['negative', 'neutral', 'negative', 'neutral'] as const;
  const judged = texts.map((own, index) => ({ ...own, second: { label: second[index]!, topics: [] } }));
  const { betweenPeople, topics } = checkReading(judged);
  // Three of four alike; by chance (2·2 + 1·2 + 1·0)/16.
  expect(betweenPeople).toMatchObject({ n: 4, observed: 0.75, expected: 0.375 });
  expect(betweenPeople?.kappa).toBeCloseTo(0.6, 12);
  expect(topics[0]?.betweenPeople?.kappa).toBe(0);
});

test('a topic that is missed and one that is seen where it is not', () => {
  const { topics } = checkReading([
    { text: 'No funciona nada', first: { topics: ['usability'] } },
    { text: 'Hello', first: { topics: [] } },
  ]);
  expect(topics.map(({ topic, precision, recall }) => [topic, precision, recall])).toEqual([
    ['usability', null, 0],
    ['technical-problems', 0, null],
  ]);
});

test('without labels there is nothing to compare', () => {
  expect(checkReading([{ text: 'Hello', first: {} }])).toEqual({
    texts: 1,
    sentiment: null,
    betweenPeople: null,
    topics: [],
  });
});
