/** Survey answers, read the same way whatever their scale. */
import { DEFAULT_SCALES, type Scale, type SignalOf } from './model/signal.ts';
import type { Dated } from './timeline.ts';

type Survey = SignalOf<'survey'>;
export type NpsCategory = 'promoter' | 'passive' | 'detractor';

function scaleOf(survey: Survey): Scale {
  if (survey.scale !== undefined) return survey.scale;
  if (survey.survey === 'other') throw new RangeError(`The survey answer ${survey.id} does not say its scale.`);
  return DEFAULT_SCALES[survey.survey];
}

/** Where an answer lies on its scale: 0 = worst, 1 = best, also for reversed scales. */
export function answerPosition(survey: Survey): number {
  const { min, max, reversed } = scaleOf(survey);
  const position = (survey.value - min) / (max - min);
  return reversed ? 1 - position : position;
}

/** An answer on 0..10. On a scale that ends at ten it is the answer itself (also on 1–10); any other one is brought there. */
export function npsAnswer(survey: Survey): number {
  const { max, reversed } = scaleOf(survey);
  return max === 10 && !reversed ? survey.value : 10 * answerPosition(survey);
}

/** Promoter 9–10, passive 7–8, detractor 0–6 (Reichheld 2003). */
export function npsCategory(survey: Survey): NpsCategory {
  const answer = npsAnswer(survey);
  if (answer >= 9) return 'promoter';
  return answer >= 7 ? 'passive' : 'detractor';
}

/** Top-2-box: 4–5 of 5 and 6–7 of 7; the upper answer of a yes/no question; otherwise the upper 30 % of the scale. */
export function isSatisfied(survey: Survey): boolean {
  const { min, max } = scaleOf(survey);
  const steps = max - min;
  const position = answerPosition(survey);
  return Number.isInteger(steps) && steps >= 4 && steps <= 6 ? position >= (steps - 1) / steps : position >= 0.7;
}

/** Bottom-2-box of a satisfaction scale: 1–2 of 5 and of 7, "no" of yes/no; otherwise the lower 30 %. */
function isDissatisfied(survey: Survey): boolean {
  const { min, max } = scaleOf(survey);
  const steps = max - min;
  const position = answerPosition(survey);
  return Number.isInteger(steps) && steps >= 4 && steps <= 6 ? position <= 1 / steps : position <= 0.3;
}

/** An effort answer brought to 1..7, 7 = easy. */
export function effortAnswer(survey: Survey): number {
  return 1 + 6 * answerPosition(survey);
}

/** An answer that calls for a call: NPS detractor, bottom satisfaction, effort of 3 or less of 7. */
export function isBadAnswer(survey: Survey): boolean {
  switch (survey.survey) {
    case 'nps':
      return npsCategory(survey) === 'detractor';
    case 'csat':
      return isDissatisfied(survey);
    case 'ces':
      return effortAnswer(survey) <= 3;
    case 'other':
      return false;
  }
}

/** A review or observation in the lower 30 % of its scale: one or two stars of five. Without a rating it is not bad. */
export function isBadRating(rated: SignalOf<'review'> | SignalOf<'observation'>): boolean {
  const position = ratingPosition(rated);
  return position !== null && position <= 0.3;
}

/** Where a rating lies on its scale, 0..1; null where it has none. */
export function ratingPosition({ value, scale }: SignalOf<'review'> | SignalOf<'observation'>): number | null {
  if (value === undefined || scale === undefined) return null;
  const position = (value - scale.min) / (scale.max - scale.min);
  return scale.reversed ? 1 - position : position;
}

/** The answers to one kind of survey, oldest first. */
export function answersTo(
  surveys: readonly Dated<'survey'>[],
  survey: Exclude<Survey['survey'], 'other'>,
): readonly Dated<'survey'>[] {
  return surveys.filter(({ signal }) => signal.survey === survey);
}
