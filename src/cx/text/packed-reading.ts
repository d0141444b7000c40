/** A reading in few characters, to be kept beside its text: spans are places alone, for the text is at hand when it is unpacked. */
import type { Language } from '../model/text.ts';
import type { SentimentLabel } from './sentiment.ts';
import type { Span } from './span.ts';
import type { TextReading } from './text-reader.ts';
import type { TopicId } from './topics.ts';

type Place = readonly [start: number, end: number];
type Packed = readonly [
  language: readonly [language: Language, confidence: number, isMixed: 0 | 1],
  sentiment: readonly [score: number, label: SentimentLabel, confidence: number, isAngry: 0 | 1, anger: number],
  worst: readonly [...Place, score: number] | 0,
  evidence: readonly (readonly [...Place, weight: number])[],
  topics: readonly (readonly [id: TopicId, confidence: number, evidence: readonly Place[]])[],
];

/** The reading as a text. `unpackReading` gives back exactly the same reading. */
export function packReading({ language, sentiment, topics }: TextReading): string {
  const { anger, worst } = sentiment;
  const packed: Packed = [
    [language.language, language.confidence, language.isMixed ? 1 : 0],
    [sentiment.score, sentiment.label, sentiment.confidence, anger.isAngry ? 1 : 0, anger.intensity],
    worst === null ? 0 : [worst.start, worst.end, worst.score],
    sentiment.evidence.map(({ start, end, weight }) => [start, end, weight]),
    topics.map(({ id, confidence, evidence }) => [id, confidence, evidence.map(({ start, end }) => [start, end])]),
  ];
  return JSON.stringify(packed);
}

/**
 * The reading that `packReading` packed.
 * @param text exactly the text that was read.
 */
export function unpackReading(packed: string, text: string): TextReading {
  const [language, sentiment, worst, evidence, topics]: Packed = JSON.parse(packed);
  const span = (start: number, end: number): Span => ({ text: text.slice(start, end), start, end });
  return {
    language: { language: language[0], confidence: language[1], isMixed: language[2] === 1 },
    sentiment: {
      score: sentiment[0],
      label: sentiment[1],
      confidence: sentiment[2],
      anger: { isAngry: sentiment[3] === 1, intensity: sentiment[4] },
      worst: worst === 0 ? null : { ...span(worst[0], worst[1]), score: worst[2] },
      evidence: evidence.map(([start, end, weight]) => ({ ...span(start, end), weight })),
    },
    topics: topics.map(([id, confidence, places]) => ({
      id,
      confidence,
      evidence: places.map(([start, end]) => span(start, end)),
    })),
  };
}
