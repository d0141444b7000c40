/** Gamma, beta and hypergeometric functions, to about 1e-13 relative. Formulas: NIST DLMF (https://dlmf.nist.gov). */
import { requireNumber } from './require-finite.ts';

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1) from 10 on, below it the recurrence Γ(x+1) = xΓ(x). @throws RangeError. */
export function logGamma(x: number): number {
  if (!(x > 0 && Number.isFinite(x))) throw new RangeError(`x must be finite and above 0; got ${x}.`);
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  let power = shifted;
  let series = 0;
  for (const coefficient of STIRLING) {
    series += coefficient / power;
    power *= shifted * shifted;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}

/** ln B(a, b) for a, b > 0. @throws RangeError. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Q(a, x) = Γ(a, x)/Γ(a), the regularised upper incomplete gamma function (DLMF 8.7, 8.9). @throws RangeError unless a > 0, x ≥ 0. */
export function upperIncompleteGamma(a: number, x: number): number {
  if (!(a > 0)) throw new RangeError(`a must be above 0; got ${a}.`);
  requireNumber('x', x, 0);
  if (x === 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  return scale * lentz(x + 1 - a, (n) => [-n * (n - a), x + 2 * n + 1 - a]);
}

/** I_x(a, b), the regularised incomplete beta function = P(Beta(a, b) ≤ x) (DLMF 8.17.22). @throws RangeError unless a, b > 0 and 0 ≤ x ≤ 1. */
export function incompleteBeta(x: number, a: number, b: number): number {
  requireNumber('x', x, 0, 1);
  if (!(a > 0 && b > 0)) throw new RangeError(`a and b must be above 0; got ${a} and ${b}.`);
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const scale = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  return (
    scale *
    lentz(1, (n) => {
      const m = Math.floor(n / 2);
      const numerator =
        n % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
      return [numerator, 1];
    })
  );
}

/** x with I_x(a, b) = share, by bisection. @throws RangeError unless a, b > 0 and 0 ≤ share ≤ 1. */
export function betaQuantile(share: number, a: number, b: number): number {
  requireNumber('share', share, 0, 1);
  let low = 0;
  let high = 1;
  for (let step = 0; step < 100 && high - low > 1e-15; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** 1/(first + a₁/(b₁ + a₂/(b₂ + …))) by the modified Lentz method (DLMF 3.10(iii)). */
function lentz(first: number, step: (n: number) => readonly [numerator: number, denominator: number]): number {
  const tiny = 1e-300;
  let fraction = first === 0 ? tiny : first;
  let c = fraction;
  let d = 0;
  for (let n = 1; n < 100_000; n += 1) {
    const [numerator, denominator] = step(n);
    d = denominator + numerator * d;
    c = denominator + numerator / c;
    d = 1 / (d === 0 ? tiny : d);
    c = c === 0 ? tiny : c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return 1 / fraction;
}

const MOST_TERMS = 1_000_000;

/**
 * Gauss's ₂F₁(a, b; c; z) for 0 ≤ z < 1 by its series (DLMF 15.2.1), after Euler's transformation (15.8.1) where that shrinks faster.
 * @throws RangeError for c = 0, −1, −2 …, for z outside [0, 1), or when the series does not converge.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  for (const [name, value] of Object.entries({ a, b, c, z })) requireNumber(name, value);
  if (!(z >= 0 && z < 1)) throw new RangeError(`z must lie in [0, 1); got ${z}.`);
  if (c <= 0 && Number.isInteger(c)) throw new RangeError(`c must not be 0 or a negative whole number; got ${c}.`);
  const excess = c - a - b;
  return excess < 0 && c - a > 0 && c - b > 0
    ? (1 - z) ** excess * hypergeometricSeries(c - a, c - b, c, z)
    : hypergeometricSeries(a, b, c, z);
}

function hypergeometricSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    const ratio = Math.abs((((a + n + 1) * (b + n + 1)) / ((c + n + 1) * (n + 2))) * z);
    if (term === 0 || (ratio < 1 && Math.abs(term) / (1 - Math.max(ratio, z)) < 1e-16 * Math.abs(sum))) return sum;
  }
  throw new RangeError(`The hypergeometric series did not converge for a=${a}, b=${b}, c=${c}, z=${z}.`);
}
