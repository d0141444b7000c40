/** Which words of a text say what it is about: enough to tell that two short texts are about the same thing. */
import { plainText } from './markup.ts';
import { STOPWORDS } from './stopwords.ts';

/** Enough of a text to know its topic; the rest is signatures and quoted mail. */
const READ_CHARACTERS = 600;
const MAX_WORDS = 40;
const SHARED_SHARE = 0.5;
const SHARED_WORDS = 2;

/** Lower case, without accents: `Facturación` → `facturacion`. The `ñ` is a letter of its own: a peña is no pena. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/n\u0303/giu, 'ñ')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** A folded word of a lexicon, and how it is typed where there is no `ñ` on the keyboard. */
export function spellingsOf(word: string): readonly string[] {
  return word.includes('ñ') ? [word, word.replaceAll('ñ', 'n')] : [word];
}

/** A topic's name in a form that compares: accents, case and punctuation do not matter. Null when nothing is left. */
export function topicKey(topic: string): string | null {
  const key = foldText(topic)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return key === '' ? null : key;
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:es|s)$/u, '') : word;
}

/** Content words of the given texts, folded, without English and Spanish stopwords and plural endings; at most 40. */
export function topicWords(texts: readonly (string | undefined)[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of texts) {
    if (text === undefined) continue;
    for (const word of foldText(plainText(text.slice(0, READ_CHARACTERS))).split(/[^\p{L}\p{N}]+/u)) {
      if (words.size >= MAX_WORDS) return words;
      if (word.length > 2 && !STOPWORDS.has(word)) words.add(stem(word));
    }
  }
  return words;
}

/** True when two sets share at least two words and half of the smaller one. */
export function sameTopicWords(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < SHARED_WORDS) return false;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared >= SHARED_WORDS && shared >= SHARED_SHARE * small.size;
}
