import { defineFrictionFlag } from '../friction-flag.ts';
import { readPromises } from '../promises.ts';
import { TEXT_KINDS } from '../texts.ts';

export default defineFrictionFlag({
  id: 'late-delivery',
  title: { en: 'Delivery or return went wrong', es: 'Problemas con la entrega o la devolución' },
  describes: {
    en: 'A delivery came late, damaged or not at all, or a return is a struggle.',
    es: 'Una entrega llegó tarde, dañada o no llegó, o una devolución cuesta demasiado.',
  },
  sentence: {
    en: 'Delivery or return went wrong ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Falló la entrega o la devolución ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Find out where it is, say so with a date that can be kept, and offer something for the trouble.',
    es: 'Averigua dónde está, comunícalo con una fecha que se pueda cumplir y ofrece algo por las molestias.',
  },
  needs: [...TEXT_KINDS, 'order'],
  topics: ['delivery', 'returns'],
  behaviour(context, fromMs) {
    return readPromises(context.timeline, context.model, context.now)
      .filter(({ dated, promisedMs, isBroken }) => isBroken && promisedMs >= fromMs && dated.signal.kind === 'order')
      .map(({ dated, lateHours }) => ({ dated, value: lateHours }));
  },
});
