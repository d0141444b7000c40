import type { Language } from '../model/text.ts';
import { angryEmoji, emoji, emoticons } from './lexicons/emoji.ts';
import { english } from './lexicons/english.ts';
import type { Lexicon, PhrasesOfValue, WordsOfValence } from './lexicons/lexicon.ts';
import { spanish } from './lexicons/spanish.ts';
import { PhraseIndex, WordIndex } from './phrases.ts';
import { foldText, spellingsOf } from './topic-words.ts';

/** A lexicon made ready for look-up. */
export interface CompiledLexicon {
  readonly words: WordIndex<number>;
  readonly whenNegated: WordIndex<number>;
  readonly idioms: PhraseIndex<number>;
  readonly negators: ReadonlySet<string>;
  readonly concordantNegators: ReadonlySet<string>;
  readonly intensifiers: ReadonlyMap<string, number>;
  readonly contrasts: PhraseIndex<true>;
  readonly concessions: ReadonlySet<string>;
  readonly conditions: PhraseIndex<true>;
  readonly connectors: ReadonlySet<string>;
  readonly courtesy: ReadonlySet<string>;
  readonly ironicOpenings: PhraseIndex<true>;
  readonly ironicPreludes: ReadonlySet<string>;
  readonly ironicTurns: ReadonlySet<string>;
  readonly anger: PhraseIndex<number>;
  readonly functionWords: ReadonlySet<string>;
}

/** The words of a text of data, without accents. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

const setOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text).flatMap(spellingsOf));

function* valued(rows: readonly WordsOfValence[]): Generator<[string, number]> {
  for (const [value, words] of rows) for (const word of wordsOf(words)) yield [word, value];
}

function* phrased(rows: readonly PhrasesOfValue[]): Generator<[string, number]> {
  for (const [value, phrases] of rows) for (const phrase of phrases) yield [phrase, value];
}

/** Makes a lexicon ready. @throws RangeError for a phrase that does not begin with a word. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const flags = (phrases: readonly string[]) => new PhraseIndex(phrases.map((phrase) => [phrase, true] as const));
  return {
    words: new WordIndex(valued(lexicon.words)),
    whenNegated: new WordIndex(valued(lexicon.whenNegated)),
    idioms: new PhraseIndex(phrased(lexicon.idioms)),
    negators: setOf(lexicon.negators),
    concordantNegators: setOf(lexicon.concordantNegators),
    intensifiers: new Map(valued(lexicon.intensifiers)),
    contrasts: flags(lexicon.contrasts),
    concessions: setOf(lexicon.concessions),
    conditions: flags(lexicon.conditions),
    connectors: setOf(lexicon.connectors),
    courtesy: setOf(lexicon.courtesy),
    ironicOpenings: flags(lexicon.ironicOpenings),
    ironicPreludes: setOf(lexicon.ironicPreludes),
    ironicTurns: setOf(lexicon.ironicTurns),
    anger: new PhraseIndex(phrased(lexicon.anger)),
    functionWords: setOf(lexicon.functionWords),
  };
}

/** The shipped lexicons. */
export const LEXICONS: Readonly<Record<Language, Lexicon>> = { en: english, es: spanish };
export const COMPILED: Readonly<Record<Language, CompiledLexicon>> = {
  en: compileLexicon(english),
  es: compileLexicon(spanish),
};

const spellings = (rows: readonly WordsOfValence[]): Map<string, number> =>
  new Map(rows.flatMap(([value, row]) => row.split(/\s+/u).map((sign) => [sign, value] as const)));
/** Emoji and faces drawn with characters → valence. */
export const EMOJI: ReadonlyMap<string, number> = new Map([...spellings(emoji), ...spellings(emoticons)]);
/** Emoji → anger 0..1. */
export const ANGRY_EMOJI: ReadonlyMap<string, number> = spellings(angryEmoji);

/** Whether a folded word stands in any shipped lexicon. */
export function isKnownWord(word: string): boolean {
  return Object.values(COMPILED).some(
    ({ words, functionWords, intensifiers }) =>
      words.get(word) !== undefined || functionWords.has(word) || intensifiers.has(word),
  );
}
