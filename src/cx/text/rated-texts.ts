/** What customers wrote together with how they rated it: the labels of an install's own text model. */
import { answerPosition, isBadAnswer, isBadRating, isSatisfied, npsCategory, ratingPosition } from '../answers.ts';
import type { Signal, SignalOf } from '../model/signal.ts';
import type { SentimentLabel } from './sentiment.ts';
import type { RatedText } from './train.ts';

/** From here on a review is a good one: four stars of five. */
const GOOD_RATING = 0.7;
const EASY = 0.6;

function answerLabel(survey: SignalOf<'survey'>): SentimentLabel | null {
  if (survey.survey === 'other') return null;
  if (isBadAnswer(survey)) return 'negative';
  const good =
    survey.survey === 'nps'
      ? npsCategory(survey) === 'promoter'
      : survey.survey === 'csat'
        ? isSatisfied(survey)
        : answerPosition(survey) > EASY;
  return good ? 'positive' : 'neutral';
}

function reviewLabel(review: SignalOf<'review'>): SentimentLabel | null {
  const position = ratingPosition(review);
  if (position === null) return null;
  return isBadRating(review) ? 'negative' : position >= GOOD_RATING ? 'positive' : 'neutral';
}

/**
 * The rated texts among these signals: comments of survey answers and reviews with their own rating, and tickets with the satisfaction
 * that the CRM keeps on the same record. In the order of the signals.
 */
export function ratedTexts(signals: readonly Signal[]): RatedText[] {
  const ratingOf = new Map<string, SignalOf<'survey'>>();
  for (const signal of signals) {
    if (signal.kind === 'survey' && signal.survey === 'csat' && signal.origin !== undefined) {
      ratingOf.set(`${signal.origin} ${signal.customer}`, signal);
    }
  }
  return signals.flatMap((signal): RatedText[] => {
    const text = signal.text?.trim() ?? '';
    if (text === '') return [];
    const rating = signal.kind === 'ticket' ? ratingOf.get(`${signal.origin} ${signal.customer}`) : undefined;
    const label =
      signal.kind === 'survey'
        ? answerLabel(signal)
        : signal.kind === 'review'
          ? reviewLabel(signal)
          : rating === undefined
            ? null
            : answerLabel(rating);
    return label === null ? [] : [{ text, label }];
  });
}
