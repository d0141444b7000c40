/** Do two groups, or two periods, differ? */
import { type Interval, Z95 } from './intervals.ts';
import { twoSidedP } from './normal-distribution.ts';
import { requireCount, requireNumber } from './require-finite.ts';

export interface Difference {
  /** Second less first, as observed. */
  readonly difference: number;
  /** 95 % adjusted Wald interval; it need not be centred on `difference`. */
  readonly interval: Interval;
  /** Of the adjusted difference. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** True when the interval leaves out 0. */
  readonly significant: boolean;
}

function differenceOf(observed: number, adjusted: number, variance: number, bound: number): Difference {
  const error = Math.sqrt(variance);
  const z = error > 0 ? adjusted / error : 0;
  const low = Math.max(-bound, adjusted - Z95 * error);
  const high = Math.min(bound, adjusted + Z95 * error);
  return { difference: observed, interval: { low, high }, z, p: twoSidedP(z), significant: low > 0 || high < 0 };
}

/** Positives among n answers. */
export interface CountedShare {
  readonly positives: number;
  readonly n: number;
}

/**
 * Difference of two shares, in −1..1: one positive and one negative answer are added to each group.
 * Source: Agresti & Caffo 2000, The American Statistician 54(4), https://doi.org/10.1080/00031305.2000.10474560.
 * @throws RangeError unless 0 ≤ positives ≤ n and n > 0.
 */
export function shareDifference(first: CountedShare, second: CountedShare): Difference {
  const adjust = ({ positives, n }: CountedShare, name: string): { share: number; variance: number } => {
    requireNumber(`${name}.n`, n, Number.MIN_VALUE);
    requireNumber(`${name}.positives`, positives, 0, n);
    const share = (positives + 1) / (n + 2);
    return { share, variance: (share * (1 - share)) / (n + 2) };
  };
  const from = adjust(first, 'first');
  const to = adjust(second, 'second');
  return differenceOf(
    second.positives / second.n - first.positives / first.n,
    to.share - from.share,
    from.variance + to.variance,
    1,
  );
}

export interface CountedNps {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/**
 * Difference of two Net Promoter Scores, in points −200..200: each group is adjusted as for its own interval (3 answers, ¾ of them promoter,
 * ¾ detractor), and the squared standard errors add up.
 * Source: Rocks 2016, The American Statistician 70(4), https://doi.org/10.1080/00031305.2016.1158124.
 * @throws RangeError for counts that are not whole numbers from 0, or a group without answers.
 */
export function npsDifference(first: CountedNps, second: CountedNps): Difference {
  const moments = (
    { promoters, passives, detractors }: CountedNps,
    added: number,
  ): { nps: number; variance: number } => {
    const n = promoters + passives + detractors + 4 * added;
    const p = (promoters + added) / n;
    const d = (detractors + added) / n;
    return { nps: 100 * (p - d), variance: (10_000 * (p + d - (p - d) ** 2)) / n };
  };
  for (const [name, group] of Object.entries({ first, second })) {
    for (const [part, count] of Object.entries(group)) requireCount(`${name}.${part}`, count);
    if (group.promoters + group.passives + group.detractors === 0) throw new RangeError(`${name} must hold answers.`);
  }
  const from = moments(first, 0.75);
  const to = moments(second, 0.75);
  const observed = moments(second, 0).nps - moments(first, 0).nps;
  return differenceOf(observed, to.nps - from.nps, from.variance + to.variance, 200);
}

export interface Agreement {
  /** −1..1: 1 full agreement, 0 no more than chance. */
  readonly kappa: number;
  readonly interval: Interval;
  /** Shares of pairs that agree, and that would by chance. */
  readonly observed: number;
  readonly expected: number;
  readonly n: number;
}

/**
 * Cohen's kappa of two labellers over the same items, with the large-sample interval of Fleiss, Cohen & Everitt 1969
 * (https://doi.org/10.1037/h0028106). When both use one and the same label throughout, chance alone explains it: kappa is 0.
 * Source: Cohen 1960, https://doi.org/10.1177/001316446002000104.
 * @throws RangeError for lists that are empty or of different length.
 */
export function cohenKappa(first: readonly string[], second: readonly string[]): Agreement {
  const n = first.length;
  if (n === 0 || second.length !== n) {
    throw new RangeError(
      `first and second must hold the same number of labels, at least one; got ${n} and ${second.length}.`,
    );
  }
  const labels = [...new Set([...first, ...second])].sort();
  const place = new Map(labels.map((label, index) => [label, index]));
  const cells = labels.map(() => labels.map(() => 0));
  for (const [index, label] of first.entries()) {
    const row = cells[place.get(label) ?? 0];
    const column = place.get(second[index] ?? '') ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1 / n;
  }
  const rows = cells.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = labels.map((_, column) => cells.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const observed = cells.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const expected = rows.reduce((sum, share, index) => sum + share * (columns[index] ?? 0), 0);
  if (1 - expected < 1e-12) return { kappa: 0, interval: { low: -1, high: 1 }, observed, expected, n };
  const kappa = (observed - expected) / (1 - expected);
  let diagonal = 0;
  let beside = 0;
  for (const [i, row] of cells.entries()) {
    for (const [j, share] of row.entries()) {
      if (i === j) diagonal += share * (1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)) ** 2;
      else beside += share * ((columns[i] ?? 0) + (rows[j] ?? 0)) ** 2;
    }
  }
  const variance =
    (diagonal + (1 - kappa) ** 2 * beside - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2);
  const half = Z95 * Math.sqrt(Math.max(0, variance));
  return {
    kappa,
    interval: { low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) },
    observed,
    expected,
    n,
  };
}
