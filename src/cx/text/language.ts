/** In which of the configured languages a text is written. */
import { LANGUAGES, type Language } from '../model/text.ts';
import { isKnownWord } from './compiled-lexicon.ts';
import { ForeignCount } from './foreign.ts';
import { evidenceOfWord } from './language-profile.ts';
import { type ReadText, readText, type Sentence } from './read-text.ts';

export interface LanguageOptions {
  /** The languages that are configured; others are never answered. Default: all that Pulso speaks. */
  readonly allowed?: readonly Language[];
  /** The answer where the text does not tell, e.g. the language of the account. Default: the first allowed one. */
  readonly fallback?: Language;
}

export interface DetectedLanguage {
  readonly language: Language;
  /** 0..1; 0 where the fallback was taken. */
  readonly confidence: number;
  /** True when a considerable part is written in another one of the allowed languages; `language` is then the dominant one. */
  readonly isMixed: boolean;
}

/** Below this many letters nothing is concluded. */
export const FEWEST_LETTERS = 12;
/** Enough letters to know; a longer text is judged by its beginning. */
const ENOUGH_LETTERS = 1500;
const MIXED_SHARE = 0.2;
/** Difference in evidence, in nats, from which a sentence is counted for a language. */
const CLEAR = 3;
const SPANISH_LETTERS = /[ñáíóú¿¡]/giu;
const LETTER_EVIDENCE = 2;
const ASCII = /^[\0-\x7f]*$/u;
const LETTER = /^\p{Script=Latin}/u;

export interface JudgedText extends DetectedLanguage {
  /** True when it is written in a language that Pulso does not read: its words are then not looked up. */
  readonly isForeign: boolean;
  languageOf(sentence: Sentence): Language;
}

interface Counted {
  readonly evidence: Readonly<Record<Language, number>>;
  readonly letters: number;
}

function count(read: ReadText, sentence: Sentence, isAscii: boolean, foreign: ForeignCount): Counted {
  const evidence = { en: 0, es: 0 };
  let letters = 0;
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const token = read.tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'mark' && /[¿¡]/u.test(token.word)) evidence.es += LETTER_EVIDENCE;
    if (token.kind !== 'word' || !LETTER.test(token.word)) continue;
    letters += token.word.length;
    foreign.add(token.word);
    const ofWord = evidenceOfWord(token.word);
    for (const language of LANGUAGES) evidence[language] += ofWord[language];
    if (isAscii) continue;
    const raw = read.text.slice(token.start, Math.min(token.end, token.start + 40));
    evidence.es += LETTER_EVIDENCE * (raw.match(SPANISH_LETTERS)?.length ?? 0);
  }
  return { evidence, letters };
}

function strongest(evidence: Readonly<Record<Language, number>>, allowed: readonly Language[], fallback: Language) {
  const ranked = allowed.toSorted((a, b) => evidence[b] - evidence[a]);
  const language = ranked[0] ?? fallback;
  const second = ranked[1];
  const lead = second === undefined ? Number.POSITIVE_INFINITY : evidence[language] - evidence[second];
  return lead > 0 ? { language, lead } : { language: fallback, lead: 0 };
}

/** The language of a text that was read, and of each of its sentences. */
export function judgeLanguage(read: ReadText, options: LanguageOptions = {}): JudgedText {
  const allowed = options.allowed ?? LANGUAGES;
  const fallback = options.fallback ?? allowed[0] ?? LANGUAGES[0];
  const total = { en: 0, es: 0 };
  const lettersIn = { en: 0, es: 0 };
  const own = new Map<Sentence, Language>();
  let letters = 0;
  const isAscii = ASCII.test(read.text);
  const foreign = new ForeignCount();
  for (const sentence of read.sentences) {
    if (letters >= ENOUGH_LETTERS) break;
    const counted = count(read, sentence, isAscii, foreign);
    letters += counted.letters;
    for (const language of LANGUAGES) total[language] += counted.evidence[language];
    const { language, lead } = strongest(counted.evidence, allowed, fallback);
    if (lead < CLEAR || counted.letters < FEWEST_LETTERS) continue;
    own.set(sentence, language);
    lettersIn[language] += counted.letters;
  }
  const isForeign = letters >= FEWEST_LETTERS && foreign.isForeign();
  if (letters < FEWEST_LETTERS || isForeign) {
    return { language: fallback, confidence: 0, isMixed: false, isForeign, languageOf: () => fallback };
  }
  const { language, lead } = strongest(total, allowed, fallback);
  const clear = lettersIn.en + lettersIn.es;
  const isMixed = clear > 0 && lettersIn[language] < (1 - MIXED_SHARE) * clear;
  return {
    language,
    confidence: lead === Number.POSITIVE_INFINITY ? 1 : Math.round((1 - Math.exp(-lead / CLEAR)) * 1e4) / 1e4,
    isMixed,
    isForeign,
    languageOf: (sentence) => (isMixed ? (own.get(sentence) ?? language) : language),
  };
}

/**
 * The language of a text among the allowed ones. Short texts (under `FEWEST_LETTERS` letters), texts in other scripts, empty ones and those in a
 * third language (French, Italian, Portuguese, German …) get the fallback with a confidence of 0.
 */
export function detectLanguage(text: string, options: LanguageOptions = {}): DetectedLanguage {
  const { language, confidence, isMixed } = judgeLanguage(readText(text, isKnownWord), options);
  return { language, confidence, isMixed };
}
