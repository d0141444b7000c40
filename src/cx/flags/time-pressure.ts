import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'time-pressure',
  title: { en: 'Short of time', es: 'Falta de tiempo' },
  describes: {
    en: 'They say that it takes too long, or that it is urgent.',
    es: 'Dicen que tarda demasiado o que es urgente.',
  },
  sentence: {
    en: 'Says that it takes too long ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Dice que tarda demasiado ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Say today when it will be done, and keep to it.',
    es: 'Di hoy cuándo estará resuelto y cúmplelo.',
  },
  topics: ['time-urgency'],
});
