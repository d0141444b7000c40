import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { measureShare } from '../share-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

/**
 * A customer has few tickets, so the scale is wider than a help desk's (where 5 % is good and above 8 % a problem). That nothing came
 * back is what one may expect, no delight.
 */
const ANCHORS: Anchors = [
  [0, 80],
  [25, 40],
  [50, 0],
];

export default defineMetric({
  id: 'reopens',
  title: { en: 'Reopened tickets', es: 'Tickets reabiertos' },
  describes: {
    en: 'Share of solved tickets that had to be opened again.',
    es: 'Proporción de tickets resueltos que hubo que volver a abrir.',
  },
  sentence: {
    en: '{value} % of solved tickets were opened again',
    es: 'Se volvió a abrir el {value} % de los tickets resueltos',
  },
  formula: {
    en: '100 · Σw[reopened] / Σw over tickets that were solved at least once, weights 2^(-age/h); Wilson interval at the effective n',
    es: '100 · Σw[reabierto] / Σw sobre los tickets resueltos al menos una vez, pesos 2^(-edad/h); intervalo de Wilson con la n efectiva',
  },
  missing: {
    en: 'Without a solved ticket there is nothing that could have been reopened; the metric is left out.',
    es: 'Sin tickets resueltos no hay nada que se pudiera reabrir; la métrica no se tiene en cuenta.',
  },
  sources: ['https://altorlab.com/glossary/reopen-rate'],
  nature: 'record',
  area: 'service',
  unit: '%',
  range: { min: 0, max: 100 },
  needs: ['ticket'],
  better: 'low',
  anchors: ANCHORS,
  measure(signals, context) {
    const solvedOnce = signals.ticket.filter(
      ({ resolvedMs, reopenedMs, open }) => resolvedMs !== null || reopenedMs.length > 0 || !open,
    );
    const reopened = solvedOnce.filter(({ reopenedMs }) => reopenedMs.length > 0);
    return measureShare(
      'ticket',
      solvedOnce.map(({ touchedMs, reopenedMs }) => ({ atMs: touchedMs, counts: reopenedMs.length > 0 })),
      ANCHORS,
      reopened
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map((ticket) => evidenceOf(ticket, { value: ticket.reopenedMs.length, quote: wordsOf(ticket.signal) })),
      context,
    );
  },
});
