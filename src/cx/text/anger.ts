import { ANGRY_EMOJI, type CompiledLexicon } from './compiled-lexicon.ts';
import type { ReadText, Sentence } from './read-text.ts';

const NEGATION_REACH = 3;
const SHOUTING_WORDS = 3;
const SHOUTING_SHARE = 0.5;
const SHOUTING = 0.4;
const EXCLAIMING = 0.2;

/**
 * Anger in a sentence, 0..1: hard words, threats and angry faces, each independent of the others (1 − Π(1 − w)); shouting and "!!" add to it
 * where the sentence is negative.
 */
export function angerOf(read: ReadText, sentence: Sentence, lexicon: CompiledLexicon, isNegative: boolean): number {
  let calm = 1;
  let words = 0;
  let shouted = 0;
  let lastNegation = Number.NEGATIVE_INFINITY;
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const token = read.tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'emoji') calm *= 1 - (ANGRY_EMOJI.get(token.word) ?? 0);
    if (token.kind === 'mark') lastNegation = Number.NEGATIVE_INFINITY;
    if (token.kind !== 'word') continue;
    words += 1;
    if (token.shouted) shouted += 1;
    const match = lexicon.anger.longest(read.tokens, at, sentence.to);
    if (match !== undefined && at - lastNegation > NEGATION_REACH) {
      calm *= 1 - match.value;
      at = match.end - 1;
    } else if (lexicon.negators.has(token.word)) lastNegation = at;
  }
  if (!isNegative) return (1 - calm) * 0.3;
  if (shouted >= SHOUTING_WORDS && shouted >= SHOUTING_SHARE * words) calm *= 1 - SHOUTING;
  if (sentence.exclamations >= 2) calm *= 1 - EXCLAIMING;
  return 1 - calm;
}
