/**
 * Phrases over folded words. Notation, words separated by a space:
 * `word` exactly this word; `word*` any word that begins so; `a|b` one of these; `_` at most one word of any kind (`a|_`: `a`, another word, or
 * nothing); `...` at most three words; `,` and other marks stand for themselves. A phrase begins with a word and never reaches over a sentence.
 */
import { foldText, spellingsOf } from './topic-words.ts';
import { WordMemo } from './word-memo.ts';

/** The part of a token that phrases look at. */
export interface PhraseToken {
  readonly word: string;
  readonly kind: 'word' | 'mark' | 'emoji';
}

interface Element {
  /** Elements that accept the same words have the same number. */
  readonly number: number;
  /** How many words of any kind may come before. */
  readonly gap: number;
}

interface Phrase<Value> {
  readonly value: Value;
  /** Place in the order of declaration. */
  readonly order: number;
  readonly elements: readonly Element[];
}

/** A phrase that was found: it covers the tokens from where it was looked for up to, not including, `end`. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  readonly end: number;
}

/** What may follow a word that phrases begin with. */
interface Beginning<Value> {
  /** Phrases that are complete. */
  readonly whole: readonly Phrase<Value>[];
  /** The others, by the number of their second element. */
  readonly bySecond: ReadonlyMap<number, readonly Phrase<Value>[]>;
  /** The widest gap before a second element. */
  readonly widest: number;
}

const NONE: readonly never[] = [];

/**
 * Finds phrases in lists of tokens. The time per token depends on how many phrases go on with one of the next words, not on the number of
 * phrases, nor on how many begin with a word as common as "no".
 */
export class PhraseIndex<Value> {
  readonly #numbers = new Map<string, number>();
  readonly #exact = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #byFirst = new Map<number, Phrase<Value>[]>();
  readonly #stemLengths: readonly number[];
  readonly #accepting = new WordMemo((word) => this.#allAccepting(word));
  readonly #beginning = new WordMemo((word) => this.#allBeginning(word));

