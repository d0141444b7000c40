/** What is learned from an install's own history, in the form in which it is stored. Written and read by this folder alone. */
import type { ChurnModel } from '../../cx/churn.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import type { LinearModel } from '../../cx/text/linear-model.ts';
import type { TrainResult } from '../../cx/text/train.ts';

/** Kinds under which learned models stand in the store, beside the one of the score. */
export const TEXT_KIND = 'text';
export const churnKind = (object: Subject['object']): string => `churn-${object}`;

/** Another form is as if nothing had been learned. */
export const LEARNED_FORM = 1;

interface Learned {
  readonly form: typeof LEARNED_FORM;
  readonly trainedAt: string;
}

export interface LearnedChurn extends Learned {
  /** Periods of 90 days that were learned from, and in how many of them somebody left. */
  readonly rows: number;
  readonly left: number;
  readonly days: number;
  /** Null where there are too few rows to say anything. */
  readonly model: ChurnModel | null;
}

export interface LearnedTexts extends Learned {
  /** Whether it beats the lexicons, why not, and how well both did. Its model stands in `model`. */
  readonly result: Omit<TrainResult, 'model'>;
  /** Null unless it reads the install's texts: it beats the lexicons, and by more than the parts of the cross-validation differ. */
  readonly model: LinearModel | null;
}

/** The content of a stored model, where it has today's form. */
export function learnedContent<Content extends Learned>(content: unknown): Content | null {
  const has = typeof content === 'object' && content !== null && 'form' in content && content.form === LEARNED_FORM;
  return has ? (content as Content) : null;
}
