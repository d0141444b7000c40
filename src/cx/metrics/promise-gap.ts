import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { readPromises } from '../promises.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean } from '../stats/intervals.ts';
import { weightedQuantile } from '../stats/quantiles.ts';
import { weigh } from '../weigh.ts';

/** In time is what was promised; a day late is noticed, a week late is a broken word. */
const ANCHORS: Anchors = [
  [0, 85],
  [1, 65],
  [3, 35],
  [7, 10],
  [14, 0],
];
const DAY_HOURS = 24;

export default defineMetric({
  id: 'promise-gap',
  title: { en: 'Promises kept', es: 'Promesas cumplidas' },
  describes: {
    en: 'Days by which we missed the dates that we gave: deliveries, and tickets with a promised date.',
    es: 'Días de retraso respecto a las fechas que dimos: entregas y tickets con fecha prometida.',
  },
  sentence: {
    en: '{late} of {n} {n|promise|promises} late',
    es: '{late} de {n} {n|promesa|promesas} con retraso',
  },
  details: ['late', 'median', 'p90'],
  formula: {
    en: 'mean of days late (0 when in time; until now while not kept), weights 2^(-age/h); score: mean of the scores of each promise on the anchors',
    es: 'media de los días de retraso (0 si se cumple; hasta ahora mientras no se cumpla), pesos 2^(-edad/h); puntuación: media de las puntuaciones de cada promesa según los anclajes',
  },
  missing: {
    en: 'Without a promised date that has passed the metric is left out.',
    es: 'Sin una fecha prometida ya vencida, la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'promise',
  unit: 'days',
  range: { min: 0, max: null },
  needs: ['order', 'ticket'],
  better: 'low',
  anchors: ANCHORS,
  measure(signals, context) {
    const promises = readPromises(signals, context.model, context.now);
    if (promises.length === 0) return null;
    const { weights, effectiveN, confidence } = weigh(
      'ticket',
      promises.map(({ promisedMs, keptMs }) => Math.max(promisedMs, keptMs ?? promisedMs)),
      context,
    );
    const days = promises.map(({ lateHours }) => lateHours / DAY_HOURS);
    const scores = days.map((late) => scoreOn(ANCHORS, late));
    const late = promises.filter(({ isBroken }) => isBroken);
    return {
      value: weightedMean(days, weights),
      score: weightedMean(scores, weights),
      n: promises.length,
      confidence,
      standardError: standardErrorOfMean(scores, weights, effectiveN),
      details: {
        late: late.length,
        median: weightedQuantile(days, weights, 0.5),
        p90: weightedQuantile(days, weights, 0.9),
      },
      evidence: late
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map(({ dated, lateHours }) =>
          evidenceOf(dated, { value: lateHours / DAY_HOURS, quote: wordsOf(dated.signal) }),
        ),
    };
  },
});
