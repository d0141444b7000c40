import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean } from '../stats/intervals.ts';
import type { ReadSignalText } from '../texts.ts';
import { weigh } from '../weigh.ts';

/** People write when they need something, so a sober text is no bad sign: 0 stands above the middle. */
const ANCHORS: Anchors = [
  [-80, 0],
  [-30, 30],
  [0, 60],
  [30, 80],
  [80, 100],
];

/** A ticket is a problem by nature; how it is put says less about the relationship than what is said of us. */
const TICKET_WEIGHT = 0.5;

function trust({ dated, reading }: ReadSignalText): number {
  return reading.sentiment.confidence * (dated.signal.kind === 'ticket' ? TICKET_WEIGHT : 1);
}

export default defineMetric({
  id: 'sentiment',
  title: { en: 'Tone of what they write', es: 'Tono de lo que escriben' },
  describes: {
    en: 'How what they write feels, from −100 (bad) to 100 (good): tickets, messages, comments on surveys, reviews, mentions.',
    es: 'Cómo suena lo que escriben, de −100 (mal) a 100 (bien): tickets, mensajes, comentarios de encuestas, reseñas, menciones.',
  },
  sentence: {
    en: 'Tone {value} (−100 to 100) in {n} {n|text|texts}',
    es: 'Tono {value} (de −100 a 100) en {n} {n|texto|textos}',
  },
  details: ['positive', 'neutral', 'negative'],
  formula: {
    en: 'Σ w·t·100·s / Σ w·t, s = sentiment of a text in −1..1, w = 2^(-age/h), t = confidence of the reading (halved for tickets, which are problems by nature); texts in which nothing was understood are left out',
    es: 'Σ w·t·100·s / Σ w·t, s = sentimiento de un texto en −1..1, w = 2^(-edad/h), t = confianza de la lectura (la mitad en los tickets, que son problemas por naturaleza); los textos de los que no se entiende nada no cuentan',
  },
  missing: {
    en: 'Without a text in which something was understood the metric is left out; silence is not neutral.',
    es: 'Sin ningún texto del que se entienda algo, la métrica no se tiene en cuenta; el silencio no es neutral.',
  },
  sources: ['https://ojs.aaai.org/index.php/ICWSM/article/view/14550'],
  nature: 'perception',
  area: 'feedback',
  unit: '-100..100',
  range: { min: -100, max: 100 },
  needs: ['survey', 'ticket', 'message', 'review', 'mention', 'abandonment'],
  better: 'high',
  anchors: ANCHORS,
  measure(_signals, context) {
    const understood = context.texts.readings.filter((read) => trust(read) > 0);
    if (understood.length === 0) return null;
    const { weights, effectiveN, confidence } = weigh(
      'message',
      understood.map(({ dated }) => dated.atMs),
      context,
      understood.map(trust),
    );
    const values = understood.map(({ reading }) => 100 * reading.sentiment.score);
    const value = weightedMean(values, weights);
    const measurement = {
      value,
      score: scoreOn(ANCHORS, value),
      n: understood.length,
      confidence,
      standardError: standardErrorOfMean(
        values.map((one) => scoreOn(ANCHORS, one)),
        weights,
        effectiveN,
      ),
    };
    if (context.scoreOnly) return { ...measurement, evidence: [] };
    const count = (label: string) => understood.filter(({ reading }) => reading.sentiment.label === label).length;
    const strongest = understood
      .map((read, index) => ({ read, impact: Math.abs(values[index] ?? 0) * (weights[index] ?? 0) }))
      .sort((a, b) => b.impact - a.impact || b.read.dated.atMs - a.read.dated.atMs);
    return {
      ...measurement,
      details: { positive: count('positive'), neutral: count('neutral'), negative: count('negative') },
      evidence: strongest
        .slice(0, SHOWN_EVIDENCE)
        .map(({ read }) => evidenceOf(read.dated, { value: 100 * read.reading.sentiment.score, quote: read.text })),
    };
  },
});
