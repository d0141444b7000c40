/** What the trouble is about: friction topics from a closed list, as many as a text gives evidence for, or none. */
import { LANGUAGES, type Language } from '../model/text.ts';
import { COMPILED } from './compiled-lexicon.ts';
import { brokenPromise } from './lexicons/friction/broken-promise.ts';
import { delivery } from './lexicons/friction/delivery.ts';
import { distractions } from './lexicons/friction/distractions.ts';
import { forcedRegistration } from './lexicons/friction/forced-registration.ts';
import { indecision } from './lexicons/friction/indecision.ts';
import { lackOfTrust } from './lexicons/friction/lack-of-trust.ts';
import { missingInformation } from './lexicons/friction/missing-information.ts';
import { paymentOptions } from './lexicons/friction/payment-options.ts';
import { priceComparison } from './lexicons/friction/price-comparison.ts';
import { processComplexity } from './lexicons/friction/process-complexity.ts';
import { repeatingOneself } from './lexicons/friction/repeating-oneself.ts';
import { returns } from './lexicons/friction/returns.ts';
import { surpriseCosts } from './lexicons/friction/surprise-costs.ts';
import { technicalProblems } from './lexicons/friction/technical-problems.ts';
import { timeUrgency } from './lexicons/friction/time-urgency.ts';
import { usability } from './lexicons/friction/usability.ts';
import { wrongMoment } from './lexicons/friction/wrong-moment.ts';
import { PhraseIndex } from './phrases.ts';
import type { ReadText, Sentence } from './read-text.ts';
import type { Span } from './span.ts';
import { surroundingsOf, topicInContext, withoutEchoes } from './topic-contexts.ts';

/** Every topic, with its name in each language and its words. */
export const TOPICS = [
  processComplexity,
  usability,
  forcedRegistration,
  missingInformation,
  surpriseCosts,
  paymentOptions,
  priceComparison,
  indecision,
  technicalProblems,
  lackOfTrust,
  distractions,
  timeUrgency,
  wrongMoment,
  repeatingOneself,
  brokenPromise,
  delivery,
  returns,
] as const;
export type TopicId = (typeof TOPICS)[number]['id'];

export interface FoundTopic {
  readonly id: TopicId;
  /** 0..1: grows with each sentence that says so. */
  readonly confidence: number;
  /** Where it is said; in the order of the text, at most `MOST_SPANS`. */
  readonly evidence: readonly Span[];
}

const COMPLAINT = 0.8;
const SUBJECT = 0.5;
const NEGATION_REACH = 4;
const MOST_SPANS = 5;

interface Rule {
  readonly topic: TopicId;
  readonly strength: number;
}

function* rulesIn(language: Language): Generator<[string, Rule]> {
  for (const { id, words } of TOPICS) {
    for (const phrase of words[language].complaints) yield [phrase, { topic: id, strength: COMPLAINT }];
    for (const phrase of words[language].subjects) yield [phrase, { topic: id, strength: SUBJECT }];
  }
}

const RULES = Object.fromEntries(LANGUAGES.map((language) => [language, new PhraseIndex(rulesIn(language))])) as Record<
  Language,
  PhraseIndex<Rule>
>;

/** True when a negation before the words denies them: "no tuve ningún problema técnico". A phrase that begins with one carries its own. */
function isDenied(read: ReadText, sentence: Sentence, at: number, language: Language): boolean {
  const { negators, concordantNegators, connectors } = COMPILED[language];
  const isNegator = (word: string): boolean => negators.has(word) || concordantNegators.has(word);
  if (isNegator(read.tokens[at]?.word ?? '')) return false;
  for (let before = at - 1; before >= Math.max(sentence.from, at - NEGATION_REACH); before -= 1) {
    const token = read.tokens[before];
    if (token === undefined || token.kind !== 'word' || connectors.has(token.word)) return false;
    if (isNegator(token.word)) return true;
  }
  return false;
}

/** What was found in a text so far, by topic. */
interface Gathered {
  doubt: number;
  readonly spans: Span[];
}

/**
 * The friction topics of a text that was read.
 * @param languageOf the language of each sentence.
 * @param scoreOf −1..1 of each sentence: subjects count only where it is negative, and praise is no friction.
 */
