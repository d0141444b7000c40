/** Readings that outlast an evaluation: what a text says is worked out once, when its signal is stored, and kept beside it. */
import type { WordMemory } from './contacts.ts';
import type { Signal } from './model/signal.ts';
import { packReading, unpackReading } from './text/packed-reading.ts';
import type { TextReader, TextReading } from './text/text-reader.ts';
import { readableText, type TextMemory } from './texts.ts';

/** A reading as it is kept. */
export interface KeptReading {
  /** Version of the reader that made it. */
  readonly reader: string;
  readonly reading: string;
}

/** What this reader makes of a signal, to be kept; null for a signal without words of the customer. */
export function keepReading(signal: Signal, reader: TextReader): KeptReading | null {
  const text = readableText(signal);
  if (text === null) return null;
  return { reader: reader.version, reading: packReading(reader.read(text, signal.language)) };
}

/**
 * The memory of a round of evaluations by one reader: begins with what was kept, as far as that reader made it, and tells what
 * had to be read anew.
 */
export class KeptReadings implements TextMemory {
  readonly #version: string;
  readonly #packed = new Map<Signal, string>();
  readonly #readings = new Map<Signal, TextReading>();
  readonly #fresh: Signal[] = [];
  readonly words: WordMemory = new Map();

  constructor(reader: TextReader) {
    this.#version = reader.version;
  }

  /** Takes what was kept of a signal; a reading by another reader, or another version, is left aside. */
  add(signal: Signal, kept: KeptReading | null): void {
    if (kept !== null && kept.reader === this.#version) this.#packed.set(signal, kept.reading);
  }

  get(signal: Signal, text: string): TextReading | undefined {
    const known = this.#readings.get(signal);
    if (known !== undefined) return known;
    const packed = this.#packed.get(signal);
    if (packed === undefined) return undefined;
    const reading = unpackReading(packed, text);
    this.#readings.set(signal, reading);
    return reading;
  }

  set(signal: Signal, reading: TextReading): void {
    this.#readings.set(signal, reading);
    this.#fresh.push(signal);
  }

  /** What was read anew, to be kept from now on. */
  *fresh(): Generator<{ readonly signal: Signal; readonly kept: KeptReading }> {
    for (const signal of this.#fresh) {
      const reading = this.#readings.get(signal);
      if (reading !== undefined) yield { signal, kept: { reader: this.#version, reading: packReading(reading) } };
    }
  }
}
