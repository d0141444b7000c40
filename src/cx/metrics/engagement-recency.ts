import { ageDays } from '../context.ts';
import { defineMetric } from '../define-metric.ts';
import { evidenceOf } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { weigh } from '../weigh.ts';

/**
 * In touch within a month is as it should be, a quarter without a word is middling, three quarters are silence. People also get in touch
 * because something is wrong, so even yesterday is no more than good.
 */
const ANCHORS: Anchors = [
  [30, 80],
  [90, 60],
  [180, 25],
  [270, 0],
];

export default defineMetric({
  id: 'engagement-recency',
  title: { en: 'Time since last exchange', es: 'Tiempo desde el último intercambio' },
  describes: {
    en: 'Days since they last took part: a message from them, a meeting, a ticket, an answered survey.',
    es: 'Días desde su última participación: un mensaje suyo, una reunión, un ticket, una encuesta contestada.',
  },
  sentence: {
    en: 'Last exchange on {lastAt}',
    es: 'Último intercambio el {lastAt}',
  },
  details: ['lastAt'],
  formula: {
    en: 'days since the last exchange in which the customer took part; what we send, and what machines send, does not count',
    es: 'días desde el último intercambio en el que participó el cliente; lo que enviamos nosotros, o una máquina, no cuenta',
  },
  missing: {
    en: 'A customer who never took part in an exchange is not silent but unknown; the metric is left out.',
    es: 'Un cliente que nunca ha participado no está callado, es desconocido; la métrica no se tiene en cuenta.',
  },
  sources: [],
  nature: 'record',
  area: 'relationship',
  unit: 'days',
  range: { min: 0, max: null },
  needs: ['survey', 'ticket', 'message', 'meeting'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const { interactions } = context;
    const last = interactions.at(-1);
    if (last === undefined) return null;
    const days = ageDays(context, last.atMs);
    return {
      value: days,
      score: scoreOn(ANCHORS, days),
      n: interactions.length,
      confidence: weigh(
        'message',
        interactions.map(({ atMs }) => atMs),
        context,
      ).confidence,
      standardError: 0,
      details: { lastAt: last.dated.signal.at },
      evidence: [evidenceOf(last.dated, { value: days })],
    };
  },
});
