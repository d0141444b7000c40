/** Customers of whom, taken together, every metric is measured and every flag raised. */
import type { Signal } from '../../../src/cx/model/signal.ts';
import { ago, message, observation, order, review, survey, ticket } from './signals.ts';

/** A complaint for each of the reasons why people leave. */
const COMPLAINTS = [
  'The return process is far too complicated, so many steps and forms.',
  'I cannot find the invoice anywhere, your website is impossible to use.',
  'Why do I have to create an account just to buy a filter? Annoying.',
  'Nobody told me which cable I need, the instructions are missing.',
  'The manual does not say how to connect it. There is no information about the voltage.',
  'I was charged an extra fee that nobody mentioned. Hidden costs!',
  'I do not trust you with my card, this looks like a scam.',
  'Please stop sending me so many emails, the pop-ups are annoying.',
  'You do not accept PayPal, so I could not pay.',
  'It takes far too long, I have been waiting for weeks.',
  'You promised it for Friday and did not keep your promise.',
  'My parcel arrived damaged and late.',
  'I had to explain everything again for the third time.',
  'This is outrageous, I am furious. Absolutely disgraceful!',
  ...[1, 2, 3].map(() => 'The app crashes every time and the payment page gives an error.'),
];

/** Everything goes wrong for this one. */
export const unhappy = (): Signal[] => [
  survey({ survey: 'nps', value: 10, at: ago(60) }),
  survey({ survey: 'nps', value: 1, at: ago(21) }),
  survey({ survey: 'csat', value: 5, at: ago(60) }),
  survey({ survey: 'csat', value: 2, at: ago(20) }),
  survey({ survey: 'ces', value: 2, at: ago(20) }),
  review({ value: 1, scale: { min: 1, max: 5, reversed: false }, at: ago(18) }),
  observation({ value: 2, scale: { min: 1, max: 5, reversed: false }, at: ago(17) }),
  ticket({ at: ago(70), firstResponseAt: ago(70, -1), resolvedAt: ago(70, -3), topic: 'filter' }),
  ticket({
    at: ago(40),
    firstResponseAt: ago(30),
    resolvedAt: ago(29),
    reopenedAt: [ago(29.5)],
    reassignedAt: [38, 36, 33].map((days) => ago(days)),
    topic: 'pump',
  }),
  ticket({ at: ago(35), topic: 'pump', touchpoint: 'phone', promisedAt: ago(25) }),
  message({ at: ago(10), direction: 'outbound', purpose: 'sales', automated: true, subject: 'Upgrade now' }),
  order({ at: ago(300), openedAt: ago(330), outcome: 'won', amount: 90 }),
  order({ at: ago(80), outcome: 'open' }),
  order({ at: ago(30), outcome: 'lost', lostReason: 'Competitor was cheaper' }),
  ...COMPLAINTS.map((text, index) =>
    ticket({
      at: ago(25 - index / 10),
      firstResponseAt: ago(25 - index / 10, -1),
      resolvedAt: ago(24 - index / 10),
      text,
      topic: `case ${index}`,
      language: 'en',
    }),
  ),
];

/** This one was in touch every two weeks, and then no more. */
export const silent = (): Signal[] => [215, 200, 185, 170].map((days) => message({ at: ago(days) }));
