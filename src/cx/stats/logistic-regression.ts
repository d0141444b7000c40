import { cholesky, choleskySolve } from './linear-algebra.ts';
import { Matrix } from './matrix.ts';
import { requireNumber, requireNumbers, requireSameLength } from './require-finite.ts';

export interface LogisticModel {
  /** Of the average row. */
  readonly intercept: number;
  /** Per standard deviation of each column; 0 for a constant column. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  /** Population standard deviations; 0 for a constant column. */
  readonly deviations: readonly number[];
  /** The same model in the columns' own units: log-odds = intercept + Σ weight × value. */
  readonly original: { readonly intercept: number; readonly weights: readonly number[] };
  readonly lambda: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** 1/(1 + e⁻ˣ) without overflow. */
export function sigmoid(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const exponential = Math.exp(logOdds);
  return exponential / (1 + exponential);
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

const MOST_ITERATIONS = 100;
const MOST_HALVINGS = 40;
/** Newton's decrement per row, which is twice the loss still to be gained. */
const SETTLED = 1e-18;

/**
 * Ridge logistic regression by iteratively reweighted least squares (Newton with step halving): minimises
 * −log-likelihood + λ/2 Σ weight² over standardised columns; the intercept is not penalised, so the mean prediction is the share of
 * events. With λ > 0 the optimum exists and is unique for separable classes, collinear columns and fewer rows than columns.
 * Sources: le Cessie & van Houwelingen 1992, https://doi.org/10.2307/2347628; Hastie, Tibshirani & Friedman 2009, 4.4.1.
 * @param rows one array per row, equally long. @param labels 1 or 0, both occurring. @param lambda above 0.
 * @throws RangeError when only one class is there, sizes differ, a number is not finite or lambda is not above 0.
 */
export function logisticRegression(
  rows: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  lambda: number = 1,
): LogisticModel {
  requireSameLength('rows', rows, 'labels', labels);
  requireNumber('lambda', lambda);
  if (lambda <= 0) throw new RangeError(`lambda must be above 0; got ${lambda}.`);
  const events = countEvents(labels);
  const columns = rows[0]?.length ?? 0;
  const { design, means, deviations } = standardise(rows, columns);
  const size = columns + 1;
  const coefficients = new Float64Array(size);
  coefficients[0] = Math.log(events / (labels.length - events));
  let loss = lossOf(design, labels, coefficients, lambda);
  let iterations = 0;
  let converged = false;
  while (iterations < MOST_ITERATIONS && !converged) {
    iterations += 1;
    const { gradient, curvature } = derivatives(design, labels, coefficients, lambda);
    const step = choleskySolve(cholesky(curvature), gradient);
    const decrement = step.reduce((sum, value, index) => sum + value * (gradient[index] ?? 0), 0);
    let part = 1;
    let tried = coefficients;
    let triedLoss = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < MOST_HALVINGS && !(triedLoss <= loss); halving += 1) {
      tried = coefficients.map((value, index) => value - part * (step[index] ?? 0));
      triedLoss = lossOf(design, labels, tried, lambda);
      part /= 2;
    }
    // At the optimum rounding alone decides whether a step still lowers the loss.
    converged = decrement < SETTLED * labels.length || !(triedLoss < loss);
    if (triedLoss <= loss) {
      coefficients.set(tried);
      loss = triedLoss;
    }
  }
  return describeModel(coefficients, means, deviations, lambda, iterations, converged);
}

function countEvents(labels: ArrayLike<number>): number {
  let events = 0;
  for (let index = 0; index < labels.length; index += 1) {
    if (labels[index] !== 0 && labels[index] !== 1) {
      throw new RangeError(`labels[${index}] must be 0 or 1; got ${labels[index]}.`);
    }
    events += labels[index] ?? 0;
  }
  if (events === 0 || events === labels.length) {
    throw new RangeError('The labels hold only one class; there is nothing to tell apart.');
  }
  return events;
}

interface Design {
  /** Standardised rows with a leading 1. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
}

function standardise(
  rows: readonly ArrayLike<number>[],
  columns: number,
): { design: Design; means: number[]; deviations: number[] } {
  const size = columns + 1;
  const values = new Float64Array(rows.length * size);
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns) {
      throw new RangeError(`rows[${index}] must have ${columns} values like the first row; got ${row.length}.`);
    }
    requireNumbers(`rows[${index}]`, row);
  }
  const means: number[] = [];
  const deviations: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const first = rows[0]?.[column] ?? 0;
    const mean = first + rows.reduce((sum, row) => sum + ((row[column] ?? 0) - first), 0) / rows.length;
    const deviation = rows.every((row) => row[column] === first)
      ? 0
      : Math.sqrt(rows.reduce((sum, row) => sum + ((row[column] ?? 0) - mean) ** 2, 0) / rows.length);
    means.push(mean);
    deviations.push(deviation);
  }
  for (const [index, row] of rows.entries()) {
    values[index * size] = 1;
    for (let column = 0; column < columns; column += 1) {
      const deviation = deviations[column] ?? 0;
      if (deviation > 0) {
        values[index * size + column + 1] = ((row[column] ?? 0) - (means[column] ?? 0)) / deviation;
      }
    }
  }
  return { design: { values, rows: rows.length, size }, means, deviations };
}

function logOddsOf({ values, size }: Design, row: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < size; column += 1) {
    sum += (values[row * size + column] ?? 0) * (coefficients[column] ?? 0);
  }
  return sum;
}

function lossOf(design: Design, labels: ArrayLike<number>, coefficients: Float64Array, lambda: number): number {
  let loss = 0;
  for (let row = 0; row < design.rows; row += 1) {
    const logOdds = logOddsOf(design, row, coefficients);
    loss += labels[row] === 1 ? softplus(-logOdds) : softplus(logOdds);
  }
  for (let column = 1; column < design.size; column += 1) loss += (lambda / 2) * (coefficients[column] ?? 0) ** 2;
  return loss;
}

function derivatives(
  design: Design,
  labels: ArrayLike<number>,
  coefficients: Float64Array,
  lambda: number,
): { gradient: number[]; curvature: Matrix } {
  const { values, rows, size } = design;
  const gradient = new Array<number>(size).fill(0);
  const sums = new Float64Array(size * size);
  for (let row = 0; row < rows; row += 1) {
    const probability = sigmoid(logOddsOf(design, row, coefficients));
    const residual = probability - (labels[row] ?? 0);
    const weight = Math.max(1e-12, probability * (1 - probability));
    const start = row * size;
    for (let i = 0; i < size; i += 1) {
      const value = values[start + i] ?? 0;
      gradient[i] = (gradient[i] ?? 0) + residual * value;
      const weighted = weight * value;
      for (let j = 0; j <= i; j += 1)
        sums[i * size + j] = (sums[i * size + j] ?? 0) + weighted * (values[start + j] ?? 0);
    }
  }
  const curvature = new Matrix(size, size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) curvature.set(i, j, sums[i * size + j] ?? 0);
    if (i > 0) {
      curvature.add(i, i, lambda);
      gradient[i] = (gradient[i] ?? 0) + lambda * (coefficients[i] ?? 0);
    }
  }
  return { gradient, curvature };
}

function describeModel(
  coefficients: Float64Array,
  means: readonly number[],
  deviations: readonly number[],
  lambda: number,
  iterations: number,
  converged: boolean,
): LogisticModel {
  const [intercept = 0, ...weights] = coefficients;
  const own = weights.map((weight, index) => {
    const deviation = deviations[index] ?? 0;
    return deviation > 0 ? weight / deviation : 0;
  });
  const shift = own.reduce((sum, weight, index) => sum + weight * (means[index] ?? 0), 0);
  return {
    intercept,
    weights,
    means,
    deviations,
    original: { intercept: intercept - shift, weights: own },
    lambda,
    iterations,
    converged,
  };
}
