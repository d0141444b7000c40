/** Guards of the statistics: a number that is not finite is refused where it enters, by the name of its argument. */

/** @throws RangeError unless `value` is finite and within `least`..`most`. */
export function requireNumber(
  name: string,
  value: number,
  least: number = Number.NEGATIVE_INFINITY,
  most: number = Number.POSITIVE_INFINITY,
): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number; got ${value}.`);
  if (value < least || value > most) throw new RangeError(`${name} must lie in ${least}..${most}; got ${value}.`);
}

/** @throws RangeError naming the first value that is not finite or lies outside `least`..`most`. */
export function requireNumbers(
  name: string,
  values: ArrayLike<number>,
  least: number = Number.NEGATIVE_INFINITY,
  most: number = Number.POSITIVE_INFINITY,
): void {
  for (let index = 0; index < values.length; index += 1) {
    requireNumber(`${name}[${index}]`, values[index] ?? Number.NaN, least, most);
  }
}

/** @throws RangeError unless `value` is a whole number within `least`..`most`. */
export function requireCount(
  name: string,
  value: number,
  least: number = 0,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number; got ${value}.`);
  requireNumber(name, value, least, most);
}

/** @throws RangeError unless both lists have the same length. */
export function requireSameLength(
  firstName: string,
  first: ArrayLike<unknown>,
  secondName: string,
  second: ArrayLike<unknown>,
): void {
  if (first.length !== second.length) {
    throw new RangeError(
      `${firstName} and ${secondName} must have the same length; got ${first.length} and ${second.length}.`,
    );
  }
}

/** An instant as ms since 1970. @throws RangeError naming the argument when it is no instant. */
export function instantMs(name: string, at: string): number {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new RangeError(`${name} must be an instant such as 2026-11-23T12:00:00Z; got "${at}".`);
  return ms;
}
