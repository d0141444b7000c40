/** What one program holds of a limit, and what it could use. */
export interface Want {
  readonly holder: string;
  readonly wants: number;
}

/**
 * Divides a limit so that nobody gets more than it wants and nobody less than anybody else who wants more (max-min fairness,
 * https://en.wikipedia.org/wiki/Max-min_fairness). Whole numbers; nothing that is wanted is left over.
 */
export function dividePermits(limit: number, wants: readonly Want[]): ReadonlyMap<string, number> {
  const modestFirst = wants.toSorted((one, two) => one.wants - two.wants || (one.holder < two.holder ? -1 : 1));
  const shares = new Map<string, number>();
  let left = Math.max(0, limit);
  for (const [index, { holder, wants: wanted }] of modestFirst.entries()) {
    const share = Math.min(wanted, Math.floor(left / (modestFirst.length - index)));
    shares.set(holder, share);
    left -= share;
  }
  return shares;
}
