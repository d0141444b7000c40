/** Reads the shipped templates and locales from disk, once, at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '../cx/model/text.ts';
import { ConfigInvalid, type Fault } from '../errors.ts';
import { type Locale, type Locales, localeSchema } from './words.ts';

export interface CardFiles {
  /** Template text by name: `contact`, `account`. */
  readonly templates: Readonly<Record<string, string>>;
  readonly locales: Locales;
}

/** Card templates (`*.hbs`) of a folder by name: the shipped ones, or an install's own. */
export function loadTemplates(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.hbs'))
      .sort()
      .map((name) => [basename(name, '.hbs'), readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}

function loadLocale(file: string, faults: Fault[]): Locale {
  const parsed = localeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  faults.push(
    ...parsed.error.issues.map((issue) => ({
      key: `${basename(file)}: ${issue.path.join('.')}`,
      message: issue.message,
    })),
  );
  return {};
}

/**
 * The shipped card templates and locales.
 * @throws ConfigInvalid listing every fault of the locale files.
 */
export function loadCardFiles(folder = fileURLToPath(new URL('../../templates/', import.meta.url))): CardFiles {
  const faults: Fault[] = [];
  const [en, es] = LANGUAGES.map((language) => loadLocale(`${folder}/locales/${language}.json`, faults));
  if (faults.length > 0 || en === undefined || es === undefined) throw new ConfigInvalid(faults);
  return { templates: loadTemplates(`${folder}/cards`), locales: { en, es } };
}
