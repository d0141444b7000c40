/**
 * Phrases over folded words. Notation, words separated by a space:
 * `word` exactly this word; `word*` any word that begins so; `a|b` one of these; `_` at most one word of any kind (`a|_`: `a`, another word, or
 * nothing); `...` at most three words; `,` and other marks stand for themselves. A phrase begins with a word and never reaches over a sentence.
 */
import { foldText } from './topic-words.ts';
import { WordMemo } from './word-memo.ts';

/** The part of a token that phrases look at. */
export interface PhraseToken {
  readonly word: string;
  readonly kind: 'word' | 'mark' | 'emoji';
}

interface Element {
  /** How many words of any kind may come before. */
  readonly gap: number;
  readonly exact: ReadonlySet<string>;
  readonly stems: readonly string[];
}

interface Phrase<Value> {
  readonly value: Value;
  readonly elements: readonly Element[];
}

/** A phrase that was found: it covers the tokens from where it was looked for up to, not including, `end`. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  readonly end: number;
}

function elementsOf(pattern: string): Element[] {
  const elements: Element[] = [];
  let gap = 0;
  for (const part of foldText(pattern.replaceAll('...', '_ _ _')).trim().split(/\s+/u)) {
    const options = part.split('|').filter((option) => option !== '');
    if (options.includes('_')) {
      gap += 1;
      continue;
    }
    elements.push({
      gap,
      exact: new Set(options.filter((option) => !option.endsWith('*'))),
      stems: options.filter((option) => option.endsWith('*')).map((option) => option.slice(0, -1)),
    });
    gap = 0;
  }
  return elements;
}

function fits(element: Element, word: string): boolean {
  return element.exact.has(word) || element.stems.some((stem) => word.startsWith(stem));
}

const NONE: readonly never[] = [];

/** Finds phrases in lists of tokens; the time per token does not depend on the number of phrases. */
export class PhraseIndex<Value> {
  readonly #exact = new Map<string, Phrase<Value>[]>();
  readonly #stems = new Map<string, Phrase<Value>[]>();
  readonly #stemLengths: readonly number[];
  readonly #beginning = new WordMemo((word) => this.#allBeginning(word));

  /** @throws RangeError for a phrase without a word. */
  constructor(entries: Iterable<readonly [pattern: string, value: Value]>) {
    for (const [pattern, value] of entries) {
      const elements = elementsOf(pattern);
      const first = elements[0];
      if (first === undefined || first.gap > 0)
        throw new RangeError(`The phrase "${pattern}" does not begin with a word.`);
      const phrase = { value, elements };
      for (const word of first.exact) append(this.#exact, word, phrase);
      for (const stem of first.stems) append(this.#stems, stem, phrase);
    }
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))].sort((a, b) => a - b);
  }

  /** Every phrase that begins at the token `at` and ends before `to`. */
  matches(tokens: readonly PhraseToken[], at: number, to: number): readonly PhraseMatch<Value>[] {
    const word = tokens[at]?.word;
    if (word === undefined) return NONE;
    const phrases = this.#beginning.get(word);
    if (phrases.length === 0) return NONE;
    const found: PhraseMatch<Value>[] = [];
    for (const { elements, value } of phrases) {
      const end = endOf(elements, 1, tokens, at + 1, to);
      if (end !== -1) found.push({ value, end });
    }
    return found;
  }

  #allBeginning(word: string): readonly Phrase<Value>[] {
    const phrases = [...(this.#exact.get(word) ?? [])];
    for (const length of this.#stemLengths) {
      if (length > word.length) break;
      phrases.push(...(this.#stems.get(word.slice(0, length)) ?? []));
    }
    return phrases.length === 0 ? NONE : phrases;
  }

  /** The longest phrase that begins at the token `at`; among equals the one that was declared first. */
  longest(tokens: readonly PhraseToken[], at: number, to: number): PhraseMatch<Value> | undefined {
    let best: PhraseMatch<Value> | undefined;
    for (const match of this.matches(tokens, at, to)) if (best === undefined || match.end > best.end) best = match;
    return best;
  }
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function endOf(
  elements: readonly Element[],
  index: number,
  tokens: readonly PhraseToken[],
  at: number,
  to: number,
): number {
  const element = elements[index];
  if (element === undefined) return at;
  for (let skipped = 0; skipped <= element.gap; skipped += 1) {
    const token = at + skipped < to ? tokens[at + skipped] : undefined;
    if (token === undefined) return -1;
    if (fits(element, token.word)) {
      const end = endOf(elements, index + 1, tokens, at + skipped + 1, to);
      if (end !== -1) return end;
    }
    if (token.kind !== 'word') return -1;
  }
  return -1;
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
    for (const [entry, value] of entries) {
      const word = foldText(entry);
      if (word.endsWith('*')) this.#stems.set(word.slice(0, -1), value);
      else this.#exact.set(word, value);
    }
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))].sort((a, b) => b - a);
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
