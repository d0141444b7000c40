import { defineMetric } from '../define-metric.ts';
import { DURATION_DETAILS, measureDurations, type Stretch } from '../duration-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

/**
 * An hour is what the best teams need; above twelve it is a problem; three working days (24 h) is a long wait, and after nine nobody
 * expects an answer any more.
 */
const ANCHORS: Anchors = [
  [1, 95],
  [4, 80],
  [12, 50],
  [24, 25],
  [72, 0],
];

export default defineMetric({
  id: 'first-response-time',
  title: { en: 'First answer', es: 'Primera respuesta' },
  describes: {
    en: 'Working hours from opening a ticket to the first answer by a person.',
    es: 'Horas laborables desde que se abre un ticket hasta la primera respuesta de una persona.',
  },
  sentence: {
    en: '{#waiting}{waiting} {waiting|ticket|tickets} waiting too long for a first answer{/waiting}{^waiting}First answer after {value} working {value|hour|hours} (median){/waiting}',
    es: '{#waiting}{waiting} {waiting|ticket espera|tickets esperan} demasiado una primera respuesta{/waiting}{^waiting}Primera respuesta a las {value} {value|hora laborable|horas laborables} (mediana){/waiting}',
  },
  details: [...DURATION_DETAILS, 'waiting'],
  formula: {
    en: 'weighted median and 90th percentile of answered tickets, and of the wait so far of those that have waited longer than agreed, weights 2^(-age/h); score = 0.7·s(median) + 0.3·s(p90) on the anchors',
    es: 'mediana y percentil 90 ponderados de los tickets contestados y de la espera hasta ahora de los que ya han esperado más de lo acordado, pesos 2^(-edad/h); puntuación = 0,7·s(mediana) + 0,3·s(p90) según los anclajes',
  },
  missing: {
    en: 'A ticket that is still waiting counts once it has waited longer than agreed, with its wait so far; before that it is not known yet.',
    es: 'Un ticket que aún espera cuenta cuando ya ha esperado más de lo acordado, con la espera hasta ahora; antes, todavía no se sabe.',
  },
  sources: [
    'https://support.zendesk.com/hc/en-us/articles/4408834848154',
    'https://stealthagents.com/research/first-response-time-benchmarks-for-customer-support-what-the-data-actually-shows',
  ],
  nature: 'record',
  area: 'service',
  unit: 'business hours',
  range: { min: 0, max: null },
  needs: ['ticket', 'message'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const limit = context.model.flags.slowAnswer.hours;
    const stretches: Stretch[] = [];
    let waiting = 0;
    for (const { ticket, toMs, isWaiting, hours } of context.waits) {
      const isLong = isWaiting && hours > limit;
      if (isLong) waiting += 1;
      if (!isLong && ticket.firstResponseMs === null) continue;
      const knownMs = isLong ? ticket.touchedMs : toMs;
      stretches.push({ ticket, fromMs: ticket.atMs, toMs, knownMs, hours });
    }
    const measured = measureDurations(stretches, ANCHORS, context);
    return measured === null ? null : { ...measured, details: { ...measured.details, waiting } };
  },
});
