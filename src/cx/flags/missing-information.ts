import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'missing-information',
  title: { en: 'Information missing', es: 'Falta información' },
  describes: {
    en: 'They had to ask more than once for information that they should have had.',
    es: 'Tuvieron que pedir más de una vez información que deberían haber tenido.',
  },
  sentence: {
    en: 'Missed information {signs} times, the last on {lastAt}',
    es: 'Echó en falta información {signs} veces, la última el {lastAt}',
  },
  advice: {
    en: 'Send everything they will need next in one message, and put the answer where others will find it.',
    es: 'Envíale en un solo mensaje todo lo que vaya a necesitar y publica la respuesta donde otros la encuentren.',
  },
  topics: ['missing-information'],
  atLeast: 2,
});
