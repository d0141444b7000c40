import { defineFrictionFlag, wordsAbout } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'technical-problems',
  title: { en: 'One fault after another', es: 'Una avería tras otra' },
  describes: {
    en: 'Three or more technical problems in 90 days, or one that keeps coming back.',
    es: 'Tres o más problemas técnicos en 90 días, o uno que vuelve una y otra vez.',
  },
  sentence: {
    en: '{signs} technical problems, the last on {lastAt}',
    es: '{signs} problemas técnicos, el último el {lastAt}',
  },
  advice: {
    en: 'Have the whole installation checked instead of the next fault, and tell the customer what was found.',
    es: 'Haz revisar toda la instalación en lugar del siguiente fallo y cuenta al cliente qué se encontró.',
  },
  topics: [],
  behaviour(context, fromMs) {
    const { tickets } = context.model.flags.technicalProblems;
    const signs = wordsAbout(['technical-problems'], context, fromMs);
    const returns = signs.reduce(
      (sum, { dated }) => sum + ('reopenedMs' in dated ? (dated.reopenedMs as readonly number[]).length : 0),
      0,
    );
    return signs.length + returns >= tickets ? signs : [];
  },
});
