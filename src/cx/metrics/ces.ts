import { answerPosition, answersTo, effortAnswer } from '../answers.ts';
import { defineMetric } from '../define-metric.ts';
import { meanOfAnswers } from '../mean-of-answers.ts';

export default defineMetric({
  id: 'ces',
  title: { en: 'Ease (CES)', es: 'Facilidad (CES)' },
  describes: {
    en: 'How easy they say it was to get their issue handled, on 1–7 (7 = easy). Reversed scales are turned round.',
    es: 'Cuán fácil dicen que fue resolver su asunto, de 1 a 7 (7 = fácil). Las escalas inversas se invierten.',
  },
  sentence: { en: 'Ease: {value} of 7', es: 'Facilidad: {value} de 7' },
  details: ['easyShare'],
  formula: {
    en: 'mean of the answers on 1–7, weights 2^(-age/h); score 100(mean−1)/6; easyShare: % of answers 5–7',
    es: 'media de las respuestas en 1–7, pesos 2^(-edad/h); puntuación 100(media−1)/6; easyShare: % de respuestas 5–7',
  },
  missing: {
    en: 'Without an answer the metric is left out; it is never counted as zero.',
    es: 'Sin respuesta, la métrica no se tiene en cuenta; nunca vale cero.',
  },
  sources: [],
  nature: 'perception',
  area: 'feedback',
  unit: '1-7',
  range: { min: 1, max: 7 },
  needs: ['survey'],
  better: 'high',
  measure(signals, context) {
    const answers = answersTo(signals.survey, 'ces');
    const scores = answers.map(({ signal }) => 100 * answerPosition(signal));
    const measured = meanOfAnswers(answers, scores, (score) => 1 + (6 * score) / 100, context);
    if (measured === null) return null;
    const easy = answers.filter(({ signal }) => effortAnswer(signal) >= 5).length;
    return { ...measured, details: { easyShare: (100 * easy) / answers.length } };
  },
});
