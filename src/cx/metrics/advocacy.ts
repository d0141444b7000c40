import { npsCategory, ratingPosition } from '../answers.ts';
import { ageDays, halfLifeDays } from '../context.ts';
import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { freshness } from '../stats/decay.ts';
import type { Dated, DatedSignal } from '../timeline.ts';
import { weigh } from '../weigh.ts';

/** One fresh act of advocacy is a good sign, three are a friend of the house. */
const ANCHORS: Anchors = [
  [0, 50],
  [1, 80],
  [3, 100],
];
const RECOMMENDS =
  /\b(?:recommend(?:ed|ing)?|told (?:my|a|some) friends?|referr(?:ed|al)|recomend(?:é|e|ado|amos|aré|ando)|he hablado (?:muy )?bien de)\b/iu;

function isHighRating({ signal }: Dated<'review'>): boolean {
  return (ratingPosition(signal) ?? 0) >= 0.75;
}

export default defineMetric({
  id: 'advocacy',
  title: { en: 'Advocacy', es: 'Recomendaciones' },
  describes: {
    en: 'What they do for our name: answers as a promoter, good reviews, good mentions, recommendations in their own words.',
    es: 'Lo que hacen por nuestro nombre: respuestas de promotor, buenas reseñas, buenas menciones, recomendaciones con sus palabras.',
  },
  sentence: {
    en: '{acts} {acts|act|acts} of advocacy: {promoter} as a promoter, {public} in public',
    es: '{acts} {acts|muestra|muestras} de recomendación: {promoter} como promotor, {public} en público',
  },
  details: ['acts', 'promoter', 'public', 'recommendations'],
  formula: {
    en: 'value: Σ of freshness over the acts (1 when new, 0 from the horizon on); score on the anchors',
    es: 'valor: Σ de la frescura de las muestras (1 si es nueva, 0 a partir del horizonte); puntuación según los anclajes',
  },
  missing: {
    en: 'Without an answer, a review, a mention or a text that could have shown it, the metric is left out.',
    es: 'Sin una respuesta, reseña, mención o texto que pudiera mostrarlo, la métrica no se tiene en cuenta.',
  },
  nature: 'perception',
  area: 'feedback',
  unit: 'acts',
  range: { min: 0, max: null },
  needs: ['survey', 'review', 'mention', 'message', 'ticket', 'abandonment'],
  better: 'high',
  anchors: ANCHORS,
  measure(signals, context) {
    const nps = signals.survey.filter(({ signal }) => signal.survey === 'nps');
    const reviews = signals.review.filter(({ signal }) => ratingPosition(signal) !== null);
    const { readings } = context.texts;
    const able = [...nps, ...reviews, ...signals.mention];
    if (able.length === 0 && readings.length === 0) return null;
    const promoter = nps.filter(({ signal }) => npsCategory(signal) === 'promoter');
    const positive = new Set(
      readings.filter(({ reading }) => reading.sentiment.label === 'positive').map(({ dated }) => dated),
    );
    const inPublic = [...reviews.filter(isHighRating), ...signals.mention.filter((mention) => positive.has(mention))];
    const words = readings
      .filter(({ dated, text }) => positive.has(dated) && RECOMMENDS.test(text))
      .map(({ dated }) => dated);
    const acts: DatedSignal[] = [...new Set<DatedSignal>([...promoter, ...inPublic, ...words])].sort(
      (a, b) => b.atMs - a.atMs || (a.signal.id < b.signal.id ? -1 : 1),
    );
    const value = acts.reduce(
      (sum, { atMs, signal }) =>
        sum +
        freshness(
          ageDays(context, atMs),
          halfLifeDays(context, signal.kind),
          context.model.confidence.horizonHalfLives,
        ),
      0,
    );
    const seen = [...able, ...readings.map(({ dated }) => dated)].map(({ atMs }) => atMs);
    return {
      value,
      score: scoreOn(ANCHORS, value),
      n: seen.length,
      confidence: weigh('survey', seen, context).confidence,
      standardError: 0,
      details: {
        acts: acts.length,
        promoter: promoter.length,
        public: inPublic.length,
        recommendations: words.length,
      },
      evidence: acts.slice(0, SHOWN_EVIDENCE).map((act) => evidenceOf(act, { quote: act.signal.text })),
    };
  },
});
