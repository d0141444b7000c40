import type { Language, Wording } from './model/text.ts';

const PLACEHOLDER = /\{([a-zA-Z0-9]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
/** `{#name}…{/name}` stands while the fact is there, `{^name}…{/name}` while it is not; sections may hold others. */
const SECTION = /\{([#^])([a-zA-Z0-9]+)\}(.*?)\{\/\2\}/gs;
const SECTION_START = /\{[#^]([a-zA-Z0-9]+)\}/g;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;

type Fact = number | string;

/** Intl objects are slow to make; there are few languages and time zones. */
const numbers = new Map<Language, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(language: Language): Intl.NumberFormat {
  let format = numbers.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    numbers.set(language, format);
  }
  return format;
}

function dateFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  let format = dates.get(key);
  if (format === undefined) {
    // British order, as in the rest of the product: 9 Nov 2026.
    const locale = language === 'en' ? 'en-GB' : language;
    format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
    dates.set(key, format);
  }
  return format;
}

/** Names of the facts that a wording asks for, in any of its languages. */
export function placeholdersOf(wording: Wording): string[] {
  const names = new Set<string>();
  for (const sentence of Object.values(wording)) {
    for (const [, name] of sentence.matchAll(SECTION_START)) if (name !== undefined) names.add(name);
    for (const [, name] of sentence.matchAll(PLACEHOLDER)) if (name !== undefined) names.add(name);
  }
  return [...names].sort();
}

function isThere(fact: Fact | undefined): boolean {
  return fact !== undefined && fact !== 0 && fact !== '';
}

function written(fact: Fact, language: Language, timeZone: string): string {
  if (typeof fact === 'number') return numberFormat(language).format(fact);
  return INSTANT.test(fact) && !Number.isNaN(Date.parse(fact))
    ? dateFormat(language, timeZone).format(Date.parse(fact))
    : fact;
}

/**
 * Fills a sentence from facts. `{hours}` becomes the number, written as the language does, with at most one decimal; a fact that is
 * an instant becomes its date ("9 Nov 2026"), so that a sentence stays true as days pass. `{hours|hour|hours}` becomes the first word
 * for exactly one and the second otherwise. `{#waiting}…{/waiting}` stands only while the fact is there (not 0, not empty),
 * `{^waiting}…{/waiting}` only while it is not.
 * @throws RangeError when a fact is missing, or for an unknown time zone.
 */
export function fillSentence(
  wording: Wording,
  facts: Readonly<Record<string, Fact>>,
  language: Language,
  timeZone = 'UTC',
): string {
  return openSections(wording[language], facts).replace(
    PLACEHOLDER,
    (_all, name: string, one?: string, other?: string) => {
      const fact = facts[name];
      if (fact === undefined) throw new RangeError(`The sentence "${wording[language]}" needs the fact "${name}".`);
      if (one !== undefined && other !== undefined) return fact === 1 ? one : other;
      return written(fact, language, timeZone);
    },
  );
}

/** Keeps or drops every section, the outer ones first. */
function openSections(sentence: string, facts: Readonly<Record<string, Fact>>): string {
  return sentence.replace(SECTION, (_all, sign: string, name: string, inside: string) =>
    isThere(facts[name]) === (sign === '#') ? openSections(inside, facts) : '',
  );
}
