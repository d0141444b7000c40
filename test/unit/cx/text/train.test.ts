import { describe, expect, test } from 'vitest';
import { qualityOf } from '../../../../src/cx/text/f1.ts';
import { featuresOf } from '../../../../src/cx/text/features.ts';
import { fitLinearModel, linearClassifier, linearModelSchema } from '../../../../src/cx/text/linear-model.ts';
import type { SentimentLabel } from '../../../../src/cx/text/sentiment.ts';
import { shuffle } from '../../../../src/cx/text/shuffle.ts';
import { type RatedText, trainSentiment } from '../../../../src/cx/text/train.ts';

/** Texts in a jargon that no lexicon knows: the words of a label among words that every text has. */
function jargon(count: number, labels: readonly SentimentLabel[], noise = 0): RatedText[] {
  const own: Record<SentimentLabel, string[]> = {
    positive: ['zorbly', 'quindal', 'mevrat'],
    neutral: ['pludik', 'tarvon', 'wexil'],
    negative: ['grusk', 'fonkal', 'bramit'],
  };
  const common = ['the', 'unit', 'panel', 'meter', 'valve', 'cable'];
  return Array.from({ length: count }, (_, index) => {
    const label = labels[index % labels.length] ?? 'neutral';
    const wrong = noise > 0 && index % noise === 0 ? (labels[(index + 1) % labels.length] ?? label) : label;
    const words = [
      own[wrong][Math.floor(index / 3) % 3],
      common[Math.floor(index / 3) % 6],
      common[Math.floor(index / 18) % 6],
      `case${index}`,
    ];
    shuffle(words, index);
    return { text: words.join(' '), label };
  });
}
const ALL = ['positive', 'neutral', 'negative'] as const;

describe('trainSentiment', () => {
  test('adopts a model that tells what the lexicon cannot', () => {
    const result = trainSentiment(jargon(240, ALL, 10));
    expect(result).toMatchObject({ adopted: true, reason: null, labels: 240, perClass: { positive: 80 } });
    expect(result.validation?.model.macroF1).toBeGreaterThan(0.8);
    expect(result.validation?.lexicon.macroF1).toBeLessThan(0.3);
    expect(result.validation?.leads.every((lead) => lead > 0)).toBe(true);
    const stored = linearModelSchema.parse(JSON.parse(JSON.stringify(result.model)));
    expect(linearClassifier(stored)('a zorbly unit').label).toBe('positive');
    expect(linearClassifier(stored)('a grusk unit').label).toBe('negative');
  });

  test('keeps the lexicon where labels are noise', () => {
    const sayings = { positive: 'great and excellent', neutral: 'about', negative: 'terrible and awful' };
    const texts = Array.from({ length: 210 }, (_, index): RatedText => {
      const label = ALL[index % 3] ?? 'neutral';
      const unique = ((index * 7919) % 9973).toString(36);
      return { text: `${unique} ${index % 2 === 0 ? sayings[label] : unique} unit${index}`, label };
    });
    const shuffledLabels = texts.map(({ label }) => label);
    shuffle(shuffledLabels, 3);
    const noise = texts.map(({ text }, index) => ({
      text: text.replace(/great.*|terrible.*|about/u, ''),
      label: shuffledLabels[index] ?? 'neutral',
    }));
    const mixed = [...texts, ...noise];
    const result = trainSentiment(mixed);
    expect(result.validation).not.toBeNull();
    expect(result.adopted).toBe((result.validation?.model.macroF1 ?? 0) > (result.validation?.lexicon.macroF1 ?? 0));
    const lexiconOnly = trainSentiment(
      Array.from({ length: 300 }, (_, index): RatedText => {
        const label = ALL[index % 3] ?? 'neutral';
        const words = {
          positive: [
            'great',
            'lovely',
            'superb',
            'helpful',
            'friendly',
            'brilliant',
            'reliable',
            'wonderful',
            'happy',
            'perfect',
          ],
          neutral: ['monday', 'tuesday', 'invoice', 'number', 'blue', 'folder', 'street', 'table', 'march', 'form'],
          negative: ['bad', 'awful', 'rude', 'broken', 'useless', 'horrid', 'ugly', 'nasty', 'dishonest', 'lousy'],
        }[label];
        return { text: `${index.toString(2)} ${words[Math.floor(index / 3) % 10]}`, label };
      }),
    );
    expect(lexiconOnly).toMatchObject({ adopted: false, reason: 'lexicon-is-better', model: null });
  });

  test.each([
    ['too-few-labels', jargon(199, ALL)],
    ['one-class', jargon(220, ['negative'])],
    ['too-few-per-class', [...jargon(220, ['positive', 'negative']), ...jargon(29, ['neutral'])]],
    ['no-words', jargon(240, ALL).map(({ label }) => ({ text: '—', label }))],
    ['too-few-labels', []],
  ] as const)('says %s', (reason, texts) => {
    expect(trainSentiment(texts)).toMatchObject({ adopted: false, reason, validation: null, model: null });
  });

  test('says that classes are separable, and that the same text has two labels', () => {
    expect(trainSentiment(jargon(240, ALL))).toMatchObject({ separable: true, contradictory: 0 });
    const doubled = [
      ...jargon(240, ALL),
      { text: 'Zorbly unit', label: 'negative' },
      { text: 'zorbly unit', label: 'positive' },
    ] as const;
    expect(trainSentiment(doubled)).toMatchObject({ separable: false, contradictory: 1, distinct: 241 });
  });

  test('doubles never stand on both sides: copies of noise teach nothing', () => {
    const once = Array.from(
      { length: 60 },
      (_, index): RatedText => ({
        text: `w${(index * 7919) % 9973}x q${index}`,
        label: ALL[(index * 7 + (index >> 2)) % 3] ?? 'neutral',
      }),
    );
    const { validation } = trainSentiment([...once, ...once, ...once, ...once]);
    expect(validation?.model.accuracy).toBeLessThan(0.6);
  });

  test('the same texts and seed give the same result, byte for byte', () => {
    const texts = jargon(210, ALL, 7);
    expect(JSON.stringify(trainSentiment(texts, { seed: 5 }))).toBe(JSON.stringify(trainSentiment(texts, { seed: 5 })));
  });

  test('refuses options that make no sense', () => {
    expect(() => trainSentiment([], { folds: 1 })).toThrow(RangeError);
    expect(() => trainSentiment([], { penalty: 0 })).toThrow(RangeError);
  });
});

