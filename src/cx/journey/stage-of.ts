/** When in the relationship something belongs: total maps, so that every touchpoint and stage has its place. */
import type { Signal } from '../model/signal.ts';
import type { Wording } from '../model/text.ts';
import type { Stage, Touchpoint } from '../model/touchpoint.ts';

export const PHASES = ['before', 'during', 'after'] as const;
export type Phase = (typeof PHASES)[number];

/** Before, during and after the purchase. */
export const PHASE_OF_STAGE: Readonly<Record<Stage, Phase>> = {
  research: 'before',
  buy: 'during',
  deliver: 'during',
  use: 'after',
  support: 'after',
  renew: 'after',
  recover: 'after',
};

/** What the customer wants to get done in a stage: the goal of a step on a journey map. */
export const GOAL_OF_STAGE: Readonly<Record<Stage, Wording>> = {
  research: { en: 'Find out whether this is right for me', es: 'Averiguar si esto es para mí' },
  buy: { en: 'Buy without surprises', es: 'Comprar sin sorpresas' },
  deliver: { en: 'Get what was promised, on time', es: 'Recibir lo prometido, a tiempo' },
  use: { en: 'Get value out of it', es: 'Sacarle provecho' },
  support: { en: 'Get the problem solved, once', es: 'Resolver el problema, a la primera' },
  renew: { en: 'Decide whether to stay', es: 'Decidir si seguir' },
  recover: { en: 'Have it put right', es: 'Que se arregle lo que salió mal' },
};

/** Where a signal belongs that does not say its stage and whose kind leaves it open. */
export const STAGE_OF_TOUCHPOINT: Readonly<Record<Touchpoint, Stage>> = {
  research: 'research',
  advertising: 'research',
  website: 'research',
  search: 'research',
  social: 'use',
  store: 'buy',
  mobile_app: 'use',
  device: 'use',
  email: 'use',
  phone: 'use',
  chat: 'use',
  sms: 'use',
  form: 'research',
  portal: 'support',
  forum: 'support',
  service_desk: 'support',
  sales: 'buy',
  purchase: 'buy',
  delivery: 'deliver',
  returns: 'support',
  billing: 'buy',
  onboarding: 'deliver',
  loyalty: 'renew',
  newsletter: 'use',
  product_update: 'use',
  partner: 'research',
  event: 'research',
  review: 'use',
  recovery: 'recover',
  survey: 'use',
  other: 'use',
};

/**
 * The stage of a signal: its own, else by what it is (a ticket asks for support, a message by its purpose, an order is a purchase),
 * else by its touchpoint. Never without an answer.
 */
export function stageOfSignal(signal: Signal): Stage {
  if (signal.stage !== undefined) return signal.stage;
  switch (signal.kind) {
    case 'ticket':
      return signal.touchpoint === 'recovery' ? 'recover' : 'support';
    case 'order':
      return signal.touchpoint === 'loyalty' ? 'renew' : 'buy';
    case 'abandonment':
      return 'buy';
    case 'message':
      if (signal.purpose === 'service') return signal.touchpoint === 'recovery' ? 'recover' : 'support';
      if (signal.purpose === 'sales') return 'buy';
      return STAGE_OF_TOUCHPOINT[signal.touchpoint];
    default:
      return STAGE_OF_TOUCHPOINT[signal.touchpoint];
  }
}
