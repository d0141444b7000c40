/** How good a learned model is, for whoever is to trust it. */
import type { StoredModel } from '../../store/port.ts';
import { churnKind, type LearnedChurn, type LearnedTexts, learnedContent, TEXT_KIND } from './learned-content.ts';

export interface TextQuality {
  readonly about: 'text';
  readonly trainedAt: string;
  /** Rated texts of the install. */
  readonly labels: number;
  /** Reads the install's texts now; else the lexicons do, for this reason. */
  readonly adopted: boolean;
  readonly reason: string | null;
  /** Macro-F1 in cross-validation, 0..1; null where there was too little to validate. */
  readonly macroF1: { readonly model: number; readonly lexicon: number } | null;
}

export interface ChurnQuality {
  readonly about: 'customer' | 'account';
  readonly trainedAt: string;
  readonly kind: 'probability' | 'risk-index' | 'insufficient';
  /** Why it is no probability, in English. */
  readonly reason: string | null;
  /** Periods of 90 days that were learned from, and those in which somebody left. */
  readonly rows: number;
  readonly left: number;
  /** All out of fold; null where nobody left. */
  readonly auc: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly lift: { readonly at10: number; readonly at20: number } | null;
  /** Of a probability alone. */
  readonly brier: { readonly value: number; readonly base: number } | null;
  readonly ece: number | null;
  /** Features that alone foretell too well to be true. */
  readonly leaks: readonly string[];
  readonly warnings: readonly string[];
}

export type LearnedQuality = TextQuality | ChurnQuality;

/** Null for a model that was not learned, or in a form of another version. */
export function learnedQuality({ kind, content }: Pick<StoredModel, 'kind' | 'content'>): LearnedQuality | null {
  if (kind === TEXT_KIND) return textQuality(learnedContent<LearnedTexts>(content));
  for (const object of ['customer', 'account'] as const) {
    if (kind === churnKind(object)) return churnQuality(object, learnedContent<LearnedChurn>(content));
  }
  return null;
}

function textQuality(learned: LearnedTexts | null): TextQuality | null {
  if (learned === null) return null;
  const { result, model, trainedAt } = learned;
  const { validation, labels } = result;
  const adopted = model !== null;
  return {
    ...{ about: 'text', trainedAt, labels, adopted },
    reason: adopted ? null : (result.reason ?? 'lead-may-be-chance'),
    macroF1: validation && { model: validation.model.macroF1, lexicon: validation.lexicon.macroF1 },
  };
}

function churnQuality(about: ChurnQuality['about'], learned: LearnedChurn | null): ChurnQuality | null {
  if (learned === null) return null;
  const { model, rows, left, trainedAt } = learned;
  const evaluation = model === null || model.kind === 'insufficient' ? null : model.evaluation;
  const calibrated = model?.kind === 'probability' ? model.evaluation : null;
  return {
    ...{ about, trainedAt, rows, left, kind: model?.kind ?? 'insufficient' },
    reason: model === null ? 'Too little is known yet.' : model.kind === 'probability' ? null : model.reason,
    auc: evaluation && { value: evaluation.auc, ...evaluation.aucInterval },
    lift: evaluation?.lift ?? null,
    brier: calibrated && { value: calibrated.brier, base: calibrated.baseBrier },
    ece: calibrated?.ece.equalFrequency ?? null,
    leaks: model?.leaks.map(({ feature }) => feature) ?? [],
    warnings: model?.warnings ?? [],
  };
}
