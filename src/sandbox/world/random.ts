/** A small repeatable source of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform real in [min, max). */
  between(min: number, max: number): number;
  /** Uniform integer, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks a key with the given relative weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  normal(mean: number, deviation: number): number;
  /** Skewed to the right: half of the values lie below `median`. */
  logNormal(median: number, sigma: number): number;
  /** An independent source: drawing from one does not shift the other. */
  fork(label: string): Random;
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

/** Returns a repeatable source of chance for a seed. The generator is Mulberry32 (32 bits of state, enough for test data). */
export function createRandom(seed: number | string): Random {
  const name = String(seed);
  let state = hash(name);

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  /** Box-Muller; the second value of the pair is not kept, so that every call draws the same amount. */
  function gauss(): number {
    return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  }

  return {
    next,
    between: (min, max) => min + next() * (max - min),
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from: the list is empty.');
      return item;
    },
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new RangeError('Nothing to pick from: every weight is zero.');
    },
    normal: (mean, deviation) => mean + deviation * gauss(),
    logNormal: (median, sigma) => median * Math.exp(sigma * gauss()),
    fork: (label) => createRandom(`${name}/${label}`),
  };
}
