import { defineFrictionFlag } from '../friction-flag.ts';
import { readPromises } from '../promises.ts';
import { DAY_MS } from '../stats/decay.ts';
import { TEXT_KINDS } from '../texts.ts';

export default defineFrictionFlag({
  id: 'broken-promise',
  title: { en: 'Broken promise', es: 'Promesa incumplida' },
  describes: {
    en: 'A date that we gave has passed by more than a day, or they say that we did not keep our word.',
    es: 'Una fecha que dimos se ha superado en más de un día, o dicen que no cumplimos nuestra palabra.',
  },
  sentence: {
    en: 'We did not keep our word ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'No cumplimos nuestra palabra ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Call, admit it, give a new date only if it is certain, and watch over it yourself.',
    es: 'Llama, reconócelo, da una nueva fecha solo si es segura y encárgate tú de que se cumpla.',
  },
  needs: [...TEXT_KINDS, 'order'],
  topics: ['broken-promise'],
  behaviour(context) {
    const fromMs = context.now - context.model.flags.brokenPromise.windowDays * DAY_MS;
    return readPromises(context.timeline, context.model, context.now)
      .filter(({ promisedMs, isBroken }) => isBroken && promisedMs >= fromMs)
      .map(({ dated, lateHours, keptMs }) => ({ dated, value: lateHours, isSharp: keptMs === null }));
  },
});
