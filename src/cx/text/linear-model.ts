/** Multinomial logistic regression on hashed text features, L2-regularised: the per-install sentiment model. */
import { z } from 'zod';
import { BUCKETS, type Features, featuresOf } from './features.ts';
import { shuffle } from './shuffle.ts';

const EPOCHS = 25;
const RATE = 0.5;
/** Added to the sum of squared gradients, so that the first step stays finite (AdaGrad). */
const EPSILON = 1e-8;
/** Weights below this change nothing and are not kept. */
const KEPT_FROM = 1e-4;

const classWeightsSchema = z
  .strictObject({
    bias: z.number(),
    buckets: z.array(
      z
        .int()
        .min(0)
        .max(BUCKETS - 1),
    ),
    weights: z.array(z.number()),
  })
  .refine(({ buckets, weights }) => buckets.length === weights.length, {
    error: 'buckets and weights must be equally long',
  });

/** A trained model as it is stored. Another version is refused: train again. */
export const linearModelSchema = z
  .strictObject({
    kind: z.literal('pulso-text-linear'),
    version: z.literal(1),
    buckets: z.literal(BUCKETS),
    classes: z.array(z.string().min(1)).min(2),
    perClass: z.array(classWeightsSchema),
  })
  .refine(({ classes, perClass }) => classes.length === perClass.length, {
    error: 'there must be weights for each class',
  });
export type LinearModel = z.infer<typeof linearModelSchema>;

export interface LabelledFeatures {
  readonly features: Features;
  readonly label: string;
}

export interface FitOptions {
  /** Strength of the L2 penalty λ in Σ loss + λ/2·‖w‖²; above 0. */
  readonly penalty: number;
  readonly seed: number;
}

function softmax(scores: Float64Array): void {
  const top = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (const [index, score] of scores.entries()) {
    scores[index] = Math.exp(score - top);
    total += scores[index] ?? 0;
  }
  for (const [index, score] of scores.entries()) scores[index] = score / total;
}

/** Weights while they are learned: `bucket * classes + class`. */
class Learner {
  readonly #classes: readonly string[];
  readonly #penalty: number;
  readonly #weights: Float64Array;
  readonly #squares: Float64Array;
  readonly #biases: Float64Array;
  readonly #biasSquares: Float64Array;
  readonly #scores: Float64Array;
  /** In how many examples each bucket occurs. */
  readonly #seenIn = new Uint32Array(BUCKETS);

  constructor(classes: readonly string[], examples: readonly LabelledFeatures[], penalty: number) {
    const size = classes.length;
    this.#classes = classes;
    this.#penalty = penalty;
    this.#weights = new Float64Array(BUCKETS * size);
    this.#squares = new Float64Array(BUCKETS * size);
    this.#biases = new Float64Array(size);
    this.#biasSquares = new Float64Array(size);
    this.#scores = new Float64Array(size);
    for (const { features } of examples) {
      for (const bucket of features.buckets) this.#seenIn[bucket] = (this.#seenIn[bucket] ?? 0) + 1;
    }
  }

  learn({ features, label }: LabelledFeatures): void {
    this.#score(features);
    for (const [one, name] of this.#classes.entries()) {
      const error = (this.#scores[one] ?? 0) - (name === label ? 1 : 0);
      step(this.#biases, this.#biasSquares, one, error);
      for (const [at, bucket] of features.buckets.entries()) {
        const slot = bucket * this.#classes.length + one;
        // The penalty is shared among the examples in which the feature occurs, so that an epoch adds it once.
        const share = (this.#penalty * (this.#weights[slot] ?? 0)) / (this.#seenIn[bucket] ?? 1);
        step(this.#weights, this.#squares, slot, error * (features.values[at] ?? 0) + share);
      }
    }
  }

  #score({ buckets, values }: Features): void {
    const size = this.#classes.length;
    this.#scores.set(this.#biases);
    for (const [at, bucket] of buckets.entries()) {
      for (let one = 0; one < size; one += 1) {
        this.#scores[one] = (this.#scores[one] ?? 0) + (values[at] ?? 0) * (this.#weights[bucket * size + one] ?? 0);
      }
    }
    softmax(this.#scores);
  }

  model(): LinearModel {
    const size = this.#classes.length;
    return {
      kind: 'pulso-text-linear',
      version: 1,
      buckets: BUCKETS,
      classes: [...this.#classes],
      perClass: this.#classes.map((_, one) => sparse(this.#weights, this.#biases[one] ?? 0, one, size)),
    };
  }
}

function step(parameters: Float64Array, sums: Float64Array, at: number, gradient: number): void {
  const sum = (sums[at] ?? 0) + gradient * gradient;
  sums[at] = sum;
  parameters[at] = (parameters[at] ?? 0) - (RATE * gradient) / Math.sqrt(sum + EPSILON);
}

/**
 * Fits a model with AdaGrad (Duchi et al. 2011, https://jmlr.org/papers/v12/duchi11a.html). Deterministic: the same examples in the same order and
 * the same seed give the same weights. The penalty keeps weights finite where the classes can be separated perfectly.
 * @throws RangeError with fewer than two classes.
 */
export function fitLinearModel(examples: readonly LabelledFeatures[], { penalty, seed }: FitOptions): LinearModel {
  const classes = [...new Set(examples.map(({ label }) => label))].sort();
  if (classes.length < 2) throw new RangeError('A model needs examples of at least two classes.');
  const learner = new Learner(classes, examples, penalty);
  const order = [...examples];
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, seed + epoch);
    for (const example of order) learner.learn(example);
  }
  return learner.model();
}

function sparse(weights: Float64Array, bias: number, one: number, size: number): LinearModel['perClass'][number] {
  const buckets: number[] = [];
  const kept: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const weight = weights[bucket * size + one] ?? 0;
    if (Math.abs(weight) < KEPT_FROM) continue;
    buckets.push(bucket);
    kept.push(Number(weight.toPrecision(5)));
  }
  return { bias: Number(bias.toPrecision(5)), buckets, weights: kept };
}

export interface Prediction {
  readonly label: string;
  /** Probability of each class; they add up to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/** Makes a model ready to judge texts. Ties go to the class that comes first. */
export function linearClassifier(model: LinearModel): (text: string | Features) => Prediction {
  const dense = model.perClass.map(({ buckets, weights }) => {
    const table = new Float64Array(BUCKETS);
    for (const [at, bucket] of buckets.entries()) table[bucket] = weights[at] ?? 0;
    return table;
  });
  return (text) => {
    const { buckets, values } = typeof text === 'string' ? featuresOf(text) : text;
    const scores = Float64Array.from(dense, (table, one) =>
      buckets.reduce(
        (total, bucket, at) => total + (table[bucket] ?? 0) * (values[at] ?? 0),
        model.perClass[one]?.bias ?? 0,
      ),
    );
    softmax(scores);
    const best = scores.reduce((top, score, index) => (score > (scores[top] ?? 0) ? index : top), 0);
    return {
      label: model.classes[best] ?? '',
      probabilities: Object.fromEntries(model.classes.map((name, index) => [name, scores[index] ?? 0])),
    };
  };
}
