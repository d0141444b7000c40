import { requireCount } from './require-finite.ts';

/** A stream of pseudo-random numbers that depends on its seed alone. */
export interface SeededRandom {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Uniform on 0..below−1. */
  below(below: number): number;
  /** Standard normal (Box & Muller 1958, https://doi.org/10.1214/aoms/1177706645). */
  normal(): number;
  /** Shuffles in place (Fisher & Yates). */
  shuffle(values: { [index: number]: number; readonly length: number }): void;
}

/**
 * Mulberry32, a public-domain generator of 32 bits of state by Tommy Ettinger
 * (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c): good enough to resample, never for secrets.
 * @throws RangeError unless `seed` is a whole number from 0.
 */
export function seededRandom(seed: number): SeededRandom {
  requireCount('seed', seed);
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(uniform() * limit);
  let spare: number | undefined;
  return {
    uniform,
    below,
    normal: () => {
      if (spare !== undefined) {
        const kept = spare;
        spare = undefined;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    shuffle: (values) => {
      for (let index = values.length - 1; index > 0; index -= 1) {
        const other = below(index + 1);
        const kept = values[index] ?? Number.NaN;
        values[index] = values[other] ?? Number.NaN;
        values[other] = kept;
      }
    },
  };
}
