import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { DAY_MS, weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean } from '../stats/intervals.ts';
import { weightedQuantile } from '../stats/quantiles.ts';
import { weigh } from '../weigh.ts';

/** A month is quick, a quarter usual, half a year long. */
const ANCHORS: Anchors = [
  [30, 90],
  [90, 60],
  [180, 30],
  [365, 0],
];

export default defineMetric({
  id: 'sales-cycle',
  title: { en: 'Time to buy', es: 'Duración de la venta' },
  describes: {
    en: 'Days from opening a deal to winning it. It carries no weight in the score.',
    es: 'Días desde que se abre una venta hasta que se gana. No pesa en la puntuación.',
  },
  sentence: {
    en: 'Bought after {value} {value|day|days} (median of {n})',
    es: 'Compró a los {value} {value|día|días} (mediana de {n})',
  },
  details: ['mean', 'p90'],
  formula: {
    en: 'weighted median of days from `openedAt` to the date of won orders, weights 2^(-age/h)',
    es: 'mediana ponderada de los días desde `openedAt` hasta la fecha de los pedidos ganados, pesos 2^(-edad/h)',
  },
  missing: {
    en: 'Without a won deal of which the opening is known the metric is left out.',
    es: 'Sin una venta ganada cuya apertura se conozca, la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'sales',
  unit: 'days',
  range: { min: 0, max: null },
  needs: ['order'],
  better: 'low',
  anchors: ANCHORS,
  measure(signals, context) {
    const cycles = signals.order.flatMap((order) => {
      const { outcome, openedAt } = order.signal;
      if (outcome !== 'won' || openedAt === undefined) return [];
      return [{ order, days: (order.atMs - Date.parse(openedAt)) / DAY_MS }];
    });
    if (cycles.length === 0) return null;
    const { weights, effectiveN, confidence } = weigh(
      'order',
      cycles.map(({ order }) => order.atMs),
      context,
    );
    const days = cycles.map((cycle) => cycle.days);
    const median = weightedQuantile(days, weights, 0.5);
    return {
      value: median,
      score: scoreOn(ANCHORS, median),
      n: cycles.length,
      confidence,
      standardError: standardErrorOfMean(
        days.map((one) => scoreOn(ANCHORS, one)),
        weights,
        effectiveN,
      ),
      details: { mean: weightedMean(days, weights), p90: weightedQuantile(days, weights, 0.9) },
      evidence: cycles
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map((cycle) => evidenceOf(cycle.order, { value: cycle.days })),
    };
  },
});
