import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { wilsonInterval, Z95 } from '../stats/intervals.ts';
import { weigh } from '../weigh.ts';

const ANCHORS: Anchors = [
  [0, 40],
  [100, 100],
];

export default defineMetric({
  id: 'repurchase',
  title: { en: 'Buying again', es: 'Recompra' },
  describes: {
    en: 'Share of buyers who bought more than once (for one customer: whether they did). It carries no weight in the score.',
    es: 'Proporción de compradores que compraron más de una vez (en un cliente: si lo hizo). No pesa en la puntuación.',
  },
  sentence: {
    en: '{purchases} {purchases|purchase|purchases}, the last on {lastAt}',
    es: '{purchases} {purchases|compra|compras}, la última el {lastAt}',
  },
  details: ['purchases', 'buyers', 'repeatBuyers', 'lastAt'],
  formula: {
    en: '100 · buyers with two or more won orders / buyers; Wilson interval',
    es: '100 · compradores con dos o más pedidos ganados / compradores; intervalo de Wilson',
  },
  missing: {
    en: 'Without a purchase nobody can buy again; the metric is left out.',
    es: 'Sin una compra nadie puede repetir; la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'sales',
  unit: '%',
  range: { min: 0, max: 100 },
  needs: ['order'],
  better: 'high',
  anchors: ANCHORS,
  measure(signals, context) {
    const won = signals.order.filter(({ signal }) => signal.outcome === 'won');
    const last = won.at(-1);
    if (last === undefined) return null;
    const purchases = new Map<string, number>();
    for (const { signal } of won) purchases.set(signal.customer, (purchases.get(signal.customer) ?? 0) + 1);
    const repeatBuyers = [...purchases.values()].filter((count) => count >= 2).length;
    const share = repeatBuyers / purchases.size;
    const interval = wilsonInterval(repeatBuyers, purchases.size);
    return {
      value: 100 * share,
      score: scoreOn(ANCHORS, 100 * share),
      n: won.length,
      confidence: weigh(
        'order',
        won.map(({ atMs }) => atMs),
        context,
      ).confidence,
      standardError: (scoreOn(ANCHORS, 100 * interval.high) - scoreOn(ANCHORS, 100 * interval.low)) / (2 * Z95),
      interval: { low: 100 * interval.low, high: 100 * interval.high },
      details: { purchases: won.length, buyers: purchases.size, repeatBuyers, lastAt: last.signal.at },
      evidence: won
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map((order) => evidenceOf(order)),
    };
  },
});
