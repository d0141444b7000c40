import { ageDays, halfLifeDays } from '../context.ts';
import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import type { Signal } from '../model/signal.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { decayWeight } from '../stats/decay.ts';
import type { DatedSignal } from '../timeline.ts';
import { weigh } from '../weigh.ts';

/** Ten fresh points are a lively relationship: two meetings and four messages, say. Fixed, so that others' activity changes nothing. */
const ANCHORS: Anchors = [
  [0, 20],
  [2, 50],
  [6, 80],
  [10, 100],
];
/** At most so many events of one kind and day count: a machine opens and clicks more often than a person. */
const PER_DAY = 2;
const DAY_MS = 86_400_000;
const KINDS = ['survey', 'ticket', 'message', 'meeting', 'order', 'review', 'mention', 'visit'] as const;

/** What an event is worth; 0 for what the customer did not do, or what a machine may have done. */
function worth(signal: Signal, countsOpens: boolean): number {
  switch (signal.kind) {
    case 'meeting':
      return signal.outcome === 'held' || signal.outcome === 'unknown' ? 3 : 0;
    case 'order':
      return signal.outcome === 'won' ? 3 : 0;
    case 'survey':
    case 'review':
      return 2;
    case 'ticket':
      return 1;
    case 'mention':
      return 1;
    case 'message':
      return signal.direction === 'inbound' && !signal.automated ? 1 : 0;
    case 'visit':
      return signal.touchpoint === 'newsletter' || signal.touchpoint === 'email' ? (countsOpens ? 0.2 : 0) : 0.5;
    default:
      return 0;
  }
}

export default defineMetric({
  id: 'engagement',
  title: { en: 'Engagement', es: 'Implicación' },
  describes: {
    en: 'How much they take part: meetings, orders, answers, messages, visits. Opens of e-mails count only where the model says so, because privacy proxies inflate them.',
    es: 'Cuánto participan: reuniones, pedidos, respuestas, mensajes, visitas. Las aperturas de correos solo cuentan si el modelo lo indica, porque los servidores de privacidad las inflan.',
  },
  sentence: {
    en: 'Engagement {value} from {n} {n|event|events}',
    es: 'Implicación {value} por {n} {n|acción|acciones}',
  },
  details: ['meetings', 'messages', 'visits'],
  formula: {
    en: 'Σ points · 2^(-age/h); points: meeting 3, order 3, survey answer or review 2, ticket, message or mention 1, visit ½; at most two events of a kind a day; score on the anchors',
    es: 'Σ puntos · 2^(-edad/h); puntos: reunión 3, pedido 3, encuesta contestada o reseña 2, ticket, mensaje o mención 1, visita ½; como mucho dos acciones de un tipo al día; puntuación según los anclajes',
  },
  missing: {
    en: 'A customer who never took part in anything is unknown, not unengaged; the metric is left out.',
    es: 'Un cliente que nunca ha participado en nada es desconocido, no indiferente; la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'relationship',
  unit: 'points',
  range: { min: 0, max: null },
  needs: KINDS,
  better: 'high',
  anchors: ANCHORS,
  measure(signals, context) {
    const { countsOpens } = context.model.metrics.engagement;
    const events: { readonly dated: DatedSignal; readonly points: number }[] = [];
    for (const kind of KINDS) {
      const perDay = new Map<string, Map<number, number>>();
      for (const dated of signals[kind]) {
        const points = worth(dated.signal, countsOpens);
        if (points === 0) continue;
        const { customer } = dated.signal;
        const day = Math.floor(dated.atMs / DAY_MS);
        const days = perDay.get(customer) ?? new Map<number, number>();
        const count = (days.get(day) ?? 0) + 1;
        days.set(day, count);
        perDay.set(customer, days);
        if (count <= PER_DAY) events.push({ dated, points });
      }
    }
    events.sort((a, b) => b.dated.atMs - a.dated.atMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1));
    if (events.length === 0) return null;
    const customers = new Set(events.map(({ dated }) => dated.signal.customer)).size;
    const value =
      events.reduce(
        (sum, { dated, points }) =>
          sum + points * decayWeight(ageDays(context, dated.atMs), halfLifeDays(context, dated.signal.kind)),
        0,
      ) / customers;
    const count = (kind: string) => events.filter(({ dated }) => dated.signal.kind === kind).length;
    return {
      value,
      score: scoreOn(ANCHORS, value),
      n: events.length,
      confidence: weigh(
        'message',
        events.map(({ dated }) => dated.atMs),
        context,
      ).confidence,
      standardError: 0,
      details: { meetings: count('meeting'), messages: count('message'), visits: count('visit') },
      evidence: events.slice(0, SHOWN_EVIDENCE).map(({ dated, points }) => evidenceOf(dated, { value: points })),
    };
  },
});
