/** How a text feels, with the words that say so. Of irony only the plainest kind is recognised (sarcasm.ts). */
import type { Language } from '../model/text.ts';
import { angerOf } from './anger.ts';
import { COMPILED, isKnownWord } from './compiled-lexicon.ts';
import { type ReadText, readText, type Sentence } from './read-text.ts';
import { withoutSarcasm } from './sarcasm.ts';
import { type ScoredSentence, scoreSentence, type Unit } from './score-sentence.ts';
import type { Span } from './span.ts';
import { complaintIn } from './topics.ts';

export const SENTIMENT_LABELS = ['negative', 'neutral', 'positive'] as const;
export type SentimentLabel = (typeof SENTIMENT_LABELS)[number];

export interface EvidenceSpan extends Span {
  /** −1..1: what it says, and how strongly. */
  readonly weight: number;
}

export interface Sentiment {
  /** −1..1. */
  readonly score: number;
  readonly label: SentimentLabel;
  /** 0..1: how much speaks for the label, and how little against it. At most 0.5 for texts in which no known word stands. */
  readonly confidence: number;
  readonly anger: { readonly isAngry: boolean /** 0..1. */; readonly intensity: number };
  /** The sentence that is worst, where one is negative: good sentences around it do not hide it. */
  readonly worst: (Span & { readonly score: number }) | null;
  /** The strongest first, at most `MOST_EVIDENCE`. */
  readonly evidence: readonly EvidenceSpan[];
}

/** Scores from here on are positive, from its negative on downwards negative. */
export const LABEL_FROM = 0.12;
/** A positive score below this is neutral where so large a share of the feeling is bad. */
const TORN_BELOW = 0.5;
const TORN_SHARE = 0.2;
/** Within one or two sentences the contrast already says which side counts. */
const TORN_SENTENCES = 3;
const ANGRY_FROM = 0.5;
const MOST_EVIDENCE = 12;
/** VADER's normalisation: half way to 1 at about this many squared valences. */
const NORMALISATION = 15;
const NEGATIVE_WEIGHT = 1.3;
const TURNED_WEIGHT = 0.5;
/** Valence at which the evidence counts for half. */
const HALF_STRENGTH = 1.5;
/** What a complaint is worth that is told without a word of feeling: "they transferred me four times". */
const PLAIN_COMPLAINT = -1.2;
const BLIND_CONFIDENCE = 0.5;
const BLIND_WORDS = 8;

const compound = (sum: number): number => sum / Math.sqrt(sum * sum + NORMALISATION);
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4 + 0;

/** What speaks for and against, in valence. */
interface Balance {
  readonly good: number;
  readonly bad: number;
}

function balanceOf(units: readonly Unit[]): Balance {
  return {
    good: units.reduce((total, unit) => total + Math.max(0, unit.weight), 0),
    bad: units.reduce((total, unit) => total + Math.max(0, -unit.weight), 0),
  };
}

/** A longer text that is good on the whole, but tells much that is bad, is torn: neutral, as three stars are. */
function labelOf(score: number, { good, bad }: Balance, sentences: number): SentimentLabel {
  if (score <= -LABEL_FROM) return 'negative';
  const isTorn = sentences >= TORN_SENTENCES && score < TORN_BELOW && bad >= TORN_SHARE * (good + bad);
  return score >= LABEL_FROM && !isTorn ? 'positive' : 'neutral';
}

/** Mean of the sentences that say something; the stronger ones and the negative ones weigh more. */
function combine(sentences: readonly ScoredSentence[]): number {
  let total = 0;
  let weights = 0;
  for (const [index, sentence] of sentences.entries()) {
    const score = compound(sentence.sum);
    const turned = sentences[index + 1]?.turns ? TURNED_WEIGHT : 1;
    const weight = Math.abs(score) * turned * (score < 0 ? NEGATIVE_WEIGHT : 1);
    total += weight * score;
    weights += weight;
  }
  return weights === 0 ? 0 : total / weights;
}

function confidenceOf({ good, bad }: Balance, label: SentimentLabel, words: number): number {
  const all = good + bad;
  if (label === 'neutral') return (BLIND_CONFIDENCE * Math.min(1, words / BLIND_WORDS)) / (1 + all);
  const agreement = label === 'positive' ? good / all : bad / all;
  return (agreement * all) / (all + HALF_STRENGTH);
}

/** A statement without any feeling word, but with a complaint from the friction topics, is negative. Questions ask, they do not complain. */
function scoreWithComplaint(read: ReadText, sentence: Sentence, language: Language): ScoredSentence {
  const scored = scoreSentence(read, sentence, COMPILED[language]);
  if (scored.units.length > 0 || sentence.isQuestion) return scored;
  const complaint = complaintIn(read, sentence, language);
  if (complaint === null) return scored;
  return { ...scored, sum: PLAIN_COMPLAINT, units: [{ ...complaint, weight: PLAIN_COMPLAINT }] };
}

/** The sentiment of a text that was read, and −1..1 of each sentence; `languageOf` says the language of each sentence. */
export function sentimentOfRead(
  read: ReadText,
  languageOf: (sentence: Sentence) => Language,
): { sentiment: Sentiment; scores: ReadonlyMap<Sentence, number> } {
  const scores = new Map<Sentence, number>();
  const scored: ScoredSentence[] = [];
  const units: Unit[] = [];
  let calm = 1;
  let worst: { sentence: Sentence; score: number } | undefined;
  for (const [index, sentence] of read.sentences.entries()) {
    const language = languageOf(sentence);
    const lexicon = COMPILED[language];
    const plain = scoreWithComplaint(read, sentence, language);
    const result = withoutSarcasm(read, sentence, read.sentences[index + 1], plain, lexicon, language);
    scored.push(result);
    for (const unit of result.units) units.push(unit);
    const score = compound(result.sum);
    scores.set(sentence, score);
    if (score <= -LABEL_FROM && score < (worst?.score ?? 0)) worst = { sentence, score };
    calm *= 1 - angerOf(read, sentence, lexicon, score < 0);
  }
  const score = combine(scored);
  const balance = balanceOf(units);
  const label = labelOf(score, balance, read.sentences.length);
  const words = read.tokens.reduce((count, token) => count + (token.kind === 'word' ? 1 : 0), 0);
  const span = (start: number, end: number): Span => ({ text: read.text.slice(start, end), start, end });
  const sentiment: Sentiment = {
    score: rounded(score),
    label,
    confidence: rounded(confidenceOf(balance, label, words)),
    anger: { isAngry: 1 - calm >= ANGRY_FROM, intensity: rounded(1 - calm) },
    worst: worst === undefined ? null : { ...span(...edgesOf(read, worst.sentence)), score: rounded(worst.score) },
    evidence: units
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
      .slice(0, MOST_EVIDENCE)
      .map((unit) => ({ ...span(unit.start, unit.end), weight: rounded(Math.max(-1, Math.min(1, unit.weight / 4))) })),
  };
  return { sentiment, scores };
}

function edgesOf(read: ReadText, sentence: Sentence): [start: number, end: number] {
  return [read.tokens[sentence.from]?.start ?? 0, read.tokens[sentence.to - 1]?.end ?? 0];
}

/**
 * The sentiment of a text in a known language. Any text has a result; one without words is neutral with a confidence of 0. Reads at most
 * `READ_LIMIT` characters, in linear time.
 */
export function sentimentOf(text: string, options: { readonly language: Language }): Sentiment {
  return sentimentOfRead(readText(text, isKnownWord), () => options.language).sentiment;
}
