/** Named features of any kind as columns of numbers, in a form that can be stored and applied again. */
import { requireNumber } from './require-finite.ts';

/** Null or a missing key: not known. */
export type FeatureValue = number | string | boolean | null | undefined;
export type Features = Readonly<Record<string, FeatureValue>>;

export type FeatureEncoding =
  | {
      readonly feature: string;
      readonly kind: 'number';
      /** Stands in for a value that is not known. */
      readonly mean: number;
      /** True when a second column says that the value is not known. */
      readonly missing: boolean;
    }
  | {
      readonly feature: string;
      readonly kind: 'category';
      /** One column each, in this order. */
      readonly levels: readonly string[];
    };

export interface FeatureSet {
  readonly encodings: readonly FeatureEncoding[];
  readonly warnings: readonly string[];
}

/** The level of values that are not known. */
export const MISSING_LEVEL = '(missing)';
/** The level into which rare ones are put together. */
export const OTHER_LEVEL = '(other)';
const RAREST_LEVEL = 5;
const MOST_LEVELS = 30;
const IDENTIFIER_SHARE = 0.5;
const FEWEST_IDENTIFIERS = 20;

/**
 * Decides how each feature becomes columns. Numbers and yes/no stay one column; words become one column per level (one-hot), rare
 * levels together as "(other)", unknown ones as "(missing)". A feature whose words hardly ever repeat is an identifier and is left
 * out, with a warning.
 * @throws RangeError naming row and feature for a number that is not finite, or a feature that mixes numbers and words.
 */
export function fitEncodings(rows: readonly Features[], features: readonly string[]): FeatureSet {
  const encodings: FeatureEncoding[] = [];
  const warnings: string[] = [];
  for (const feature of features) {
    const kind = kindOf(rows, feature);
    if (kind === 'unknown') warnings.push(`"${feature}" is never known and was left out.`);
    else if (kind === 'number') encodings.push(numberEncoding(rows, feature));
    else {
      const encoding = categoryEncoding(rows, feature);
      if (encoding === null) warnings.push(`"${feature}" looks like an identifier and was left out.`);
      else encodings.push(encoding);
    }
  }
  return { encodings, warnings };
}

function kindOf(rows: readonly Features[], feature: string): 'number' | 'category' | 'unknown' {
  let kind: 'number' | 'category' | 'unknown' = 'unknown';
  for (const [index, row] of rows.entries()) {
    const value = row[feature];
    if (value === null || value === undefined) continue;
    if (typeof value === 'number') requireNumber(`rows[${index}].${feature}`, value);
    const own = typeof value === 'string' ? 'category' : 'number';
    if (kind !== 'unknown' && kind !== own) {
      throw new RangeError(
        `rows[${index}].${feature} must be a ${kind === 'number' ? 'number' : 'word'} like the rows before it.`,
      );
    }
    kind = own;
  }
  return kind;
}

function numberEncoding(rows: readonly Features[], feature: string): FeatureEncoding {
  let sum = 0;
  let n = 0;
  for (const row of rows) {
    const value = row[feature];
    if (value === null || value === undefined) continue;
    sum += Number(value);
    n += 1;
  }
  return { feature, kind: 'number', mean: sum / n, missing: n < rows.length };
}

function categoryEncoding(rows: readonly Features[], feature: string): FeatureEncoding | null {
  const counts = new Map<string, number>();
  let known = 0;
  for (const row of rows) {
    const value = row[feature];
    const level = typeof value === 'string' ? value : MISSING_LEVEL;
    if (typeof value === 'string') known += 1;
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  if (counts.size > FEWEST_IDENTIFIERS && counts.size > known * IDENTIFIER_SHARE) return null;
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const kept = ordered.slice(0, MOST_LEVELS).filter(([level, n]) => n >= RAREST_LEVEL || level === MISSING_LEVEL);
  const levels = kept.map(([level]) => level).sort();
  if (levels.length < counts.size) levels.push(OTHER_LEVEL);
  return { feature, kind: 'category', levels };
}

export interface Column {
  readonly feature: string;
  /** The level, or `(missing)`; null for the number itself. */
  readonly level: string | null;
}

/** What each column of `encodeFeatures` stands for. */
export function columnsOf(encodings: readonly FeatureEncoding[]): Column[] {
  return encodings.flatMap((encoding): Column[] => {
    const { feature } = encoding;
    if (encoding.kind === 'category') return encoding.levels.map((level) => ({ feature, level }));
    return encoding.missing
      ? [
          { feature, level: null },
          { feature, level: MISSING_LEVEL },
        ]
      : [{ feature, level: null }];
  });
}

/** How many numbers the encodings can freely take: levels less one for a category. */
export function degreesOfFreedom(encodings: readonly FeatureEncoding[]): number {
  return encodings.reduce(
    (sum, encoding) =>
      sum + (encoding.kind === 'number' ? 1 + Number(encoding.missing) : Math.max(1, encoding.levels.length - 1)),
    0,
  );
}

/**
 * One customer's features as columns. What cannot be told (a level never seen, a value never missing before) is NaN in its columns: the
 * caller takes their mean.
 * @throws RangeError naming the feature for a number that is not finite, or a word where a number is expected and the reverse.
 */
export function encodeFeatures(encodings: readonly FeatureEncoding[], features: Features): number[] {
  return encodings.flatMap((encoding) => {
    const value = features[encoding.feature] ?? null;
    return encoding.kind === 'number' ? encodeNumber(encoding, value) : encodeLevel(encoding, value);
  });
}

function encodeNumber(encoding: Extract<FeatureEncoding, { kind: 'number' }>, value: FeatureValue): number[] {
  if (typeof value === 'string') throw new RangeError(`features.${encoding.feature} must be a number; got "${value}".`);
  if (value === null || value === undefined) return encoding.missing ? [encoding.mean, 1] : [Number.NaN];
  const number = Number(value);
  requireNumber(`features.${encoding.feature}`, number);
  return encoding.missing ? [number, 0] : [number];
}

function encodeLevel(
  { feature, levels }: Extract<FeatureEncoding, { kind: 'category' }>,
  value: FeatureValue,
): number[] {
  if (typeof value === 'number' || typeof value === 'boolean') {
    throw new RangeError(`features.${feature} must be a word; got ${value}.`);
  }
  let level = value ?? MISSING_LEVEL;
  if (!levels.includes(level) && levels.includes(OTHER_LEVEL)) level = OTHER_LEVEL;
  if (!levels.includes(level)) return levels.map(() => Number.NaN);
  return levels.map((name) => (name === level ? 1 : 0));
}
