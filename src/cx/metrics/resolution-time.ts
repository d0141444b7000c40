import { defineMetric } from '../define-metric.ts';
import { DURATION_DETAILS, measureDurations, type Stretch } from '../duration-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

/** Half a working day is excellent, two working days good, three (24 h) usual, five the bound for hard cases; three weeks are as bad as never. */
const ANCHORS: Anchors = [
  [4, 95],
  [16, 75],
  [24, 60],
  [40, 40],
  [120, 0],
];

export default defineMetric({
  id: 'resolution-time',
  title: { en: 'Time to solve', es: 'Tiempo de resolución' },
  describes: {
    en: 'Working hours from opening a ticket to its last resolution.',
    es: 'Horas laborables desde que se abre un ticket hasta su última resolución.',
  },
  sentence: {
    en: 'Solved in {value} working {value|hour|hours} (median)',
    es: 'Resuelto en {value} {value|hora laborable|horas laborables} (mediana)',
  },
  details: DURATION_DETAILS,
  formula: {
    en: 'weighted median and 90th percentile of solved tickets, weights 2^(-age/h); score = 0.7·s(median) + 0.3·s(p90) on the anchors',
    es: 'mediana y percentil 90 ponderados de los tickets resueltos, pesos 2^(-edad/h); puntuación = 0,7·s(mediana) + 0,3·s(p90) según los anclajes',
  },
  missing: {
    en: 'An open ticket is not solved yet and is not counted here; "open tickets" counts it.',
    es: 'Un ticket abierto aún no está resuelto y no cuenta aquí; lo cuenta «tickets abiertos».',
  },
  sources: [
    'https://support.zendesk.com/hc/en-us/articles/4408834848154',
    'https://askotter.ai/glossary/ticket-resolution-time',
  ],
  nature: 'record',
  area: 'service',
  unit: 'business hours',
  range: { min: 0, max: null },
  needs: ['ticket'],
  better: 'low',
  anchors: ANCHORS,
  measure(signals, context) {
    const stretches: Stretch[] = [];
    for (const ticket of signals.ticket) {
      if (ticket.resolvedMs !== null) stretches.push({ ticket, fromMs: ticket.atMs, toMs: ticket.resolvedMs });
    }
    return measureDurations(stretches, ANCHORS, context);
  },
});
