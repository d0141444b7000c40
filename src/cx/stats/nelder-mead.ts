import { requireNumbers } from './require-finite.ts';

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

const SETTLED = 1e-10;

/**
 * The lowest point near `start` without derivatives. Where the function has no value it may return NaN or infinity: that counts as
 * infinitely high.
 * Source: Nelder & Mead 1965, https://doi.org/10.1093/comjnl/7.4.308; coefficients 1, 2, ½, ½.
 * @throws RangeError when `start` is not finite or empty.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  mostIterations: number = 2000,
): Minimum {
  requireNumbers('start', start);
  if (start.length === 0) throw new RangeError('start must hold at least one number.');
  const vertex = (point: readonly number[]): Vertex => {
    const value = f(point);
    return { point, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY };
  };
  const size = start.length;
  const simplex = [vertex(start), ...start.map((_, axis) => vertex(start.map((x, i) => (i === axis ? x + 0.5 : x))))];
  let iterations = 0;
  let converged = false;
  while (iterations < mostIterations && !converged) {
    iterations += 1;
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] ?? vertex(start);
    const worst = simplex[size] ?? best;
    const centre = start.map(
      (_, i) => simplex.slice(0, size).reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / size,
    );
    const along = (factor: number): Vertex => vertex(centre.map((x, i) => x + factor * ((worst.point[i] ?? 0) - x)));
    const next = step(simplex, along);
    if (next !== null) simplex[size] = next;
    else {
      for (const [index, { point }] of simplex.entries()) {
        if (index > 0) simplex[index] = vertex(point.map((x, i) => ((best.point[i] ?? 0) + x) / 2));
      }
    }
    converged = isSmall(simplex);
  }
  simplex.sort((a, b) => a.value - b.value);
  const { point, value } = simplex[0] ?? vertex(start);
  return { point, value, iterations, converged };
}

/** The vertex to put in the place of the worst, or null when everything must shrink towards the best. */
function step(simplex: readonly Vertex[], along: (factor: number) => Vertex): Vertex | null {
  const best = simplex[0]?.value ?? 0;
  const second = simplex.at(-2)?.value ?? 0;
  const worst = simplex.at(-1)?.value ?? 0;
  const reflected = along(-1);
  if (reflected.value < best) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second) return reflected;
  const contracted = along(reflected.value < worst ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst) ? contracted : null;
}

function isSmall(simplex: readonly Vertex[]): boolean {
  const first = simplex[0];
  if (first === undefined) return true;
  return simplex.every(
    ({ point, value }) =>
      Math.abs(value - first.value) <= SETTLED * (1 + Math.abs(first.value)) &&
      point.every((x, i) => Math.abs(x - (first.point[i] ?? 0)) <= 1e-7 * (1 + Math.abs(x))),
  );
}
