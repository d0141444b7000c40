import { ageDays } from '../context.ts';
import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { weigh } from '../weigh.ts';

/** That nothing is open is what one may expect. */
const NOTHING_OPEN = 80;
/** Points that an open ticket takes, by its age in days. */
const COST: Anchors = [
  [0, 10],
  [3, 25],
  [7, 40],
  [14, 60],
];

export default defineMetric({
  id: 'open-backlog',
  title: { en: 'Open tickets', es: 'Tickets abiertos' },
  describes: {
    en: 'What they are still waiting for: open tickets, heavier the longer they are open.',
    es: 'Lo que siguen esperando: tickets abiertos, que pesan más cuanto más tiempo llevan abiertos.',
  },
  sentence: {
    en: '{#value}{value} open {value|ticket|tickets}, the oldest since {oldestAt}{/value}{^value}Nothing open{/value}',
    es: '{#value}{value} {value|ticket abierto|tickets abiertos}, el más antiguo desde el {oldestAt}{/value}{^value}Nada pendiente{/value}',
  },
  details: ['oldestAt'],
  formula: {
    en: 'value: number of open tickets; score: 80 − Σ cost(age in days), at least 0; cost 10 on the first day, 25 at 3 days, 40 at 7 days, 60 from 14 days',
    es: 'valor: número de tickets abiertos; puntuación: 80 − Σ coste(edad en días), como mínimo 0; coste 10 el primer día, 25 a los 3 días, 40 a los 7, 60 a partir de los 14',
  },
  missing: {
    en: 'Known as soon as there has ever been a ticket; without any it is left out.',
    es: 'Se conoce en cuanto ha habido algún ticket; sin ninguno no se tiene en cuenta.',
  },
  sources: [],
  nature: 'record',
  area: 'service',
  unit: 'tickets',
  range: { min: 0, max: null },
  needs: ['ticket'],
  better: 'low',
  measure(signals, context) {
    if (signals.ticket.length === 0) return null;
    const open = signals.ticket.filter((ticket) => ticket.open);
    const cost = open.reduce((sum, ticket) => sum + scoreOn(COST, ageDays(context, ticket.atMs)), 0);
    const oldest = open[0];
    return {
      value: open.length,
      score: Math.max(0, NOTHING_OPEN - cost),
      n: signals.ticket.length,
      confidence: weigh(
        'ticket',
        signals.ticket.map(({ touchedMs }) => touchedMs),
        context,
      ).confidence,
      standardError: 0,
      details: { oldestAt: oldest?.signal.at ?? '' },
      evidence: open
        .slice(0, SHOWN_EVIDENCE)
        .map((ticket) => evidenceOf(ticket, { value: ageDays(context, ticket.atMs), quote: wordsOf(ticket.signal) })),
    };
  },
});
