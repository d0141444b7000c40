import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { DAY_MS, weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean } from '../stats/intervals.ts';
import { weightedQuantile } from '../stats/quantiles.ts';
import { weigh } from '../weigh.ts';

/** The loop is to be closed within 48 hours; after a month nobody will. */
const ANCHORS: Anchors = [
  [24, 90],
  [48, 70],
  [168, 30],
  [720, 0],
];
const HOUR_MS = 3_600_000;

export default defineMetric({
  id: 'follow-up-latency',
  title: { en: 'Follow-up after trouble', es: 'Seguimiento tras un problema' },
  describes: {
    en: 'Hours until somebody of ours gets in touch after something went wrong for them.',
    es: 'Horas hasta que alguien de nuestro equipo se pone en contacto después de que algo les haya ido mal.',
  },
  sentence: {
    en: '{within48h} of {n} {n|problem|problems} followed up within 48 hours',
    es: '{within48h} de {n} {n|problema|problemas} con seguimiento en 48 horas',
  },
  details: ['left', 'within48h', 'mean'],
  formula: {
    en: 'weighted median of hours (calendar) from a bad answer, a bad rating, angry words or a reopening to our next contact, weights 2^(-age/h); not followed up: the wait so far, at most the days of the model; score: mean of the scores on the anchors',
    es: 'mediana ponderada de las horas (de calendario) desde una mala nota, una mala reseña, palabras de enfado o una reapertura hasta nuestro siguiente contacto, pesos 2^(-edad/h); sin seguimiento: la espera hasta ahora, como mucho los días del modelo; puntuación: media de las puntuaciones según los anclajes',
  },
  missing: {
    en: 'Nothing went wrong in the last 90 days, so nothing had to be followed up; the metric is left out.',
    es: 'Nada fue mal en los últimos 90 días, así que nada requería seguimiento; la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'relationship',
  unit: 'hours',
  range: { min: 0, max: null },
  needs: ['survey', 'ticket', 'message', 'meeting', 'review', 'observation', 'mention'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const asking = context.negativeExperiences
      .map(({ events }) => events.find(({ reason }) => reason !== 'slow' && reason !== 'promise'))
      .filter((event) => event !== undefined);
    if (asking.length === 0) return null;
    const longestMs = context.model.metrics.followUp.withinDays * DAY_MS;
    const loops = asking.map(({ dated, atMs }) => {
      const answeredMs = context.attention(dated.signal.customer, atMs);
      const closed = answeredMs !== null && answeredMs - atMs <= longestMs;
      return {
        dated,
        atMs,
        closed,
        hours: (closed ? answeredMs - atMs : Math.min(longestMs, context.now - atMs)) / HOUR_MS,
      };
    });
    // What has only just happened may still be followed up in time.
    const known = loops.filter(({ closed, hours }) => closed || hours > 48);
    if (known.length === 0) return null;
    const { weights, effectiveN, confidence } = weigh(
      'survey',
      known.map(({ atMs }) => atMs),
      context,
    );
    const hours = known.map((loop) => loop.hours);
    const scores = hours.map((one) => scoreOn(ANCHORS, one));
    return {
      value: weightedQuantile(hours, weights, 0.5),
      score: weightedMean(scores, weights),
      n: known.length,
      confidence,
      standardError: standardErrorOfMean(scores, weights, effectiveN),
      details: {
        left: known.filter(({ closed }) => !closed).length,
        within48h: known.filter((loop) => loop.closed && loop.hours <= 48).length,
        mean: weightedMean(hours, weights),
      },
      evidence: known
        .toSorted((a, b) => b.hours - a.hours || b.atMs - a.atMs)
        .slice(0, SHOWN_EVIDENCE)
        .map((loop) => evidenceOf(loop.dated, { value: loop.hours, quote: wordsOf(loop.dated.signal) })),
    };
  },
});
