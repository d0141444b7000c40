import type { Context } from '../context.ts';
import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import type { Signal } from '../model/signal.ts';
import { judgeContacts } from '../repeats.ts';
import { measureShare } from '../share-metric.ts';
import type { Anchors } from '../stats/anchors.ts';

/** The same fact as "having to ask again", the other way round. */
const ANCHORS: Anchors = [
  [40, 0],
  [70, 45],
  [80, 60],
  [100, 80],
];

/** Net first-contact resolution leaves out what the first line could not solve. */
function wasHandedOn(signal: Signal, { now }: Context): boolean {
  return signal.kind === 'ticket' && (signal.reassignedAt ?? []).some((at) => Date.parse(at) <= now);
}

export default defineMetric({
  id: 'first-contact-resolution',
  title: { en: 'Solved at the first contact', es: 'Resuelto al primer contacto' },
  describes: {
    en: 'Share of contacts after which they did not have to ask again within 7 days. Shown for comparison; in the score its counterpart “having to ask again” counts.',
    es: 'Proporción de contactos tras los que no tuvieron que volver a preguntar en 7 días. Se muestra para comparar; en la puntuación cuenta su contraria, «tener que volver a preguntar».',
  },
  sentence: {
    en: '{value} % of {n} {n|contact|contacts} solved at once',
    es: 'El {value} % de {n} {n|contacto|contactos}, resuelto a la primera',
  },
  details: ['net', 'handedOn'],
  formula: {
    en: '100 · Σw[no further contact on the topic within N days] / Σw, weights 2^(-age/h); contacts of the last N days are left out (right-censoring); Wilson interval at the effective n; net: the same without contacts that were handed on, which the first line could not solve',
    es: '100 · Σw[ningún otro contacto sobre el tema en N días] / Σw, pesos 2^(-edad/h); no se cuentan los contactos de los últimos N días (censura por la derecha); intervalo de Wilson con la n efectiva; net: lo mismo sin los contactos que pasaron a otras manos, que la primera línea no podía resolver',
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
  better: 'high',
  anchors: ANCHORS,
  measure(_signals, context) {
    const judged = judgeContacts(context);
    const measured = measureShare(
      'ticket',
      judged.map(({ contact, isRepeated }) => ({ atMs: contact.atMs, counts: !isRepeated })),
      ANCHORS,
      judged
        .filter(({ isRepeated }) => isRepeated)
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map(({ contact }) => evidenceOf(contact.dated, { quote: wordsOf(contact.dated.signal) })),
      context,
    );
    if (measured === null || context.scoreOnly) return measured;
    const first = judged.filter(({ contact: { dated } }) => !wasHandedOn(dated.signal, context));
    const net = measureShare(
      'ticket',
      first.map(({ contact, isRepeated }) => ({ atMs: contact.atMs, counts: !isRepeated })),
      ANCHORS,
      [],
      context,
    );
    return { ...measured, details: { net: net?.value ?? '', handedOn: judged.length - first.length } };
  },
});
