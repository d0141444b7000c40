import { defineMetric } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import type { NegativeExperience } from '../negative-experiences.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { DAY_MS } from '../stats/decay.ts';
import { weigh } from '../weigh.ts';

/** One in three leave after one bad experience, nine in ten after two or three. None is not delight, it is what one may expect. */
const ANCHORS: Anchors = [
  [0, 80],
  [1, 50],
  [2, 20],
  [3, 0],
];

function countByCustomer(experiences: readonly NegativeExperience[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { customer } of experiences) counts.set(customer, (counts.get(customer) ?? 0) + 1);
  return counts;
}

export default defineMetric({
  id: 'negative-experiences',
  title: { en: 'Negative experiences', es: 'Malas experiencias' },
  describes: {
    en: 'How often something went wrong for them in the last 90 days: a bad answer, a long wait, a ticket opened again, having to ask again, a broken promise, angry words.',
    es: 'Cuántas veces les ha ido algo mal en los últimos 90 días: una mala nota, una larga espera, un ticket reabierto, tener que volver a preguntar, una promesa incumplida, palabras de enfado.',
  },
  sentence: {
    en: '{value} negative {value|experience|experiences} in 90 days',
    es: '{value} {value|mala experiencia|malas experiencias} en 90 días',
  },
  details: ['events'],
  formula: {
    en: 'value: episodes in the last 90 days; what goes wrong for one customer within 3 days is one episode; score on the anchors; account: mean score over its customers with an exchange in that time',
    es: 'valor: episodios de los últimos 90 días; lo que le va mal a un cliente en 3 días es un solo episodio; puntuación según los anclajes; cuenta: puntuación media de sus clientes con algún intercambio en ese tiempo',
  },
  missing: {
    en: 'Known as soon as there was any exchange; without one it is left out.',
    es: 'Se conoce en cuanto ha habido algún intercambio; sin ninguno no se tiene en cuenta.',
  },
  sources: [
    'https://www.pwc.com/us/en/services/consulting/library/consumer-intelligence-series/future-of-customer-experience.html',
  ],
  nature: 'record',
  area: 'relationship',
  unit: 'experiences',
  range: { min: 0, max: null },
  needs: ['survey', 'ticket', 'message', 'meeting', 'order', 'review', 'observation', 'mention'],
  better: 'low',
  anchors: ANCHORS,
  measure(_signals, context) {
    const { interactions, negativeExperiences } = context;
    if (interactions.length === 0 && negativeExperiences.length === 0) return null;
    const counts = countByCustomer(negativeExperiences);
    const fromMs = context.now - context.model.metrics.negativeExperiences.windowDays * DAY_MS;
    if (context.subject.object === 'account') {
      for (const { dated, atMs } of interactions) {
        if (atMs >= fromMs && !counts.has(dated.signal.customer)) counts.set(dated.signal.customer, 0);
      }
    }
    const scores = [...counts.values()].map((count) => scoreOn(ANCHORS, count));
    const events = negativeExperiences.flatMap((experience) => experience.events);
    const known = weigh(
      'message',
      interactions.map(({ atMs }) => atMs),
      context,
    ).confidence;
    const suffered = weigh(
      'survey',
      negativeExperiences.map(({ atMs }) => atMs),
      context,
    ).confidence;
    return {
      value: negativeExperiences.length,
      score: scores.length === 0 ? scoreOn(ANCHORS, 0) : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      n: Math.max(1, interactions.length, events.length),
      confidence: Math.max(known, suffered),
      standardError: 0,
      details: { events: events.length },
      evidence: negativeExperiences
        .slice(-SHOWN_EVIDENCE)
        .reverse()
        .flatMap(({ events: [first] }) =>
          first === undefined ? [] : [evidenceOf(first.dated, { quote: wordsOf(first.dated.signal) })],
        ),
    };
  },
});
