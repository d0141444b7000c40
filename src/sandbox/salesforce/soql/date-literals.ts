import { dayText, formatInstant, startOfDay, zonedTime } from '../time.ts';

/** A span of days: `from` inclusive, `to` exclusive, as stored values are compared. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
/** Offsets in units from the present one: from (inclusive) to (exclusive). */
type Span = readonly [unit: Unit, from: number, to: number];

/** developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm; the fiscal year is the calendar year. */
const FIXED: Readonly<Record<string, Span>> = {
  yesterday: ['day', -1, 0],
  today: ['day', 0, 1],
  tomorrow: ['day', 1, 2],
  last_week: ['week', -1, 0],
  this_week: ['week', 0, 1],
  next_week: ['week', 1, 2],
  last_month: ['month', -1, 0],
  this_month: ['month', 0, 1],
  next_month: ['month', 1, 2],
  last_quarter: ['quarter', -1, 0],
  this_quarter: ['quarter', 0, 1],
  next_quarter: ['quarter', 1, 2],
  last_year: ['year', -1, 0],
  this_year: ['year', 0, 1],
  next_year: ['year', 1, 2],
  last_fiscal_quarter: ['quarter', -1, 0],
  this_fiscal_quarter: ['quarter', 0, 1],
  next_fiscal_quarter: ['quarter', 1, 2],
  last_fiscal_year: ['year', -1, 0],
  this_fiscal_year: ['year', 0, 1],
  next_fiscal_year: ['year', 1, 2],
  last_90_days: ['day', -89, 1],
  next_90_days: ['day', 1, 91],
};

const COUNTED: Readonly<Record<string, (n: number) => Span>> = {
  last_n_days: (n) => ['day', -n, 1],
  next_n_days: (n) => ['day', 1, n + 1],
  n_days_ago: (n) => ['day', -n, 1 - n],
  last_n_weeks: (n) => ['week', -n, 0],
  next_n_weeks: (n) => ['week', 1, n + 1],
  n_weeks_ago: (n) => ['week', -n, 1 - n],
  last_n_months: (n) => ['month', -n, 0],
  next_n_months: (n) => ['month', 1, n + 1],
  n_months_ago: (n) => ['month', -n, 1 - n],
  last_n_quarters: (n) => ['quarter', -n, 0],
  next_n_quarters: (n) => ['quarter', 1, n + 1],
  n_quarters_ago: (n) => ['quarter', -n, 1 - n],
  last_n_fiscal_quarters: (n) => ['quarter', -n, 0],
  next_n_fiscal_quarters: (n) => ['quarter', 1, n + 1],
  n_fiscal_quarters_ago: (n) => ['quarter', -n, 1 - n],
  last_n_years: (n) => ['year', -n, 0],
  next_n_years: (n) => ['year', 1, n + 1],
  n_years_ago: (n) => ['year', -n, 1 - n],
  last_n_fiscal_years: (n) => ['year', -n, 0],
  next_n_fiscal_years: (n) => ['year', 1, n + 1],
  n_fiscal_years_ago: (n) => ['year', -n, 1 - n],
};

/** Whether a word (lower case) names a period, and takes `:n`; undefined for other words. */
export function isPeriod(word: string): boolean | undefined {
  if (Object.hasOwn(FIXED, word)) return false;
  return Object.hasOwn(COUNTED, word) ? true : undefined;
}

/** A period as days (`date` fields) or instants (`datetime` fields) in the user's time zone. Weeks start on Sunday. */
export function periodOf(
  name: string,
  count: number,
  type: 'date' | 'datetime',
  now: number,
  timeZone: string,
): Period {
  const span = FIXED[name] ?? COUNTED[name]?.(count);
  if (!span) throw new Error(`no period ${name}`);
  const [unit, from, to] = span;
  const today = zonedTime(now, timeZone);
  const edge = (offset: number): string => {
    const [year, month, day] = withinCalendar(boundary(today, unit, offset), offset);
    return type === 'date' ? dayText(year, month, day) : formatInstant(startOfDay(year, month, day, timeZone));
  };
  return { from: edge(from), to: edge(to) };
}

type Day = readonly [year: number, month: number, day: number];
/** The days that Salesforce knows. */
const FIRST_DAY: Day = [1700, 1, 1];
const LAST_DAY: Day = [4000, 12, 31];

/** The day itself, or the first or last one there is. */
function withinCalendar([year, month, day]: Day, offset: number): Day {
  const at = new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month - 1, day);
  const isKnown = at >= Date.UTC(1700, 0, 1) && at <= Date.UTC(4000, 11, 31);
  return isKnown ? [year, month, day] : offset < 0 ? FIRST_DAY : LAST_DAY;
}

function boundary(
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  unit: Unit,
  offset: number,
): Day {
  switch (unit) {
    case 'day':
      return [year, month, day + offset];
    case 'week':
      return [year, month, day - new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 7 * offset];
    case 'month':
      return [year, month + offset, 1];
    case 'quarter':
      return [year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * offset, 1];
    case 'year':
      return [year + offset, 1, 1];
  }
}
