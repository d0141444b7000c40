import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { measureShare } from '../share-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

const ANCHORS: Anchors = [
  [0, 0],
  [100, 100],
];

export default defineMetric({
  id: 'win-rate',
  title: { en: 'Deals won', es: 'Ventas ganadas' },
  describes: {
    en: 'Share of decided deals that were won. It tells about sales, not about how anybody feels, and carries no weight.',
    es: 'Proporción de ventas decididas que se ganaron. Habla de ventas, no de cómo se siente nadie, y no pesa en la puntuación.',
  },
  sentence: { en: '{value} % of {n} {n|deal|deals} won', es: 'Ganado el {value} % de {n} {n|venta|ventas}' },
  formula: {
    en: '100 · Σw[won] / Σw over won and lost deals, weights 2^(-age/h); Wilson interval at the effective n',
    es: '100 · Σw[ganada] / Σw sobre las ventas ganadas y perdidas, pesos 2^(-edad/h); intervalo de Wilson con la n efectiva',
  },
  missing: {
    en: 'Without a decided deal the metric is left out.',
    es: 'Sin ninguna venta decidida, la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'sales',
  unit: '%',
  range: { min: 0, max: 100 },
  needs: ['order'],
  better: 'high',
  anchors: ANCHORS,
  measure(signals, context) {
    const decided = signals.order.filter(({ signal }) => signal.outcome !== 'open');
    return measureShare(
      'order',
      decided.map(({ atMs, signal }) => ({ atMs, counts: signal.outcome === 'won' })),
      ANCHORS,
      decided
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map((order) => evidenceOf(order, { quote: order.signal.lostReason })),
      context,
    );
  },
});