  /** @throws RangeError for a phrase without a word. */
  constructor(entries: Iterable<readonly [pattern: string, value: Value]>) {
    let order = 0;
    for (const [pattern, value] of entries) {
      const elements = this.#elementsOf(pattern);
      const first = elements[0];
      if (first === undefined || first.gap > 0)
        throw new RangeError(`The phrase "${pattern}" does not begin with a word.`);
      append(this.#byFirst, first.number, { value, order, elements });
      order += 1;
    }
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))].sort((a, b) => a - b);
  }

  #elementsOf(pattern: string): Element[] {
    const elements: Element[] = [];
    let gap = 0;
    for (const part of foldText(pattern.replaceAll('...', '_ _ _')).trim().split(/\s+/u)) {
      const options = part.split('|').filter((option) => option !== '');
      if (options.includes('_')) {
        gap += 1;
        continue;
      }
      elements.push({ number: this.#numberOf(options), gap });
      gap = 0;
    }
    return elements;
  }

  #numberOf(options: readonly string[]): number {
    const key = options.join('|');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    for (const option of new Set(options.flatMap(spellingsOf))) {
      if (option.endsWith('*')) append(this.#stems, option.slice(0, -1), number);
      else append(this.#exact, option, number);
    }
    return number;
  }

  /** The numbers of the elements that accept a word. */
  #allAccepting(word: string): readonly number[] {
    const numbers = new Set(this.#exact.get(word));
    for (const length of this.#stemLengths) {
      if (length > word.length) break;
      for (const number of this.#stems.get(word.slice(0, length)) ?? NONE) numbers.add(number);
    }
    return numbers.size === 0 ? NONE : [...numbers];
  }

  #allBeginning(word: string): Beginning<Value> | null {
    const whole: Phrase<Value>[] = [];
    const bySecond = new Map<number, Phrase<Value>[]>();
    let widest = 0;
    for (const number of this.#accepting.get(word)) {
      for (const phrase of this.#byFirst.get(number) ?? NONE) {
        const second = phrase.elements[1];
        if (second === undefined) whole.push(phrase);
        else {
          append(bySecond, second.number, phrase);
          widest = Math.max(widest, second.gap);
        }
      }
    }
    return whole.length + bySecond.size === 0 ? null : { whole, bySecond, widest };
  }

  /** Every phrase that begins at the token `at` and ends before `to`, in the order of declaration. */
  matches(tokens: readonly PhraseToken[], at: number, to: number): readonly PhraseMatch<Value>[] {
    const word = tokens[at]?.word;
    const beginning = word === undefined ? null : this.#beginning.get(word);
    if (beginning === null) return NONE;
    const ends = new Map<Phrase<Value>, number>();
    for (const phrase of beginning.whole) ends.set(phrase, at + 1);
    for (let skipped = 0; skipped <= beginning.widest; skipped += 1) {
      const next = at + 1 + skipped;
      const token = next < to ? tokens[next] : undefined;
      if (token === undefined) break;
      for (const number of this.#accepting.get(token.word)) {
        for (const phrase of beginning.bySecond.get(number) ?? NONE) {
          if (skipped <= (phrase.elements[1]?.gap ?? 0)) this.#follow(phrase, tokens, next, to, ends);
        }
      }
      if (token.kind !== 'word') break;
    }
    if (ends.size === 0) return NONE;
    const found = [...ends];
    if (found.length > 1) found.sort(([left], [right]) => left.order - right.order);
    return found.map(([{ value }, end]) => ({ value, end }));
  }

  /** Adds the end of a phrase whose second element stands at `second`, unless a nearer one was found before. */
  #follow(
    phrase: Phrase<Value>,
    tokens: readonly PhraseToken[],
    second: number,
    to: number,
    ends: Map<Phrase<Value>, number>,
  ): void {
    if (ends.has(phrase)) return;
    const end = this.#endOf(phrase.elements, 2, tokens, second + 1, to);
    if (end !== -1) ends.set(phrase, end);
  }

  #endOf(elements: readonly Element[], index: number, tokens: readonly PhraseToken[], at: number, to: number): number {
    const element = elements[index];
    if (element === undefined) return at;
    for (let skipped = 0; skipped <= element.gap; skipped += 1) {
      const token = at + skipped < to ? tokens[at + skipped] : undefined;
      if (token === undefined) return -1;
      if (this.#accepting.get(token.word).includes(element.number)) {
        const end = this.#endOf(elements, index + 1, tokens, at + skipped + 1, to);
        if (end !== -1) return end;
      }
      if (token.kind !== 'word') return -1;
    }
    return -1;
  }

  /** The longest phrase that begins at the token `at`; among equals the one that was declared first. */
  longest(tokens: readonly PhraseToken[], at: number, to: number): PhraseMatch<Value> | undefined {
    let best: PhraseMatch<Value> | undefined;
    for (const match of this.matches(tokens, at, to)) if (best === undefined || match.end > best.end) best = match;
    return best;
  }
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const NOTHING: { readonly value: undefined } = { value: undefined };

/** Words and stems with a value each; an exact word wins over stems, a longer stem over a shorter one. */
export class WordIndex<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #stems = new Map<string, Value>();
  readonly #stemLengths: readonly number[];
  readonly #known = new WordMemo((word): { readonly value: Value | undefined } => {
    const value = this.#find(word);
    return value === undefined ? NOTHING : { value };
  });

  constructor(entries: Iterable<readonly [word: string, value: Value]>) {
    const typed: [string, Value][] = [];
    for (const [entry, value] of entries) {
      const [word = '', ...others] = spellingsOf(foldText(entry));
      this.#set(word, value);
      for (const other of others) typed.push([other, value]);
    }
    // A word that stands there itself is not taken for another one without its ñ.
    for (const [word, value] of typed) if (!this.#has(word)) this.#set(word, value);
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))].sort((a, b) => b - a);
  }

  #set(word: string, value: Value): void {
    if (word.endsWith('*')) this.#stems.set(word.slice(0, -1), value);
    else this.#exact.set(word, value);
  }

  #has(word: string): boolean {
    return word.endsWith('*') ? this.#stems.has(word.slice(0, -1)) : this.#exact.has(word);
  }

  get(word: string): Value | undefined {
    return this.#known.get(word).value;
  }

  #find(word: string): Value | undefined {
    const exact = this.#exact.get(word);
    if (exact !== undefined) return exact;
    for (const length of this.#stemLengths) {
      if (length > word.length) continue;
      const value = this.#stems.get(word.slice(0, length));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
