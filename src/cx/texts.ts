/** What customers wrote, understood: language, sentiment, friction topics. Each text is read once, however many metrics ask. */
import type { WordMemory } from './contacts.ts';
import type { Model } from './model/model.ts';
import type { Signal } from './model/signal.ts';
import type { TextReader, TextReading } from './text/text-reader.ts';
import type { DatedSignal, Timeline } from './timeline.ts';

export interface ReadSignalText {
  readonly dated: DatedSignal;
  readonly text: string;
  readonly reading: TextReading;
}

/** So much of a text is read; the rest is quoted mail and signatures. */
const READ_CHARACTERS = 4000;
/** So many texts of one subject are read, the newest first. */
const READ_TEXTS = 200;

/** Kinds of signals in which customers write. */
export const TEXT_KINDS = ['survey', 'ticket', 'message', 'review', 'mention', 'abandonment'] as const;

function joined(title: string | undefined, text: string | undefined): string | undefined {
  // A question in the title stays one.
  const end = /[.!?…:]$/.test(title ?? '') ? '' : '.';
  return title && text ? `${title}${end} ${text}` : title || text;
}

/** The customer's own words in a signal. What a colleague wrote (an observation, why a deal was lost) is not among them. */
function ownWords(signal: Signal): string | undefined {
  switch (signal.kind) {
    case 'ticket':
      return joined(signal.subject, signal.text);
    case 'message':
      return signal.direction === 'inbound' && !signal.automated ? joined(signal.subject, signal.text) : undefined;
    case 'abandonment':
      return joined(signal.reason, signal.text);
    case 'survey':
    case 'review':
    case 'mention':
      return signal.text;
    default:
      return undefined;
  }
}

/** The characters that are read of a signal; null where the customer wrote nothing. */
export function readableText(signal: Signal): string | null {
  const text = ownWords(signal)?.trim();
  return text === undefined || text === '' ? null : text.slice(0, READ_CHARACTERS);
}

/** Readings by signal, shared by all instants of one evaluation. */
export interface TextMemory {
  /** @param text what is read of the signal. */
  get(signal: Signal, text: string): TextReading | undefined;
  set(signal: Signal, reading: TextReading): unknown;
  /** Topic words by signal, where they too are to outlast an evaluation. */
  readonly words?: WordMemory;
}

/** The texts of one timeline, read when first asked for. */
export class SubjectTexts {
  readonly #timeline: Timeline;
  readonly #reader: TextReader;
  readonly #memory: TextMemory;
  #readings: readonly ReadSignalText[] | undefined;

  constructor(timeline: Timeline, reader: TextReader, memory: TextMemory) {
    this.#timeline = timeline;
    this.#reader = reader;
    this.#memory = memory;
  }

  /** The newest texts with what they say, the newest first. */
  get readings(): readonly ReadSignalText[] {
    this.#readings ??= this.#read();
    return this.#readings;
  }

  #read(): ReadSignalText[] {
    const found: { dated: DatedSignal; text: string }[] = [];
    for (const kind of TEXT_KINDS) {
      const ofKind = this.#timeline[kind];
      // Each kind stands in order, and no more than the newest of it can be among the newest of all.
      let kept = 0;
      let lastMs = Number.NaN;
      for (let index = ofKind.length - 1; index >= 0; index -= 1) {
        const dated = ofKind[index];
        if (dated === undefined || (kept >= READ_TEXTS && dated.atMs !== lastMs)) break;
        const text = ownWords(dated.signal)?.trim();
        if (text === undefined || text === '') continue;
        found.push({ dated, text });
        kept += 1;
        lastMs = dated.atMs;
      }
    }
    found.sort((a, b) => b.dated.atMs - a.dated.atMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1));
    return found.slice(0, READ_TEXTS).map(({ dated, text }) => {
      const { signal } = dated;
      const readable = text.slice(0, READ_CHARACTERS);
      let reading = this.#memory.get(signal, readable);
      if (reading === undefined) {
        reading = this.#reader.read(readable, signal.language);
        this.#memory.set(signal, reading);
      }
      return { dated, text, reading };
    });
  }
}

/** Angry words that are certain enough to act on. */
export function isAngry({ sentiment }: TextReading, model: Model): boolean {
  return (
    sentiment.anger.isAngry && sentiment.label === 'negative' && sentiment.confidence >= model.flags.angry.minConfidence
  );
}
