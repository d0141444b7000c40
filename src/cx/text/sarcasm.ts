/**
 * The plainest kind of sarcasm: praise that opens a sentence and is followed by nothing but a complaint ("great, another week without an
 * answer"). Anything finer is not recognised.
 */
import type { Language } from '../model/text.ts';
import type { CompiledLexicon } from './compiled-lexicon.ts';
import type { ReadText, Sentence } from './read-text.ts';
import type { ScoredSentence, Unit } from './score-sentence.ts';
import { complaintIn } from './topics.ts';

/** What is left of the praise, turned round; as of a negated good word. */
const TURNED = -0.74;
/** What the complaint is worth where it has no word of feeling. */
const COMPLAINT = -1.2;

/** Where the praise that opens a sentence ends, and whether a word that turns it follows at once; null where none opens it. */
function openingOf(read: ReadText, { from, to }: Sentence, lexicon: CompiledLexicon): number | null {
  let at = from;
  while (at < to && (read.tokens[at]?.kind !== 'word' || lexicon.ironicPreludes.has(read.tokens[at]?.word ?? '')))
    at += 1;
  return lexicon.ironicOpenings.longest(read.tokens, at, to)?.end ?? null;
}

const isTurn = (read: ReadText, at: number, lexicon: CompiledLexicon): boolean =>
  lexicon.ironicTurns.has(read.tokens[at]?.word ?? '');

const firstWord = (read: ReadText, { from, to }: Sentence): number => {
  let at = from;
  while (at < to && read.tokens[at]?.kind !== 'word') at += 1;
  return at;
};

function hasContrast(read: ReadText, from: number, to: number, lexicon: CompiledLexicon): boolean {
  for (let at = from; at < to; at += 1) if (lexicon.contrasts.longest(read.tokens, at, to) !== undefined) return true;
  return false;
}

/** The score of a sentence with its praise turned round where it is sarcastic, as it was otherwise. `next` is the sentence after it. */
export function withoutSarcasm(
  read: ReadText,
  sentence: Sentence,
  next: Sentence | undefined,
  scored: ScoredSentence,
  lexicon: CompiledLexicon,
  language: Language,
): ScoredSentence {
  if (sentence.isQuestion || !scored.units.some(({ weight }) => weight > 0)) return scored;
  const end = openingOf(read, sentence, lexicon);
  if (end === null) return scored;
  const rest = { ...sentence, from: end };
  const isAlone = firstWord(read, rest) >= sentence.to;
  if (isAlone) {
    const turns = next !== undefined && !next.isQuestion && isTurn(read, firstWord(read, next), lexicon);
    return turns && complaintIn(read, next, language) !== null
      ? turned(scored, Number.POSITIVE_INFINITY, null)
      : scored;
  }
  if (read.tokens[end]?.kind !== 'mark' && !isTurn(read, end, lexicon)) return scored;
  const complaint = complaintIn(read, rest, language);
  const border = read.tokens[end]?.start ?? 0;
  const praised = scored.units.some((unit) => unit.weight > 0 && unit.start >= border);
  if (complaint === null || praised || hasContrast(read, end, sentence.to, lexicon)) return scored;
  return turned(scored, border, complaint);
}

function turned(
  scored: ScoredSentence,
  border: number,
  complaint: { readonly start: number; readonly end: number } | null,
): ScoredSentence {
  const units = scored.units.map((unit): Unit => {
    const isPraise = unit.weight > 0 && unit.start < border;
    return isPraise ? { ...unit, weight: unit.weight * TURNED } : unit;
  });
  const isFelt = units.some((unit) => unit.weight < 0 && unit.start >= border);
  const all = complaint === null || isFelt ? units : [...units, { ...complaint, weight: COMPLAINT }];
  return { ...scored, units: all, sum: all.reduce((sum, { weight }) => sum + weight, 0) };
}
