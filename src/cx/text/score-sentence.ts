/**
 * What one sentence is worth. The rules follow VADER (Hutto & Gilbert 2014, https://ojs.aaai.org/index.php/ICWSM/article/view/14550): valences, a
 * window of negation, intensifiers, "but"; with idioms, clause borders, conditions and Spanish concord added.
 */
import { type CompiledLexicon, EMOJI } from './compiled-lexicon.ts';
import type { ReadText, Sentence, Token } from './read-text.ts';

/** How far a negation reaches, in words. */
const NEGATION_REACH = 4;
/** What a negation leaves of a good word ("not good" is nearly as bad as "good" is good), as in VADER. */
const NEGATED_GOOD = -0.74;
/** What it leaves of a bad word: "not a disaster" is no praise. */
const NEGATED_BAD = -0.5;
const BOOST_REACH = 3;
const BOOST_FADE = 0.95;
const BEFORE_CONTRAST = 0.5;
const AFTER_CONTRAST = 1.5;
const CONDITIONAL = 0.3;
const QUESTION = 0.5;
const SHOUTED = 1.25;
const STRETCHED = 1.2;
const EXCLAMATION = 0.25;
const MOST_EXCLAMATIONS = 3;
const COURTESY_WORDS = 5;
const COURTESY = 0.3;

/** A piece of text that carries feeling; `weight` in valence, −4..4 before emphasis. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

export interface ScoredSentence {
  /** Sum of the weights with emphasis; 0 without units. */
  readonly sum: number;
  readonly units: readonly Unit[];
  /** True when it begins with "but", "however" …: then what was said before counts less. */
  readonly turns: boolean;
}

interface Found {
  readonly from: number;
  readonly to: number;
  value: number;
}

/** What a scan knows about the clause that it is in. */
interface Clause {
  /** Tokens that negate what follows. */
  negations: number[];
  /** Tokens that strengthen or weaken what follows. */
  boosts: { at: number; by: number }[];
  isConditional: boolean;
  /** It began with "although", "despite" …. */
  hasConcession: boolean;
}

const CLAUSE_MARK = /^[,;:()\n–—]/u;

class Scan {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  readonly #lexicon: CompiledLexicon;
  readonly #sentence: Sentence;
  readonly found: Found[] = [];
  turns = false;
  #clause: Clause = freshClause();
  /** Where the last contrast begins, and from where what it brings counts more. */
  #contrast: { at: number; from: number } | undefined;

  constructor(read: ReadText, sentence: Sentence, lexicon: CompiledLexicon) {
    this.#tokens = read.tokens;
    this.#text = read.text;
    this.#sentence = sentence;
    this.#lexicon = lexicon;
    for (let at = sentence.from; at < sentence.to; ) at = this.#step(at);
    this.#weighContrast();
  }

  /** Reads what stands at `at`; returns where to go on. */
  #step(at: number): number {
    const token = this.#tokens[at];
    if (token === undefined) return at + 1;
    if (token.kind === 'emoji') {
      this.found.push({ from: at, to: at + 1, value: EMOJI.get(token.word) ?? 0 });
      return at + 1;
    }
    const { to } = this.#sentence;
    if (token.kind === 'mark') {
      if (CLAUSE_MARK.test(token.word)) this.#closeClause(at);
      return at + 1;
    }
    const idiom = this.#lexicon.idioms.longest(this.#tokens, at, to);
    const contrast = this.#lexicon.contrasts.longest(this.#tokens, at, to);
    if (contrast !== undefined && contrast.end >= (idiom?.end ?? 0)) return this.#startContrast(at, contrast.end);
    if (idiom !== undefined) {
      this.#addIdiom(at, idiom.end, idiom.value);
      return idiom.end;
    }
    if (this.#opensCondition(at)) this.#clause.isConditional = true;
    this.#readWord(at, token);
    return at + 1;
  }

  #closeClause(at: number): void {
    const opensWithConcession = this.#clause.hasConcession;
    this.#clause = freshClause();
    // "Although the app is slow, I love it": what counts more comes behind the comma.
    if (opensWithConcession && this.#contrast?.at === this.#firstWord()) this.#contrast = { at: at + 1, from: at + 1 };
  }

  #firstWord(): number {
    let at = this.#sentence.from;
    while (this.#tokens[at]?.kind === 'mark') at += 1;
    return at;
  }

  #startContrast(at: number, end: number): number {
    this.#clause = { ...freshClause(), hasConcession: this.#lexicon.concessions.has(this.#tokens[at]?.word ?? '') };
    this.#contrast = { at, from: end };
    if (at === this.#firstWord()) this.turns = true;
    return end;
  }

  #opensCondition(at: number): boolean {
    const match = this.#lexicon.conditions.longest(this.#tokens, at, this.#sentence.to);
    if (match === undefined) return false;
    const token = this.#tokens[at];
    // Spanish "sí" (yes) and "si" (if) differ by their accent alone.
    return token !== undefined && (token.word !== 'si' || !/í$/iu.test(this.#text.slice(token.start, token.end)));
  }

  #addIdiom(at: number, end: number, value: number): void {
    if (value === 0) {
      this.#clause.boosts = [];
      return;
    }
    this.#add(at, end, this.#isNegator(at) ? value : this.#negated(value, at, undefined));
  }

