/** Letter groups that tell languages apart, counted in the words of our own lexicons: a word that is added there also sharpens this. */
import { LANGUAGES, type Language } from '../model/text.ts';
import { COMPILED, LEXICONS, wordsOf } from './compiled-lexicon.ts';
import type { Lexicon } from './lexicons/lexicon.ts';
import { WordMemo } from './word-memo.ts';

const GROUP = 3;
const SMOOTHING = 0.5;
/** Function words are the frequent ones, so they count as if met several times. */
const FUNCTION_WORD_COUNT = 4;
/** A function word by itself says more than its letters. */
const FUNCTION_WORD_WEIGHT = 4;
/** No group of letters proves a language by itself. */
const MOST_PER_GROUP = 2.5;

function* groupsOf(word: string): Generator<string> {
  const edged = ` ${word} `;
  for (let at = 0; at + GROUP <= edged.length; at += 1) yield edged.slice(at, at + GROUP);
}

function countGroups(lexicon: Lexicon): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (words: readonly string[], times: number): void => {
    for (const word of words) {
      const isStem = word.endsWith('*');
      const groups = [...groupsOf(isStem ? word.slice(0, -1) : word)];
      if (isStem) groups.pop();
      for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + times);
    }
  };
  for (const [, words] of [...lexicon.words, ...lexicon.whenNegated, ...lexicon.intensifiers]) count(wordsOf(words), 1);
  for (const [, phrases] of lexicon.idioms) {
    for (const phrase of phrases) {
      const words = wordsOf(phrase.replaceAll('|', ' ')).filter((word) => /^\p{L}+\*?$/u.test(word));
      count(words, 1);
    }
  }
  count(wordsOf(lexicon.functionWords), FUNCTION_WORD_COUNT);
  return counts;
}

type Evidence = Readonly<Record<Language, ReadonlyMap<string, number>>>;

/** Log-probabilities of letter groups in each language, relative to the mean of the languages. */
function profile(): Evidence {
  const counts = LANGUAGES.map((language) => countGroups(LEXICONS[language]));
  const groups = new Set(counts.flatMap((map) => [...map.keys()]));
  const totals = counts.map((map) => [...map.values()].reduce((total, count) => total + count, 0));
  const evidence = { en: new Map<string, number>(), es: new Map<string, number>() };
  for (const group of groups) {
    const logs = counts.map((map, index) =>
      Math.log(((map.get(group) ?? 0) + SMOOTHING) / ((totals[index] ?? 0) + SMOOTHING * groups.size)),
    );
    const mean = logs.reduce((total, log) => total + log, 0) / logs.length;
    for (const [index, language] of LANGUAGES.entries()) {
      const value = (logs[index] ?? 0) - mean;
      evidence[language].set(group, Math.max(-MOST_PER_GROUP, Math.min(MOST_PER_GROUP, value)));
    }
  }
  return evidence;
}

const GROUPS = profile();

const known = new WordMemo((word): Readonly<Record<Language, number>> => {
  const evidence = { en: 0, es: 0 };
  for (const language of LANGUAGES) {
    let sum = COMPILED[language].functionWords.has(word) ? FUNCTION_WORD_WEIGHT : 0;
    for (const group of groupsOf(word)) sum += GROUPS[language].get(group) ?? 0;
    evidence[language] = sum;
  }
  return evidence;
});

/** How much a folded word speaks for each language, in nats; only differences between languages mean something. */
export function evidenceOfWord(word: string): Readonly<Record<Language, number>> {
  return known.get(word);
}
