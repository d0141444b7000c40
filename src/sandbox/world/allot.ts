/**
 * Shares `total` whole pieces out in proportion to the weights, never more than a person's cap (largest remainder first).
 * @throws RangeError when the caps together hold less than `total`.
 */
export function allot(total: number, weights: readonly number[], caps: readonly number[]): number[] {
  const shares = weights.map(() => 0);
  let left = total;
  let open = weights.map((_, index) => index).filter((index) => (caps[index] ?? 0) > 0);
  while (left > 0) {
    const sum = open.reduce((part, index) => part + (weights[index] ?? 0), 0);
    if (open.length === 0 || sum <= 0) throw new RangeError(`There is no room for ${left} more of ${total}.`);
    const wished = open.map((index) => ({ index, wish: (left * (weights[index] ?? 0)) / sum }));
    wished.sort((a, b) => (b.wish % 1) - (a.wish % 1) || a.index - b.index);
    const whole = wished.reduce((part, { wish }) => part + Math.floor(wish), 0);
    let spare = left - whole;
    for (const { index, wish } of wished) {
      const room = (caps[index] ?? 0) - (shares[index] ?? 0);
      const wanted = Math.floor(wish) + (spare-- > 0 ? 1 : 0);
      const given = Math.min(room, wanted);
      shares[index] = (shares[index] ?? 0) + given;
      left -= given;
    }
    open = open.filter((index) => (shares[index] ?? 0) < (caps[index] ?? 0));
  }
  return shares;
}
