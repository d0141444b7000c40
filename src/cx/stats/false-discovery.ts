import { requireNumbers } from './require-finite.ts';

/**
 * p-values adjusted for many tests (Benjamini & Hochberg's step-up, as R's `p.adjust(method = "BH")`): rejecting those at or below .05
 * keeps the expected share of false alarms at 5 %.
 * Source: Benjamini & Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x.
 * @returns one adjusted value per p, in the given order. @throws RangeError for a p outside 0..1.
 */
export function falseDiscovery(p: readonly number[]): number[] {
  requireNumbers('p', p, 0, 1);
  const order = p.map((_, index) => index).sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, ((p[index] ?? 1) * p.length) / (p.length - place));
    adjusted[index] = least;
  }
  return adjusted;
}
