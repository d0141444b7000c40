/** Words, numbers and dates in the languages that the product speaks. The words stand in templates/locales, one file a language. */
import { z } from 'zod';
import { LANGUAGES, type Language, type Wording } from '../cx/model/text.ts';
import { fillSentence, placeholdersOf } from '../cx/sentence.ts';
import { Bug } from '../errors.ts';
import { createFormats, type Formats } from './formats.ts';

const pluralSchema = z.strictObject({ one: z.string().min(1), other: z.string().min(1) });
const entrySchema = z.union([z.string().min(1), pluralSchema]);
/** A locale file: a flat table of keys (`card.title`) to sentences; a sentence that counts has a form for one and for others. */
export const localeSchema = z.record(z.string().regex(/^[a-zA-Z0-9_.-]+$/), entrySchema);
export type Locale = z.infer<typeof localeSchema>;
export type Locales = Readonly<Record<Language, Locale>>;

type Facts = Readonly<Record<string, unknown>>;

export interface Words extends Formats {
  /** True where the locale has this key. */
  has(key: string): boolean;
  /** The sentence of a key, its `{placeholders}` filled. Throws Bug for an unknown key. */
  t(key: string, facts?: Facts): string;
  /** The form that agrees with the count, which fills `{count}`. */
  plural(key: string, count: number, facts?: Facts): string;
  /**
   * A manifest's sentence in this language, filled from facts: numbers and instants are written as this language does. Null
   * when a fact is missing that it asks for, as in a scorecard that is older than the sentence.
   */
  wording(wording: Wording, facts?: Readonly<Record<string, number | string>>): string | null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;
/** The inner name of a CRM's option, `PRODUCT_ISSUE`, which nobody chose as words. */
const OPTION = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Wordings stand in manifests, which do not change. */
const asked = new WeakMap<Wording, readonly string[]>();

function factsAskedBy(wording: Wording): readonly string[] {
  const names = asked.get(wording) ?? placeholdersOf(wording);
  asked.set(wording, names);
  return names;
}

function createWords(locale: Locale, language: Language, timeZone: string): Words {
  const formats = createFormats(language, timeZone);
  const pluralRules = new Intl.PluralRules(language);

  const written = (value: unknown): string => {
    if (typeof value === 'number') return formats.number(value);
    const text = String(value);
    if (OPTION.test(text)) return text.toLowerCase().replaceAll('_', ' ');
    return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? formats.date(text) : text;
  };
  const fill = (sentence: string, facts: Facts): string =>
    sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(facts, name) ? written(facts[name]) : placeholder,
    );
  const entry = (key: string) => {
    const found = Object.hasOwn(locale, key) ? locale[key] : undefined;
    if (found === undefined) throw new Bug(`the locale ${language} has no entry "${key}"`);
    return found;
  };

  return {
    ...formats,
    has: (key) => Object.hasOwn(locale, key),
    t(key, facts = {}) {
      const found = entry(key);
      return fill(typeof found === 'string' ? found : found.other, facts);
    },
    plural(key, count, facts = {}) {
      const found = entry(key);
      const sentence =
        typeof found === 'string' ? found : pluralRules.select(count) === 'one' ? found.one : found.other;
      return fill(sentence, { ...facts, count });
    },
    wording(wording, facts = {}) {
      if (factsAskedBy(wording).some((name) => !Object.hasOwn(facts, name))) return null;
      const inWords = Object.entries(facts).map(([name, fact]) => [
        name,
        typeof fact === 'string' ? written(fact) : fact,
      ]);
      return fillSentence(wording, Object.fromEntries(inWords), language).replace(/(?<![\w\d])-(?=\d)/g, '\u2212');
    },
  };
}

export interface Dictionary {
  /** The words of a language; dates in the given time zone (UTC unless told). */
  words(language: Language, timeZone?: string): Words;
}

/** Words of every language, made once per language and time zone. */
export function createDictionary(locales: Locales): Dictionary {
  const made = new Map<string, Words>();
  return {
    words(language, timeZone = 'UTC') {
      const key = `${language} ${timeZone}`;
      const words = made.get(key) ?? createWords(locales[language], language, timeZone);
      made.set(key, words);
      return words;
    },
  };
}

/** The first language of an Accept-Language header that the product speaks, by weight; English where there is none. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const spoken = LANGUAGES.find((known) => known === language);
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}
