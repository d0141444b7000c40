/** Trains the install's own sentiment model and says whether it may replace the lexicon: only where cross-validation shows that it is better. */
import { analyseText } from './analyse.ts';
import { type Quality, qualityOf } from './f1.ts';
import { featuresOf } from './features.ts';
import type { LanguageOptions } from './language.ts';
import { fitLinearModel, type LabelledFeatures, type LinearModel, linearClassifier } from './linear-model.ts';
import type { SentimentLabel } from './sentiment.ts';
import { shuffle } from './shuffle.ts';
import { foldText } from './topic-words.ts';

/** Fewer rated texts than this prove nothing. */
export const FEWEST_LABELS = 200;
/** Of each class at least so many. */
export const FEWEST_PER_CLASS = 30;

export interface RatedText {
  readonly text: string;
  readonly label: SentimentLabel;
}

export interface TrainOptions extends LanguageOptions {
  /** The same seed and texts give the same result. Default 1. */
  readonly seed?: number;
  /** Number of parts of the cross-validation, at least 2. Default 5. */
  readonly folds?: number;
  /** L2 penalty. Default 0.05. */
  readonly penalty?: number;
}

export type NotAdopted = 'too-few-labels' | 'one-class' | 'too-few-per-class' | 'no-words' | 'lexicon-is-better';

export interface CrossValidation {
  readonly folds: number;
  /** Judged on the same texts, each by a model that had not seen it. */
  readonly model: Quality;
  readonly lexicon: Quality;
  /** Macro-F1 of the model minus that of the lexicon, per fold. */
  readonly leads: readonly number[];
}

export interface TrainResult {
  readonly version: 1;
  readonly adopted: boolean;
  /** Why not; null when adopted. */
  readonly reason: NotAdopted | null;
  readonly labels: number;
  readonly perClass: Readonly<Record<string, number>>;
  /** Different texts; doubles always fall into the same fold. */
  readonly distinct: number;
  /** Texts that occur with several labels. */
  readonly contradictory: number;
  /** True when the model tells all training texts apart: a sign of too few or too similar texts. */
  readonly separable: boolean;
  /** Null where there was too little to cross-validate. */
  readonly validation: CrossValidation | null;
  /** The model, trained on everything; null unless adopted. */
  readonly model: LinearModel | null;
}

interface Group {
  readonly label: string;
  readonly members: number[];
}

/** Parts of equal make-up: texts are dealt out class by class, doubles together. */
function dealFolds(texts: readonly RatedText[], folds: number, seed: number): number[] {
  const groups = new Map<string, Group>();
  for (const [index, { text, label }] of texts.entries()) {
    const key = keyOf(text);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { label, members: [index] });
    else group.members.push(index);
  }
  const foldOf: number[] = new Array(texts.length).fill(0);
  let next = 0;
  for (const [, sameLabel] of [...Map.groupBy(groups.values(), ({ label }) => label)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    shuffle(sameLabel, seed);
    for (const { members } of sameLabel) {
      for (const index of members) foldOf[index] = next % folds;
      next += 1;
    }
  }
  return foldOf;
}

const keyOf = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Trains and cross-validates. Never throws for the content of the texts: what is missing is said in `reason`.
 * @throws RangeError for fewer than two folds or a penalty that is not above 0.
 */
export function trainSentiment(texts: readonly RatedText[], options: TrainOptions = {}): TrainResult {
  const { seed = 1, folds = 5, penalty = 0.05 } = options;
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError('folds must be a whole number of at least 2.');
  if (!(penalty > 0)) throw new RangeError('penalty must be above 0.');
  const perClass: Record<string, number> = {};
  for (const { label } of texts) perClass[label] = (perClass[label] ?? 0) + 1;
  const byText = Map.groupBy(texts, ({ text }) => keyOf(text));
  const contradictory = [...byText.values()].filter((same) => new Set(same.map(({ label }) => label)).size > 1).length;
  const facts = { version: 1, labels: texts.length, perClass, distinct: byText.size, contradictory } as const;
  const refuse = (reason: NotAdopted): TrainResult => ({
    ...facts,
    adopted: false,
    reason,
    separable: false,
    validation: null,
    model: null,
  });
  if (texts.length < FEWEST_LABELS) return refuse('too-few-labels');
  if (Object.keys(perClass).length < 2) return refuse('one-class');
  if (Object.values(perClass).some((count) => count < FEWEST_PER_CLASS)) return refuse('too-few-per-class');
  const examples = texts.map(({ text, label }) => ({ features: featuresOf(text), label }));
  if (new Set(examples.map(({ features }) => features.buckets.join())).size < 2) return refuse('no-words');
  const validation = crossValidate(texts, examples, { seed, folds, penalty, options });
  const model = fitLinearModel(examples, { penalty, seed });
  const classify = linearClassifier(model);
  const separable = examples.every(({ features, label }) => classify(features).label === label);
  const adopted = validation.model.macroF1 > validation.lexicon.macroF1;
  return {
    ...facts,
    adopted,
    reason: adopted ? null : 'lexicon-is-better',
    separable,
    validation,
    model: adopted ? model : null,
  };
}

interface Plan {
  readonly seed: number;
  readonly folds: number;
  readonly penalty: number;
  readonly options: LanguageOptions;
}

function crossValidate(
  texts: readonly RatedText[],
  examples: readonly LabelledFeatures[],
  plan: Plan,
): CrossValidation {
  const foldOf = dealFolds(texts, plan.folds, plan.seed);
  const truth = texts.map(({ label }) => label);
  const byLexicon = texts.map(({ text }) => analyseText(text, plan.options).sentiment.label);
  const byModel: string[] = texts.map(() => '');
  const leads: number[] = [];
  for (let fold = 0; fold < plan.folds; fold += 1) {
    const inFold = texts.flatMap((_, index) => (foldOf[index] === fold ? [index] : []));
    const training = examples.filter((_, index) => foldOf[index] !== fold);
    if (inFold.length === 0 || new Set(training.map(({ label }) => label)).size < 2) continue;
    const classify = linearClassifier(fitLinearModel(training, plan));
    for (const index of inFold)
      byModel[index] = classify(examples[index]?.features ?? { buckets: [], values: [] }).label;
    const pick = (labels: readonly string[]): string[] => inFold.map((index) => labels[index] ?? '');
    leads.push(qualityOf(pick(truth), pick(byModel)).macroF1 - qualityOf(pick(truth), pick(byLexicon)).macroF1);
  }
  return { folds: leads.length, model: qualityOf(truth, byModel), lexicon: qualityOf(truth, byLexicon), leads };
}
