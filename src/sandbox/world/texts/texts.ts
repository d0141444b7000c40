import type { Country, Language } from '../world.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { latinAmerican } from './latin-american.ts';
import type { TextBank } from './text-bank.ts';

export const TEXTS: Readonly<Record<Language | 'es-419', TextBank>> = { en, es, 'es-419': latinAmerican(es) };

const LATIN_AMERICA: ReadonlySet<Country | undefined> = new Set<Country>(['MX', 'AR', 'CO']);

/** Returns the texts of somebody who speaks that language and lives there. */
export function textsOf(language: Language, country: Country | undefined): TextBank {
  return TEXTS[language === 'es' && LATIN_AMERICA.has(country) ? 'es-419' : language];
}