describe('the linear model', () => {
  const examples = jargon(60, ALL).map(({ text, label }) => ({ features: featuresOf(text), label }));

  test('a stronger penalty keeps weights smaller', () => {
    const size = (penalty: number) =>
      fitLinearModel(examples, { penalty, seed: 1 })
        .perClass.flatMap(({ weights }) => weights)
        .reduce((total, weight) => total + weight * weight, 0);
    expect(size(5)).toBeLessThan(size(0.5));
    expect(size(0.5)).toBeLessThan(size(0.005));
  });

  test('probabilities add up to 1, for texts without words too', () => {
    const classify = linearClassifier(fitLinearModel(examples, { penalty: 0.1, seed: 1 }));
    for (const text of ['zorbly', '', '\0', 'unknown words only']) {
      const total = Object.values(classify(text).probabilities).reduce((sum, share) => sum + share, 0);
      expect(total).toBeCloseTo(1, 12);
    }
  });

  test('another version or broken weights are refused', () => {
    const model = fitLinearModel(examples, { penalty: 0.1, seed: 1 });
    expect(linearModelSchema.safeParse({ ...model, version: 2 }).success).toBe(false);
    expect(linearModelSchema.safeParse({ ...model, perClass: model.perClass.slice(1) }).success).toBe(false);
    expect(() =>
      fitLinearModel(
        examples.filter(({ label }) => label === 'positive'),
        { penalty: 1, seed: 1 },
      ),
    ).toThrow('two classes');
  });
});

test('macro-F1 of a worked example', () => {
  const quality = qualityOf(['a', 'a', 'a', 'b', 'b', 'c'], ['a', 'a', 'b', 'b', 'a', 'a']);
  expect(quality.accuracy).toBeCloseTo(3 / 6);
  expect(quality.classes.map(({ f1 }) => f1)).toEqual([4 / 7, 2 / 4, 0]);
  expect(quality.macroF1).toBeCloseTo((4 / 7 + 1 / 2) / 3);
  expect(() => qualityOf([], [])).toThrow(RangeError);
});
