/** Everything that a text tells, in one pass: its language, how it feels, and what the trouble is about. */
import type { Language } from '../model/text.ts';
import { isKnownWord } from './compiled-lexicon.ts';
import { type DetectedLanguage, judgeLanguage, type LanguageOptions } from './language.ts';
import { type ReadText, readText } from './read-text.ts';
import { type Sentiment, sentimentOfRead } from './sentiment.ts';
import { type FoundTopic, topicsOfRead } from './topics.ts';

export interface AnalyseOptions extends LanguageOptions {
  /** The language, where it is known; otherwise it is detected. */
  readonly language?: Language;
}

export interface TextAnalysis {
  readonly language: DetectedLanguage;
  readonly sentiment: Sentiment;
  /** The most certain first; empty when nothing known is complained about. */
  readonly topics: readonly FoundTopic[];
  /** True when the text is longer than what is read of it (`READ_LIMIT`). */
  readonly isCut: boolean;
}

/**
 * Analyses a text. Any text has a result: an empty one is neutral with a confidence of 0. Linear in the length; at most `READ_LIMIT` characters are
 * read. Of irony only the plainest kind is recognised.
 */
export function analyseText(text: string, options: AnalyseOptions = {}): TextAnalysis {
  const whole = readText(text, isKnownWord);
  const { language: given } = options;
  const judged =
    given === undefined
      ? judgeLanguage(whole, options)
      : { language: given, confidence: 1, isMixed: false, isForeign: false, languageOf: () => given };
  const read = judged.isForeign ? withoutWords(whole) : whole;
  const { sentiment, scores } = sentimentOfRead(read, judged.languageOf);
  return {
    language: { language: judged.language, confidence: judged.confidence, isMixed: judged.isMixed },
    sentiment,
    topics: topicsOfRead(read, judged.languageOf, (sentence) => scores.get(sentence) ?? 0),
    isCut: read.isCut,
  };
}

/** Words of another language mean nothing here, whatever they look like; faces mean the same everywhere. */
function withoutWords(read: ReadText): ReadText {
  return { ...read, tokens: read.tokens.map((token) => (token.kind === 'word' ? { ...token, word: '' } : token)) };
}
