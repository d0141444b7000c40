import { defineFrictionFlag } from '../friction-flag.ts';

export default defineFrictionFlag({
  id: 'process-complexity',
  title: { en: 'Too many steps', es: 'Demasiados pasos' },
  describes: {
    en: 'They find a process confusing, long or laborious.',
    es: 'Un proceso les resulta confuso, largo o trabajoso.',
  },
  sentence: {
    en: 'Finds the process laborious ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'El proceso le resulta trabajoso ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Do the remaining steps for them, and note which step could go.',
    es: 'Haz tú los pasos que falten y anota cuál se podría suprimir.',
  },
  topics: ['process-complexity'],
});