  #isPlainNegator(at: number): boolean {
    return this.#lexicon.negators.has(this.#tokens[at]?.word ?? '');
  }

  #isNegator(at: number): boolean {
    return this.#isPlainNegator(at) || this.#lexicon.concordantNegators.has(this.#tokens[at]?.word ?? '');
  }

  #readWord(at: number, token: Token): void {
    const { lexicon, word } = { lexicon: this.#lexicon, word: token.word };
    const boost = lexicon.intensifiers.get(word);
    if (lexicon.connectors.has(word) && !(COORDINATORS.has(word) && this.#isValued(at + 1))) {
      this.#clause.negations = [];
      this.#clause.boosts = [];
    }
    if (this.#isNegator(at)) this.#clause.negations = [...this.#negationsBefore(at), at];
    if (boost !== undefined) {
      this.#clause.boosts.push({ at, by: boost });
      // "fucking great": a hard word that only makes the next one stronger.
      if (this.#isValued(at + 1)) return;
    }
    const value = lexicon.words.get(word);
    const whenNegated = lexicon.whenNegated.get(word);
    if (value === undefined && whenNegated === undefined) return;
    const weight = this.#negated(value ?? 0, at, whenNegated);
    if (weight !== 0) this.#add(at, at + 1, weight);
  }

  #isValued(at: number): boolean {
    const token = at < this.#sentence.to ? this.#tokens[at] : undefined;
    return token !== undefined && token.kind === 'word' && this.#lexicon.words.get(token.word) !== undefined;
  }

  #negationsBefore(at: number): number[] {
    return this.#clause.negations.filter((negation) => at - negation <= NEGATION_REACH);
  }

  /** The value after the negations that reach the token; two of them cancel out, more or less. */
  #negated(value: number, at: number, whenNegated: number | undefined): number {
    const negations = this.#negationsBefore(at);
    if (negations.length === 0) return value;
    // "No es ni bueno ni barato", "no … nada": however many agree, they are one.
    const count = Math.max(1, negations.filter((negation) => this.#isPlainNegator(negation)).length);
    const turned = whenNegated ?? (value > 0 ? value * NEGATED_GOOD : value * NEGATED_BAD);
    if (count % 2 === 1) return turned;
    return value > 0 ? value * NEGATED_GOOD ** 2 : value * NEGATED_BAD ** 2;
  }

  #add(at: number, end: number, weight: number): void {
    let value = weight;
    let from = at;
    for (const boost of this.#clause.boosts) {
      const distance = at - boost.at;
      if (distance > BOOST_REACH) continue;
      value += Math.sign(weight) * boost.by * BOOST_FADE ** (distance - 1);
      from = Math.min(from, boost.at);
    }
    // A weak word with a diminisher never turns into its opposite.
    if (Math.sign(value) !== Math.sign(weight)) value = weight * 0.25;
    const token = this.#tokens[at];
    if (token?.shouted) value *= SHOUTED;
    if (token?.stretched) value *= STRETCHED;
    if (this.#clause.isConditional) value *= CONDITIONAL;
    const negation = this.#negationsBefore(at)[0];
    this.found.push({ from: Math.min(from, negation ?? from), to: end, value });
  }

  #weighContrast(): void {
    const contrast = this.#contrast;
    if (contrast === undefined) return;
    for (const unit of this.found) unit.value *= unit.from >= contrast.from ? AFTER_CONTRAST : BEFORE_CONTRAST;
  }
}

/** Words that connect statements, but not before a word of feeling: "neither cheap and good", "not that good". */
const COORDINATORS: ReadonlySet<string> = new Set(['and', 'that', 'y', 'e']);

function freshClause(): Clause {
  return { negations: [], boosts: [], isConditional: false, hasConcession: false };
}

/** "Thanks, Ana" under a mail says little; thanks for something says more. */
function isCourtesy(read: ReadText, sentence: Sentence, lexicon: CompiledLexicon): boolean {
  if (read.sentences.length < 2) return false;
  const words = read.tokens.slice(sentence.from, sentence.to).filter((token) => token.kind === 'word');
  return words.length <= COURTESY_WORDS && words.some((token) => lexicon.courtesy.has(token.word));
}

/** Reads the feeling of one sentence. The weights of the units carry every rule but the emphasis of exclamation marks. */
export function scoreSentence(read: ReadText, sentence: Sentence, lexicon: CompiledLexicon): ScoredSentence {
  const { found, turns } = new Scan(read, sentence, lexicon);
  let factor = sentence.isQuestion ? QUESTION : 1;
  if (found.length > 0 && isCourtesy(read, sentence, lexicon)) factor *= COURTESY;
  const units = found
    .filter((unit) => unit.value !== 0)
    .map((unit) => ({
      start: read.tokens[unit.from]?.start ?? 0,
      end: read.tokens[unit.to - 1]?.end ?? 0,
      weight: unit.value * factor,
    }));
  const plain = units.reduce((total, unit) => total + unit.weight, 0);
  const emphasis = Math.min(MOST_EXCLAMATIONS, sentence.exclamations) * EXCLAMATION;
  return { sum: plain === 0 ? 0 : plain + Math.sign(plain) * emphasis * factor, units, turns };
}
