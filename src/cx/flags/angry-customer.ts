import { defineFrictionFlag } from '../friction-flag.ts';
import { DAY_MS } from '../stats/decay.ts';
import { isAngry } from '../texts.ts';

export default defineFrictionFlag({
  id: 'angry-customer',
  title: { en: 'Angry words', es: 'Palabras de enfado' },
  describes: {
    en: 'They wrote in anger in the last 90 days.',
    es: 'Escribieron con enfado en los últimos 90 días.',
  },
  sentence: {
    en: 'Wrote in anger {signs} {signs|time|times}, the last on {lastAt}',
    es: 'Escribió con enfado {signs} {signs|vez|veces}, la última el {lastAt}',
  },
  advice: {
    en: 'Let a person call, listen first, and do not answer with a template.',
    es: 'Que llame una persona, escuche primero y no responda con una plantilla.',
  },
  topics: [],
  behaviour(context) {
    const { model, now, texts } = context;
    const fromMs = now - model.flags.angry.windowDays * DAY_MS;
    return texts.readings
      .filter(({ dated, reading }) => dated.atMs >= fromMs && isAngry(reading, model))
      .map(({ dated, text }) => ({ dated, quote: text, isSharp: true }));
  },
});
