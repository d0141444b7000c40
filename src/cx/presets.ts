/** Ready-made models to begin from. What a preset does not name stays as in the shipped model. */
import { defaultModel } from './default-model.ts';
import type { Model } from './model/model.ts';
import type { Wording } from './model/text.ts';

export interface Preset {
  /** Also the id of the model that it makes. */
  readonly id: string;
  readonly title: Wording;
  /** Whom it suits, and what it does differently. */
  readonly describes: Wording;
  readonly model: Partial<Omit<Model, 'id' | 'version' | 'businessHours'>>;
}

/** A weight for every metric of the shipped model: those that are not named measure without counting. */
function weights(named: Readonly<Record<string, number>>): Model['weights'] {
  return Object.fromEntries(Object.keys(defaultModel.weights).map((metric) => [metric, named[metric] ?? 0]));
}

export const PRESETS: readonly Preset[] = [
  {
    id: defaultModel.id,
    title: { en: 'Balanced', es: 'Equilibrado' },
    describes: {
      en: 'Half of the score is what customers say, half what happened to them. Suits most companies.',
      es: 'La mitad de la puntuación es lo que dicen los clientes y la otra mitad lo que les pasó. Sirve para la mayoría.',
    },
    model: { weights: defaultModel.weights, stageWeights: defaultModel.stageWeights },
  },
  {
    id: 'service-heavy',
    title: { en: 'Service', es: 'Servicio' },
    describes: {
      en: 'Where few answer surveys and most happens in tickets: two thirds are waits, repeats, reopenings and what went wrong. The same in every stage.',
      es: 'Donde pocos contestan encuestas y casi todo ocurre en tickets: dos tercios son esperas, repeticiones, reaperturas y lo que salió mal. Igual en todas las etapas.',
    },
    model: {
      weights: weights({
        nps: 0.1,
        csat: 0.1,
        ces: 0.06,
        sentiment: 0.07,
        'review-rating': 0.02,
        'negative-experiences': 0.2,
        'first-response-time': 0.12,
        'resolution-time': 0.1,
        'open-backlog': 0.08,
        'repeat-contact': 0.06,
        reopens: 0.04,
        'engagement-recency': 0.02,
        'promise-gap': 0.01,
        'follow-up-latency': 0.01,
        'observed-rating': 0.01,
      }),
      stageWeights: {},
    },
  },
  {
    id: 'survey-heavy',
    title: { en: 'Surveys', es: 'Encuestas' },
    describes: {
      en: 'Where most customers answer surveys: three quarters are their answers and reviews; the service record corrects them. The same in every stage.',
      es: 'Donde casi todos contestan encuestas: tres cuartos son sus respuestas y reseñas; el historial de servicio las corrige. Igual en todas las etapas.',
    },
    model: {
      weights: weights({
        nps: 0.28,
        csat: 0.24,
        ces: 0.14,
        sentiment: 0.06,
        'review-rating': 0.04,
        'negative-experiences': 0.1,
        'first-response-time': 0.03,
        'resolution-time': 0.03,
        'open-backlog': 0.02,
        'repeat-contact': 0.01,
        reopens: 0.01,
        'engagement-recency': 0.01,
        'promise-gap': 0.01,
        'follow-up-latency': 0.01,
        'observed-rating': 0.01,
      }),
      stageWeights: {},
    },
  },
  {
    id: 'early-warning',
    title: { en: 'Early warning', es: 'Aviso temprano' },
    describes: {
      en: 'Weighs as Balanced does, but what is a month old counts half, and slow answers, silence and falls are flagged sooner. Moves more, warns earlier.',
      es: 'Pondera como Equilibrado, pero lo de hace un mes cuenta la mitad, y las respuestas lentas, el silencio y las caídas se señalan antes. Se mueve más y avisa antes.',
    },
    model: {
      weights: defaultModel.weights,
      stageWeights: defaultModel.stageWeights,
      halfLifeDays: {
        ...defaultModel.halfLifeDays,
        ...{ survey: 30, ticket: 30, message: 30, meeting: 30, mention: 30, abandonment: 30 },
      },
      flags: {
        ...defaultModel.flags,
        slowAnswer: { ...defaultModel.flags.slowAnswer, hours: 8 },
        detractorUnanswered: { ...defaultModel.flags.detractorUnanswered, hours: 24 },
        silentCustomer: { ...defaultModel.flags.silentCustomer, days: 45, usualGapFactor: 2 },
        scoreFalls: { points: 6 },
      },
    },
  },
];
