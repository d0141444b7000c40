import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean } from '../stats/intervals.ts';
import { weigh } from '../weigh.ts';

/** No effort is what one may expect, not delight. */
const ANCHORS: Anchors = [
  [0, 80],
  [2, 60],
  [4, 40],
  [8, 10],
  [12, 0],
];

export default defineMetric({
  id: 'contact-effort',
  title: { en: 'Effort per ticket', es: 'Esfuerzo por ticket' },
  describes: {
    en: 'How much a ticket costs the customer, told without asking: writing again, being handed on, coming back, changing channel. It carries no weight in the score, because reopened tickets and having to ask again already count.',
    es: 'Cuánto cuesta un ticket al cliente, sin preguntárselo: volver a escribir, pasar de mano en mano, volver, cambiar de canal. No pesa en la puntuación, porque las reaperturas y tener que volver a preguntar ya cuentan.',
  },
  sentence: {
    en: 'Effort {value} per ticket: {replies} {replies|reply|replies}, {reassignments} {reassignments|hand-over|hand-overs}, {reopens} {reopens|reopening|reopenings}, {switches} {switches|change|changes} of channel',
    es: 'Esfuerzo de {value} por ticket: {replies} {replies|respuesta|respuestas}, {reassignments} {reassignments|traspaso|traspasos}, {reopens} {reopens|reapertura|reaperturas}, {switches} {switches|cambio|cambios} de canal',
  },
  details: ['replies', 'reopens', 'reassignments', 'switches'],
  formula: {
    en: 'per ticket: replies + 2 · (reopenings + hand-overs + changes of channel); mean over tickets, weights 2^(-age/h). On fixed anchors instead of percentiles, so that it moves only when something happens to this customer; details: sums',
    es: 'por ticket: respuestas + 2 · (reaperturas + traspasos + cambios de canal); media de los tickets, pesos 2^(-edad/h). Con anclas fijas en lugar de percentiles, para que solo cambie cuando le pasa algo a este cliente; detalles: sumas',
  },
  missing: {
    en: 'Without a ticket the metric is left out.',
    es: 'Sin tickets, la métrica no se tiene en cuenta.',
  },
  sources: ['https://support.zendesk.com/hc/en-us/articles/4408834848154'],
  nature: 'record',
  area: 'service',
  unit: 'points',
  range: { min: 0, max: null },
  needs: ['ticket', 'message'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const { efforts } = context;
    if (efforts.length === 0) return null;
    const { weights, effectiveN, confidence } = weigh(
      'ticket',
      efforts.map(({ ticket }) => ticket.touchedMs),
      context,
    );
    const scores = efforts.map(({ effort }) => scoreOn(ANCHORS, effort));
    const sum = (key: 'replies' | 'reopens' | 'reassignments' | 'switches'): number =>
      efforts.reduce((total, own) => total + own[key], 0);
    return {
      value: weightedMean(
        efforts.map(({ effort }) => effort),
        weights,
      ),
      score: weightedMean(scores, weights),
      n: efforts.length,
      confidence,
      standardError: standardErrorOfMean(scores, weights, effectiveN),
      details: {
        ...{ replies: sum('replies'), reopens: sum('reopens') },
        ...{ reassignments: sum('reassignments'), switches: sum('switches') },
      },
      evidence: efforts
        .filter(({ effort }) => effort > 0)
        .sort((a, b) => b.effort - a.effort || b.ticket.atMs - a.ticket.atMs)
        .slice(0, SHOWN_EVIDENCE)
        .map(({ ticket, effort }) => evidenceOf(ticket, { value: effort, quote: wordsOf(ticket.signal) })),
    };
  },
});
