/** So many words; the ten thousand commonest ones make up nearly all of what people write. */
const MOST_WORDS = 10_000;
/** V8 keeps a longer piece of a text as a view of the whole text, which would then stay in memory as long as the word does. */
const LONGEST_WORD = 12;

/** Remembers what was worked out for a word. When it is full it begins anew, so that no text can make it grow. */
export class WordMemo<Value> {
  readonly #known = new Map<string, Value>();
  readonly #make: (word: string) => Value;

  /** @param make the same word always gives the same value. */
  constructor(make: (word: string) => Value) {
    this.#make = make;
  }

  get(word: string): Value {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const made = this.#make(word);
    if (word.length > LONGEST_WORD) return made;
    if (this.#known.size >= MOST_WORDS) this.#known.clear();
    this.#known.set(word, made);
    return made;
  }
}
