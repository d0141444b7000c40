import { type Agreement, cohenKappa } from '../stats/difference-tests.ts';

/** How well one class was told. */
export interface ClassQuality {
  readonly label: string;
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Quality {
  /** Unweighted mean of the classes' F1, 0..1. */
  readonly macroF1: number;
  readonly accuracy: number;
  /** Agreement with the truth beyond chance (Cohen's kappa), with its 95 % interval. */
  readonly kappa: Pick<Agreement, 'kappa' | 'interval'>;
  readonly classes: readonly ClassQuality[];
}

/**
 * Precision, recall and F1 of answers against the truth; a class that was never answered has a precision of 0.
 * @throws RangeError when the lists differ in length or are empty.
 */
export function qualityOf(truth: readonly string[], answers: readonly string[]): Quality {
  if (truth.length === 0 || truth.length !== answers.length) {
    throw new RangeError('Quality needs as many answers as labels, and at least one.');
  }
  const classes = [...new Set(truth)].sort().map((label): ClassQuality => {
    const support = truth.filter((one) => one === label).length;
    const answered = answers.filter((one) => one === label).length;
    const right = truth.filter((one, index) => one === label && answers[index] === label).length;
    return {
      label,
      support,
      precision: answered === 0 ? 0 : right / answered,
      recall: right / support,
      f1: (2 * right) / (support + answered),
    };
  });
  const { kappa, interval } = cohenKappa(truth, answers);
  return {
    macroF1: classes.reduce((total, { f1 }) => total + f1, 0) / classes.length,
    accuracy: truth.filter((one, index) => one === answers[index]).length / truth.length,
    kappa: { kappa, interval },
    classes,
  };
}
