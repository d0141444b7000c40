import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'usability',
  title: { en: 'Hard to use', es: 'Difícil de usar' },
  describes: {
    en: 'They cannot find something or cannot work out how to use it.',
    es: 'No encuentran algo o no consiguen usarlo.',
  },
  sentence: {
    en: 'Finds it hard to use ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Le resulta difícil de usar ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Show them on screen how it is done, and tell the product team where they got stuck.',
    es: 'Muéstrale en pantalla cómo se hace y cuenta al equipo de producto dónde se atascó.',
  },
  topics: ['usability'],
});
