import { answerPosition, answersTo, isSatisfied } from '../answers.ts';
import { defineMetric } from '../define-metric.ts';
import { meanOfAnswers, meansByScope } from '../mean-of-answers.ts';
import { wilsonInterval } from '../stats/intervals.ts';

export default defineMetric({
  id: 'csat',
  title: { en: 'Satisfaction (CSAT)', es: 'Satisfacción (CSAT)' },
  describes: {
    en: 'How satisfied they say they are, brought from any scale to 0–100.',
    es: 'Cuán satisfechos dicen estar, llevado de cualquier escala a 0–100.',
  },
  sentence: { en: 'Satisfaction: {value} of 100', es: 'Satisfacción: {value} de 100' },
  details: ['satisfiedShare', 'satisfiedShareLow', 'satisfiedShareHigh', 'transactional', 'relational'],
  formula: {
    en: 'mean of 100(x−min)/(max−min), weights 2^(-age/h); satisfiedShare: % of answers in the top two boxes, with the Wilson interval; transactional and relational: their means apart',
    es: 'media de 100(x−mín)/(máx−mín), pesos 2^(-edad/h); satisfiedShare: % de respuestas en las dos casillas más altas, con el intervalo de Wilson; transactional y relational: las medias por separado',
  },
  missing: {
    en: 'Without an answer the metric is left out; it is never counted as zero.',
    es: 'Sin respuesta, la métrica no se tiene en cuenta; nunca vale cero.',
  },
  sources: ['https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E'],
  nature: 'perception',
  area: 'feedback',
  unit: '0-100',
  range: { min: 0, max: 100 },
  needs: ['survey'],
  better: 'high',
  measure(signals, context) {
    const answers = answersTo(signals.survey, 'csat');
    const scores = answers.map(({ signal }) => 100 * answerPosition(signal));
    const measured = meanOfAnswers(answers, scores, (score) => score, context);
    if (measured === null) return null;
    const satisfied = answers.filter(({ signal }) => isSatisfied(signal)).length;
    const interval = wilsonInterval(satisfied, answers.length);
    return {
      ...measured,
      details: {
        satisfiedShare: (100 * satisfied) / answers.length,
        satisfiedShareLow: 100 * interval.low,
        satisfiedShareHigh: 100 * interval.high,
        ...meansByScope(answers, scores, (score) => score, context),
      },
    };
  },
});
