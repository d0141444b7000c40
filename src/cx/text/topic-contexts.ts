/** Which finds of friction topics are about something else, by what stands around them. */
import { LANGUAGES, type Language } from '../model/text.ts';
import { wordsOf } from './compiled-lexicon.ts';
import { FRICTION_CONTEXTS } from './lexicons/friction-contexts.ts';
import { PhraseIndex } from './phrases.ts';
import type { ReadText, Sentence } from './read-text.ts';

/** Tokens `at` up to, not including, `end`. */
interface Range {
  readonly at: number;
  readonly end: number;
}

/** What a sentence holds that may be taken for a topic. */
export interface Surroundings {
  readonly pages: readonly Range[];
  readonly terms: readonly Range[];
}

type Around = 'pages' | 'terms';

function index(language: Language): PhraseIndex<Around> {
  const { pages, terms } = FRICTION_CONTEXTS[language];
  return new PhraseIndex<Around>([
    ...pages.map((phrase) => [phrase, 'pages'] as const),
    ...terms.map((phrase) => [phrase, 'terms'] as const),
  ]);
}

function compile(language: Language) {
  const { otherThings, goods, late, answering } = FRICTION_CONTEXTS[language];
  const setOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text));
  return {
    around: index(language),
    otherThings: setOf(otherThings),
    goods: setOf(goods),
    late: setOf(late),
    answering: setOf(answering),
  };
}
const CONTEXTS = Object.fromEntries(LANGUAGES.map((language) => [language, compile(language)])) as Record<
  Language,
  ReturnType<typeof compile>
>;

const overlaps = (one: Range, other: Range): boolean => one.at < other.end && other.at < one.end;

/** The pages and terms that a sentence speaks of. */
export function surroundingsOf(read: ReadText, sentence: Sentence, language: Language): Surroundings {
  const found: Record<Around, Range[]> = { pages: [], terms: [] };
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (read.tokens[at]?.kind !== 'word') continue;
    for (const { value, end } of CONTEXTS[language].around.matches(read.tokens, at, sentence.to))
      found[value].push({ at, end });
  }
  return found;
}

const SENDING: ReadonlySet<string> = new Set(['delivery', 'returns']);
/** How far before "arrive late" what arrives may stand. */
const SUBJECT_REACH = 4;

/** The topic that a find is really about; null where it is about none. */
export function topicInContext<Topic extends string>(
  read: ReadText,
  sentence: Sentence,
  language: Language,
  around: Surroundings,
  topic: Topic,
  range: Range,
): Topic | 'time-urgency' | null {
  const isSending = SENDING.has(topic);
  if (!isSending && topic !== 'time-urgency') return topic;
  if (around.terms.some((term) => overlaps(term, range))) return null;
  if (isSending && around.pages.some((page) => overlaps(page, range))) return null;
  if (topic !== 'delivery' || !comesOtherwise(read, sentence, language, range)) return topic;
  const isLate = read.tokens.slice(range.at, range.end).some(({ word }) => CONTEXTS[language].late.has(word));
  return isLate ? 'time-urgency' : null;
}

/** "The reports arrive late": what arrives is named right before, and is nothing that is delivered. */
function comesOtherwise(read: ReadText, sentence: Sentence, language: Language, { at, end }: Range): boolean {
  const { goods, otherThings } = CONTEXTS[language];
  if (read.tokens.slice(at, end).some(({ word }) => goods.has(word))) return false;
  for (let before = at - 1; before >= Math.max(sentence.from, at - SUBJECT_REACH); before -= 1) {
    const word = read.tokens[before]?.word ?? '';
    if (goods.has(word)) return false;
    if (otherThings.has(word)) return true;
  }
  return false;
}

/** Of being late or slow, only what is not said of a delivery or a refund in the same words; who does not answer is slow. */
export function withoutEchoes<Hit extends Range>(
  read: ReadText,
  language: Language,
  slow: readonly Hit[],
  sending: readonly Range[],
): readonly Hit[] {
  const { answering } = CONTEXTS[language];
  return slow.filter(
    (hit) =>
      !sending.some((other) => overlaps(hit, other)) ||
      read.tokens.slice(hit.at, hit.end).some(({ word }) => answering.has(word)),
  );
}
