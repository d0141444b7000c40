import type { EpochMs, Language } from './world.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The seeded company's office: Monday to Friday, 9 to 18 in Madrid's winter time. */
const OPEN_MS = 8 * HOUR_MS;
const CLOSE_MS = 17 * HOUR_MS;

function startOfDay(at: EpochMs): EpochMs {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

function isWeekend(at: EpochMs): boolean {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
}

/** Returns `at` itself when the office is open, else the next opening. */
export function nextOfficeTime(at: EpochMs): EpochMs {
  const midnight = startOfDay(at);
  if (isWeekend(at) || at >= midnight + CLOSE_MS) return nextOfficeTime(midnight + DAY_MS);
  return Math.max(at, midnight + OPEN_MS);
}

/** Returns the instant at which the office has worked `hours` more since `at`. */
export function addOfficeHours(at: EpochMs, hours: number): EpochMs {
  let left = hours * HOUR_MS;
  let instant = nextOfficeTime(at);
  for (;;) {
    const untilClose = startOfDay(instant) + CLOSE_MS - instant;
    if (left < untilClose) return Math.round(instant + left);
    left -= untilClose;
    instant = nextOfficeTime(startOfDay(instant) + DAY_MS);
  }
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
};

/** Returns a day as people write it in a message: "12 March", "12 de marzo". */
export function spokenDay(at: EpochMs, language: Language): string {
  const date = new Date(at);
  const month = MONTHS[language][date.getUTCMonth()] ?? '';
  return language === 'es' ? `${date.getUTCDate()} de ${month}` : `${date.getUTCDate()} ${month}`;
}