export function topicsOfRead(
  read: ReadText,
  languageOf: (sentence: Sentence) => Language,
  scoreOf: (sentence: Sentence) => number,
): FoundTopic[] {
  const gathered = new Map<TopicId, Gathered>();
  for (const sentence of read.sentences) {
    const language = languageOf(sentence);
    const score = scoreOf(sentence);
    for (const [topic, { strength, at, end }] of strongestIn(read, sentence, language, score)) {
      const topicSoFar = gathered.get(topic) ?? { doubt: 1, spans: [] };
      topicSoFar.doubt *= 1 - strength;
      const start = read.tokens[at]?.start ?? 0;
      const stop = read.tokens[end - 1]?.end ?? start;
      if (topicSoFar.spans.length < MOST_SPANS) {
        topicSoFar.spans.push({ text: read.text.slice(start, stop), start, end: stop });
      }
      gathered.set(topic, topicSoFar);
    }
  }
  return [...gathered]
    .map(([id, { doubt, spans }]) => ({ id, confidence: Math.round((1 - doubt) * 1e4) / 1e4, evidence: spans }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}

/** Topics that a customer may name without complaining. */
const CALM_TOPICS: ReadonlySet<TopicId> = new Set(['indecision', 'price-comparison']);

/** Where a sentence complains of something, in UTF-16 code units; null where it does not. Of several the first. */
export function complaintIn(
  read: ReadText,
  sentence: Sentence,
  language: Language,
): { readonly start: number; readonly end: number } | null {
  for (const [topic, { at, end }] of strongestIn(read, sentence, language, 0)) {
    if (CALM_TOPICS.has(topic)) continue;
    return { start: read.tokens[at]?.start ?? 0, end: read.tokens[end - 1]?.end ?? 0 };
  }
  return null;
}

/** Sentences from this score on are praise: no friction. */
const PRAISE = 0.3;
/** "My bank gives me a better rate" praises somebody else. */
const CALM_PRAISE = 0.42;
const NEGATIVE = -0.12;

interface Hit {
  readonly strength: number;
  readonly at: number;
  readonly end: number;
}

function strongestIn(read: ReadText, sentence: Sentence, language: Language, score: number): Map<TopicId, Hit> {
  if (score >= CALM_PRAISE) return new Map();
  const found = new Map<TopicId, Hit[]>();
  let around: ReturnType<typeof surroundingsOf> | undefined;
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (read.tokens[at]?.kind !== 'word') continue;
    for (const { value, end } of RULES[language].matches(read.tokens, at, sentence.to)) {
      if (value.strength === SUBJECT && score > NEGATIVE) continue;
      if (score >= PRAISE && !CALM_TOPICS.has(value.topic)) continue;
      if (isDenied(read, sentence, at, language)) continue;
      around ??= surroundingsOf(read, sentence, language);
      const topic = topicInContext(read, sentence, language, around, value.topic, { at, end });
      if (topic !== null) found.set(topic, [...(found.get(topic) ?? []), { strength: value.strength, at, end }]);
    }
  }
  return withoutIdleSubjects(strongestOf(read, language, found));
}

/** Of each topic the first of its strongest. */
function strongestOf(
  read: ReadText,
  language: Language,
  found: ReadonlyMap<TopicId, readonly Hit[]>,
): Map<TopicId, Hit> {
  const sending = [...(found.get('delivery') ?? []), ...(found.get('returns') ?? [])].filter(
    ({ strength }) => strength > SUBJECT,
  );
  const hits = new Map<TopicId, Hit>();
  for (const [topic, all] of found) {
    const own = topic === 'time-urgency' ? withoutEchoes(read, language, all, sending) : all;
    const [first, ...others] = own;
    if (first === undefined) continue;
    hits.set(
      topic,
      others.reduce((best, hit) => (hit.strength > best.strength ? hit : best), first),
    );
  }
  return hits;
}

/** A subject explains a negative sentence only where no complaint does: "the checkout refuses my card" is about paying. */
function withoutIdleSubjects(hits: Map<TopicId, Hit>): Map<TopicId, Hit> {
  const complaints = [...hits].filter(([, { strength }]) => strength > SUBJECT);
  return complaints.length === 0 || complaints.length === hits.size ? hits : new Map(complaints);
}
