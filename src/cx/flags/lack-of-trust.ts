import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'lack-of-trust',
  title: { en: 'Lack of trust', es: 'Falta de confianza' },
  describes: {
    en: 'They doubt that their money or their data are safe with us.',
    es: 'Dudan de que su dinero o sus datos estén seguros con nosotros.',
  },
  sentence: {
    en: 'Doubts that money or data are safe ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Duda de que su dinero o sus datos estén seguros ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Call, answer the doubt with facts, and name a person whom they can turn to.',
    es: 'Llama, responde a la duda con hechos e indica una persona a la que pueda acudir.',
  },
  topics: ['lack-of-trust'],
});
