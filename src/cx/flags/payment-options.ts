import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'payment-options',
  title: { en: 'Payment options missing', es: 'Faltan formas de pago' },
  describes: {
    en: 'They could not pay the way they wanted to.',
    es: 'No pudieron pagar como querían.',
  },
  sentence: {
    en: 'Could not pay as wished ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'No pudo pagar como quería ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Offer a way to pay that works for them, by hand if need be.',
    es: 'Ofrece una forma de pago que le sirva, aunque haya que gestionarla a mano.',
  },
  topics: ['payment-options'],
});
