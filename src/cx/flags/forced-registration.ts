import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'forced-registration',
  title: { en: 'Trouble with account or login', es: 'Problemas con la cuenta o el acceso' },
  describes: {
    en: 'Having to register or sign in stands in their way.',
    es: 'Tener que registrarse o iniciar sesión les estorba.',
  },
  sentence: {
    en: 'Account or login stood in the way ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'La cuenta o el acceso le estorbó ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Get them in today, without a new form, and check what kept them out.',
    es: 'Dale acceso hoy mismo, sin otro formulario, y averigua qué se lo impedía.',
  },
  topics: ['forced-registration'],
});
