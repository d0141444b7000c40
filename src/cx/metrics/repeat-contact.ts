import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { judgeContacts } from '../repeats.ts';
import { measureShare } from '../share-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

/** Surveyed call centres resolve 67 % at the first contact on average, the best 80 % and more. Not having to ask again delights nobody. */
const ANCHORS: Anchors = [
  [0, 80],
  [20, 60],
  [30, 45],
  [60, 0],
];

export default defineMetric({
  id: 'repeat-contact',
  title: { en: 'Having to ask again', es: 'Tener que volver a preguntar' },
  describes: {
    en: 'Share of contacts that were followed by another one about the same thing within 7 days (100 − first-contact resolution).',
    es: 'Proporción de contactos a los que siguió otro por lo mismo en 7 días (100 − resolución en el primer contacto).',
  },
  sentence: {
    en: 'Had to ask again after {value} % of contacts',
    es: 'Tuvo que volver a preguntar tras el {value} % de los contactos',
  },
  details: ['firstContactResolution'],
  formula: {
    en: '100 · Σw[another contact on the topic within N days] / Σw, weights 2^(-age/h); contacts of the last N days are left out, because their outcome is not known yet (right-censoring)',
    es: '100 · Σw[otro contacto sobre el tema en N días] / Σw, pesos 2^(-edad/h); no se cuentan los contactos de los últimos N días, porque aún no se sabe qué seguirá (censura por la derecha)',
  },
  missing: {
    en: 'Without a contact that is old enough to judge, the metric is left out.',
    es: 'Sin ningún contacto con antigüedad suficiente para juzgar, la métrica no se tiene en cuenta.',
  },
  sources: ['https://www.sqmgroup.com/call-center-best-practices/'],
  nature: 'record',
  area: 'service',
  unit: '%',
  range: { min: 0, max: 100 },
  needs: ['ticket', 'message'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const judged = judgeContacts(context);
    const measured = measureShare(
      'ticket',
      judged.map(({ contact, isRepeated }) => ({ atMs: contact.atMs, counts: isRepeated })),
      ANCHORS,
      judged
        .filter(({ isRepeated }) => isRepeated)
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map(({ contact }) => evidenceOf(contact.dated, { quote: wordsOf(contact.dated.signal) })),
      context,
    );
    return measured === null ? null : { ...measured, details: { firstContactResolution: 100 - measured.value } };
  },
});
