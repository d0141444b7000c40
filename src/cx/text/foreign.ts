/** Whether a text is written in a language that Pulso does not read. */
import { COMPILED } from './compiled-lexicon.ts';
import { foreignWords } from './lexicons/foreign-words.ts';

const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, words] of Object.entries(foreignWords)) {
  for (const word of words.split(/\s+/u)) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}

/** So many more of its frequent words than of English or Spanish ones must a text have … */
const FEWEST_MORE = 2;
/** … and so many times as many. */
const TIMES_MORE = 1.3;

/** Counts the frequent words of a text by language, our own and others. */
export class ForeignCount {
  readonly #foreign = new Map<string, number>();
  readonly #own = { en: 0, es: 0 };

  /** @param word folded. */
  add(word: string): void {
    for (const language of LANGUAGES_OF.get(word) ?? []) {
      this.#foreign.set(language, (this.#foreign.get(language) ?? 0) + 1);
    }
    if (COMPILED.en.functionWords.has(word)) this.#own.en += 1;
    if (COMPILED.es.functionWords.has(word)) this.#own.es += 1;
  }

  /** True when another language has clearly more of its frequent words in the text than English and Spanish have. */
  isForeign(): boolean {
    const most = Math.max(0, ...this.#foreign.values());
    const own = Math.max(this.#own.en, this.#own.es);
    return most >= own + FEWEST_MORE && most >= TIMES_MORE * own;
  }
}
