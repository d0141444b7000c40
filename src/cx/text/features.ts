/** Texts as sparse vectors: hashed words, pairs of words and groups of 3 to 5 letters (Weinberger et al. 2009, https://arxiv.org/abs/0902.2206). */
import { foldText } from './topic-words.ts';

/** Number of buckets; a power of two. */
export const BUCKETS = 2 ** 15;
/** A longer text is judged by its beginning. */
const READ_CHARACTERS = 4000;
const LETTERS = [3, 4, 5] as const;

/** Parallel lists: which buckets, in rising order, and how much of each. The squares of the values add up to 1, or the lists are empty. */
export interface Features {
  readonly buckets: readonly number[];
  readonly values: readonly number[];
}

/** 32-bit FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
function hash(text: string, salt: number): number {
  let state = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return (state ^ (state >>> 15)) & (BUCKETS - 1);
}

/** The features of a text: 1 + ln(count) per bucket, scaled to length 1. */
export function featuresOf(text: string): Features {
  const counts = new Map<number, number>();
  const add = (feature: string, kind: number): void => {
    const bucket = hash(feature, kind);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  };
  const words =
    foldText(text.slice(0, READ_CHARACTERS))
      .replaceAll('ñ', 'n')
      .match(/[\p{L}\p{N}']+|[!?]|\p{Extended_Pictographic}/gu) ?? [];
  for (const [index, word] of words.entries()) {
    add(word, 1);
    const next = words[index + 1];
    if (next !== undefined) add(`${word} ${next}`, 2);
    const edged = ` ${word} `;
    for (const length of LETTERS) {
      for (let at = 0; at + length <= edged.length; at += 1) add(edged.slice(at, at + length), length);
    }
  }
  const entries = [...counts].sort(([left], [right]) => left - right);
  const values = entries.map(([, count]) => 1 + Math.log(count));
  const norm = Math.sqrt(values.reduce((total, value) => total + value * value, 0));
  return { buckets: entries.map(([bucket]) => bucket), values: values.map((value) => value / norm) };
}
