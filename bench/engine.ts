/** The engine alone, against parsing the same lines of JSON in the same run: what it costs does not hang on the machine. */

import { loadContributions } from '../src/contributions.ts';
import { defaultModel } from '../src/cx/default-model.ts';
import { createEvaluate, type Evaluate } from '../src/cx/evaluate.ts';
import { type KeptReading, KeptReadings, keepReading } from '../src/cx/kept-readings.ts';
import type { Signal } from '../src/cx/model/signal.ts';
import { analyseText } from '../src/cx/text/analyse.ts';
import { blindReader, lexiconReader } from '../src/cx/text/text-reader.ts';
import type { Bench } from './bench.ts';
import { customerId, NOW, SIGNALS_PER_CUSTOMER, signalsOf } from './people.ts';

const CUSTOMERS = 2_000;
/** The middle one of these counts, so that one interruption does not. */
const RUNS = 5;

const FEW_SIGNALS = 5_000;
const MANY_SIGNALS = 50_000;

/** Everything that so many signals say, as if one customer had said it. */
function ofOne(count: number): Signal[] {
  const people = Array.from({ length: Math.ceil(count / SIGNALS_PER_CUSTOMER) }, (_, index) => signalsOf(index));
  return people
    .flat()
    .slice(0, count)
    .map((signal) => ({ ...signal, customer: customerId(0) }));
}

/** Milliseconds of the middle run, after one that warms up. */
function medianMs(work: () => void): number {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

type Kept = ReadonlyMap<Signal, KeptReading | null>;

/** @param kept what was made of the texts when they were stored. */
function evaluateAll(evaluate: Evaluate, people: readonly (readonly Signal[])[], kept?: Kept): void {
  for (const [index, signals] of people.entries()) {
    const readings = new KeptReadings(lexiconReader);
    if (kept !== undefined) for (const signal of signals) readings.add(signal, kept.get(signal) ?? null);
    evaluate({
      subject: { object: 'customer', id: customerId(index) },
      signals,
      model: defaultModel,
      now: NOW,
      readings,
    });
  }
}

const bench: Bench = {
  id: 'engine',
  title: 'The engine, against JSON.parse of the same lines',
  async run({ say }) {
    const contributions = await loadContributions();
    const people = Array.from({ length: CUSTOMERS }, (_, index) => signalsOf(index));
    const signals = people.flat();
    const lines = signals.map((signal) => JSON.stringify(signal));
    // Each text differs, as those of people do: nothing is remembered from one to the next.
    const texts = signals.flatMap(({ text, id }) => (text === undefined ? [] : [`${text} ${id}`]));
    const textLines = texts.map((text) => JSON.stringify({ text }));
    say(`${signals.length} signals of ${CUSTOMERS} customers (${SIGNALS_PER_CUSTOMER} each), ${texts.length} texts`);

    const parsing = medianMs(() => {
      for (const line of lines) JSON.parse(line);
    });
    const parsingTexts = medianMs(() => {
      for (const line of textLines) JSON.parse(line);
    });
    const withText = medianMs(() => evaluateAll(createEvaluate(contributions), people));
    const kept: Kept = new Map(signals.map((signal) => [signal, keepReading(signal, lexiconReader)]));
    const withKept = medianMs(() => evaluateAll(createEvaluate(contributions), people, kept));
    const withoutText = medianMs(() =>
      evaluateAll(createEvaluate({ ...contributions, textReader: blindReader }), people),
    );
    const reading = medianMs(() => {
      for (const text of texts) analyseText(text);
    });
    const single = (count: number): number => {
      const one = [ofOne(count)];
      return medianMs(() => evaluateAll(createEvaluate({ ...contributions, textReader: blindReader }), one)) / count;
    };
    const growth = single(MANY_SIGNALS) / single(FEW_SIGNALS);
    const perSecond = (count: number, ms: number): number => (count / ms) * 1_000;
    return [
      { measure: 'JSON.parse: signals', value: perSecond(signals.length, parsing), unit: 'per s' },
      { measure: 'evaluate with text: signals', value: perSecond(signals.length, withText), unit: 'per s' },
      { measure: 'evaluate with text: time to JSON.parse', value: withText / parsing, unit: '×' },
      { measure: 'evaluate with kept readings: signals', value: perSecond(signals.length, withKept), unit: 'per s' },
      { measure: 'evaluate with kept readings: time to JSON.parse', value: withKept / parsing, unit: '×' },
      { measure: 'evaluate without text: signals', value: perSecond(signals.length, withoutText), unit: 'per s' },
      { measure: 'evaluate without text: time to JSON.parse', value: withoutText / parsing, unit: '×' },
      {
        measure: `one customer: time per signal, ${MANY_SIGNALS} to ${FEW_SIGNALS}`,
        value: growth,
        unit: '×',
        // Ten times the signals: a sort, colder caches and more garbage, but nothing that grows with the square (10 ×).
        target: '≤ 5',
        met: growth <= 5,
      },
      { measure: 'texts read', value: perSecond(texts.length, reading), unit: 'per s' },
      { measure: 'texts read: time to JSON.parse', value: reading / parsingTexts, unit: '×' },
    ];
  },
};

export default bench;
