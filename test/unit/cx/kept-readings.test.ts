import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeptReading, KeptReadings, keepReading } from '../../../src/cx/kept-readings.ts';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { packReading, unpackReading } from '../../../src/cx/text/packed-reading.ts';
import { lexiconReader, type TextReader } from '../../../src/cx/text/text-reader.ts';
import { unhappy } from './everything.ts';
import { evaluate } from './installed.ts';
import { ago, message, model, NOW, survey } from './signals.ts';
import { englishDev } from './text/sentences/en-dev.ts';
import { englishHeldOut } from './text/sentences/en-held-out.ts';
import { spanishDev } from './text/sentences/es-dev.ts';
import { spanishHeldOut } from './text/sentences/es-held-out.ts';

const SENTENCES = [...englishDev, ...englishHeldOut, ...spanishDev, ...spanishHeldOut].map(([, text]) => text);

/** The lexicons' reader, which tells how many texts it had to read. */
function counting(version = lexiconReader.version): TextReader & { reads: number } {
  return {
    version,
    reads: 0,
    read(text, language) {
      this.reads += 1;
      return lexiconReader.read(text, language);
    },
  };
}

const bySentence = SENTENCES.map((text, index) =>
  index % 2 === 0
    ? message({ at: ago(index / 2), text: `${text}\n\nGracias, ${index}` })
    : survey({ survey: 'csat', value: 1 + (index % 5), at: ago(index / 3), text }),
);
const ben = bySentence.slice(0, 40).map((one): Signal => ({ ...one, id: `${one.id}:ben`, customer: 'ben' }));
const people: readonly Signal[] = [...unhappy(), ...bySentence, ...ben];
const kept = new Map<Signal, KeptReading | null>(people.map((one) => [one, keepReading(one, lexiconReader)]));

const scorecardOf = (id: string, signals: readonly Signal[], readings?: KeptReadings, textReader?: TextReader) =>
  JSON.stringify(
    evaluate({
      subject: id === 'acme' ? { object: 'account', id } : { object: 'customer', id },
      ...{ signals, model, now: NOW },
      ...(readings === undefined ? {} : { readings }),
      ...(textReader === undefined ? {} : { textReader }),
    }),
  );

describe('kept readings', () => {
  test('are the fresh ones, to the last place', () => {
    for (const text of SENTENCES) {
      for (const whole of [text, `Hola 👋🏽.\n${text} ${text.toUpperCase()}!!`]) {
        const reading = lexiconReader.read(whole);
        expect(unpackReading(packReading(reading), whole)).toEqual(reading);
      }
    }
  });

  test('give the scorecard that fresh ones give, byte for byte, whichever are kept and in any order of signals', () => {
    const fresh = { ana: scorecardOf('ana', people), acme: scorecardOf('acme', people) };
    const order = fc.shuffledSubarray([...people], { minLength: people.length });
    const missing = fc.uniqueArray(fc.nat(people.length - 1), { maxLength: 60 });
    fc.assert(
      fc.property(order, missing, (shuffled, left) => {
        const readings = new KeptReadings(lexiconReader);
        for (const [index, one] of shuffled.entries()) {
          readings.add(one, left.includes(index) ? null : (kept.get(one) ?? null));
        }
        // One memory for a customer and its account, as they are scored together.
        expect(scorecardOf('ana', shuffled, readings)).toBe(fresh.ana);
        expect(scorecardOf('acme', shuffled.toReversed(), readings)).toBe(fresh.acme);
      }),
      { numRuns: 4 },
    );
  });

  test('spare the reading: nobody is read twice, an account never', () => {
    const reader = counting();
    const readings = new KeptReadings(reader);
    const left = bySentence[0];
    for (const [one, reading] of kept) readings.add(one, one === left ? null : reading);
    scorecardOf('ana', bySentence, readings, reader);
    expect(reader.reads).toBe(1);
    expect([...readings.fresh()]).toEqual([{ signal: left, kept: kept.get(bySentence[0] as Signal) }]);
    scorecardOf('acme', people, readings, reader);
    scorecardOf('ben', ben, readings, reader);
    expect(reader.reads).toBe(1);
  });

  test('of another version are read anew and given to be kept', () => {
    const reader = counting('lexicons-next');
    const readings = new KeptReadings(reader);
    const few = bySentence.slice(0, 5);
    for (const one of few) readings.add(one, kept.get(one) ?? null);
    scorecardOf('ana', few, readings, reader);
    expect(reader.reads).toBe(5);
    expect([...readings.fresh()].map((row) => row.kept.reader)).toEqual(few.map(() => 'lexicons-next'));
  });

  test('there are none of what a colleague or nobody wrote', () => {
    expect(keepReading(message({ at: ago(1), direction: 'outbound', text: 'Terrible' }), lexiconReader)).toBeNull();
    expect(keepReading(survey({ survey: 'nps', value: 3, at: ago(1) }), lexiconReader)).toBeNull();
  });

  // Readings are kept under this version. Whoever changes what any text says must name a new one, or old readings would stay.
  test('belong to a version of the lexicons, which changes with what they say', () => {
    const said = createHash('sha256').update(SENTENCES.map((text) => packReading(lexiconReader.read(text))).join('\n'));
    expect([lexiconReader.version, said.digest('hex').slice(0, 16)]).toEqual(['lexicons-3', '0d1c7d38c37a53af']);
  });
});
