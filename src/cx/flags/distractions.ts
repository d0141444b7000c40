import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'distractions',
  title: { en: 'Too many messages', es: 'Demasiados mensajes' },
  describes: {
    en: 'Advertisements, pop-ups or too many e-mails get on their nerves.',
    es: 'La publicidad, las ventanas emergentes o tantos correos les molestan.',
  },
  sentence: {
    en: 'Feels bothered by our messages ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Le molestan nuestros mensajes ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Take them off the mailings they did not ask for, and tell them so.',
    es: 'Dale de baja de los envíos que no pidió y comunícaselo.',
  },
  topics: ['distractions'],
});
