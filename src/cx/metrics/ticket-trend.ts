import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { DatedTicket } from '../timeline.ts';
import { weigh } from '../weigh.ts';

const WINDOW_DAYS = 90;
/** Change in tickets a quarter. More of them is a worse time, fewer is what one hopes for. */
const ANCHORS: Anchors = [
  [-2, 80],
  [0, 70],
  [2, 40],
  [5, 0],
];

/** The most frequent name and its count; of equal ones the first by name. */
function topOf(names: readonly string[]): { readonly name: string; readonly count: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [top] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return top === undefined ? { name: '', count: 0 } : { name: top[0], count: top[1] };
}

function between(tickets: readonly DatedTicket[], fromMs: number, toMs: number): DatedTicket[] {
  return tickets.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
}

export default defineMetric({
  id: 'ticket-trend',
  title: { en: 'Tickets, more or fewer', es: 'Tickets, más o menos' },
  describes: {
    en: 'Tickets of the last 90 days against the 90 days before, with the busiest channel and topic. It carries no weight in the score.',
    es: 'Tickets de los últimos 90 días frente a los 90 anteriores, con el canal y el tema más frecuentes. No pesa en la puntuación.',
  },
  sentence: {
    en: '{now} {now|ticket|tickets} in 90 days, {before} in the 90 days before{#topTopic}, most about “{topTopic}”{/topTopic}',
    es: '{now} {now|ticket|tickets} en 90 días, {before} en los 90 anteriores{#topTopic}, sobre todo por «{topTopic}»{/topTopic}',
  },
  details: ['now', 'before', 'topTopic', 'topTopicShare', 'topChannel', 'topChannelShare', 'reopenings'],
  formula: {
    en: 'value: tickets opened in the last 90 days − tickets opened in the 90 days before',
    es: 'valor: tickets abiertos en los últimos 90 días − tickets abiertos en los 90 días anteriores',
  },
  missing: {
    en: 'Without a ticket in 180 days there is no trend; the metric is left out.',
    es: 'Sin ningún ticket en 180 días no hay tendencia; la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'service',
  unit: 'tickets',
  range: { min: -1000, max: null },
  needs: ['ticket'],
  better: 'low',
  anchors: ANCHORS,
  measure(signals, context) {
    const sinceMs = context.now - WINDOW_DAYS * DAY_MS;
    const recent = between(signals.ticket, sinceMs, context.now);
    const before = between(signals.ticket, sinceMs - WINDOW_DAYS * DAY_MS, sinceMs);
    const all = [...before, ...recent];
    if (all.length === 0) return null;
    const topic = topOf(recent.flatMap(({ signal }) => signal.topic ?? []));
    const channel = topOf(recent.map(({ signal }) => signal.touchpoint));
    const change = recent.length - before.length;
    return {
      value: change,
      score: scoreOn(ANCHORS, change),
      n: all.length,
      confidence: weigh(
        'ticket',
        all.map(({ atMs }) => atMs),
        context,
      ).confidence,
      standardError: 0,
      details: {
        now: recent.length,
        before: before.length,
        topTopic: topic.count > 1 ? topic.name : '',
        topTopicShare: recent.length === 0 ? 0 : (100 * topic.count) / recent.length,
        topChannel: channel.name,
        topChannelShare: recent.length === 0 ? 0 : (100 * channel.count) / recent.length,
        reopenings: recent.reduce((sum, { reopenedMs }) => sum + reopenedMs.length, 0),
      },
      evidence: recent
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .map((ticket) => evidenceOf(ticket, { quote: wordsOf(ticket.signal) })),
    };
  },
});
