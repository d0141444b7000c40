import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { measureShare } from '../share-metric.ts';
import type { Anchors } from '../stats/anchors.ts';
import { isAngry } from '../texts.ts';

/** One angry text in four is a relationship in trouble. */
const ANCHORS: Anchors = [
  [0, 80],
  [25, 30],
  [50, 0],
];

export default defineMetric({
  id: 'anger',
  title: { en: 'Anger', es: 'Enfado' },
  describes: {
    en: 'Share of what they write that is written in anger.',
    es: 'Proporción de lo que escriben que está escrita con enfado.',
  },
  sentence: {
    en: 'Angry in {value} % of {n} {n|text|texts}',
    es: 'Con enfado en el {value} % de {n} {n|texto|textos}',
  },
  formula: {
    en: '100 · Σw[angry] / Σw over all texts, weights 2^(-age/h); angry: a confident negative with words of anger',
    es: '100 · Σw[con enfado] / Σw sobre todos los textos, pesos 2^(-edad/h); con enfado: un negativo seguro con palabras de enfado',
  },
  missing: {
    en: 'Without a text the metric is left out.',
    es: 'Sin ningún texto, la métrica no se tiene en cuenta.',
  },
  nature: 'perception',
  area: 'feedback',
  unit: '%',
  range: { min: 0, max: 100 },
  needs: ['survey', 'ticket', 'message', 'review', 'mention', 'abandonment'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const { model, texts } = context;
    const understood = texts.readings.filter(({ reading }) => reading.sentiment.confidence > 0);
    return measureShare(
      'message',
      understood.map(({ dated, reading }) => ({ atMs: dated.atMs, counts: isAngry(reading, model) })),
      ANCHORS,
      understood
        .filter(({ reading }) => isAngry(reading, model))
        .slice(0, SHOWN_EVIDENCE)
        .map(({ dated, text }) => evidenceOf(dated, { quote: text })),
      context,
    );
  },
});
