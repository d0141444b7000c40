/**
 * The form of a lexicon. Lexicons are data: to teach Pulso a word, add it to the row of its valence.
 * Words may be written with or without accents and in any case; both are ignored when texts are read. A `*` at the end of a word stands for
 * any ending (`frustrat*`); the longest entry that fits a word wins, so `hopeless*` may contradict `hope*`.
 */
import type { Language } from '../../model/text.ts';

/** −4 (as bad as it gets) to 4, and words of that valence, separated by white space. */
export type WordsOfValence = readonly [valence: number, words: string];

/** A value and the phrases that carry it, in the notation of `phrases.ts`. */
export type PhrasesOfValue = readonly [value: number, phrases: readonly string[]];

export interface Lexicon {
  readonly language: Language;
  /** How good or bad a word is by itself. */
  readonly words: readonly WordsOfValence[];
  /** What a word is worth only when it is negated: "works" says nothing, "does not work" does. */
  readonly whenNegated: readonly WordsOfValence[];
  /** Phrases worth something else than their words; 0 for formulas of politeness. They are read before words. */
  readonly idioms: readonly PhrasesOfValue[];
  /** Words that turn what follows. */
  readonly negators: string;
  /** Words that turn what follows, but that add nothing to a negation that is already there (Spanish "no … nada"). */
  readonly concordantNegators: string;
  /** What is added to the strength of what follows, in valence. */
  readonly intensifiers: readonly WordsOfValence[];
  /** After these the other side comes, and it counts more. */
  readonly contrasts: readonly string[];
  /** First words of those contrasts whose own clause counts less, where they open a sentence: "although it is slow, I love it". */
  readonly concessions: string;
  /** A clause that begins so counts half: a condition or a wish is not an experience. */
  readonly conditions: readonly string[];
  /** Where one statement ends and the next begins without punctuation; a negation does not reach over it. */
  readonly connectors: string;
  /** Thanks: as a short sentence among others it is a formula and counts little. */
  readonly courtesy: string;
  /** Praise that may open a sarcastic sentence: "great, another week without an answer". */
  readonly ironicOpenings: readonly string[];
  /** What may stand before it: "oh great". */
  readonly ironicPreludes: string;
  /** What may follow it without a mark, or begin the next sentence. */
  readonly ironicTurns: string;
  /** Anger, 0..1: hard words, threats, profanity. */
  readonly anger: readonly PhrasesOfValue[];
  /** Frequent words that tell the language. */
  readonly functionWords: string;
}
