import { effortAnswer } from '../answers.ts';
import { defineFrictionFlag } from '../friction-flag.ts';
import { DAY_MS } from '../stats/decay.ts';

export default defineFrictionFlag({
  id: 'high-effort',
  title: { en: 'Too much effort', es: 'Demasiado esfuerzo' },
  describes: {
    en: 'They rated the ease of getting something done 3 or less of 7.',
    es: 'Valoraron con 3 o menos sobre 7 la facilidad de resolver algo.',
  },
  sentence: {
    en: 'Rated it hard work {signs} {signs|time|times}, the last on {lastAt}',
    es: 'Dijo que le costó mucho esfuerzo {signs} {signs|vez|veces}, la última el {lastAt}',
  },
  advice: {
    en: 'Take the next steps off their hands, and ask which one was the most tiresome.',
    es: 'Quítale de encima los próximos pasos y pregunta cuál fue el más pesado.',
  },
  needs: ['survey'],
  topics: [],
  behaviour(context) {
    const { windowDays, answer } = context.model.flags.highEffort;
    const fromMs = context.now - windowDays * DAY_MS;
    return context.timeline.survey
      .filter(({ signal, atMs }) => atMs >= fromMs && signal.survey === 'ces' && effortAnswer(signal) <= answer)
      .map((dated) => ({
        dated,
        quote: dated.signal.text,
        value: dated.signal.value,
        isSharp: effortAnswer(dated.signal) <= answer - 1,
      }));
  },
});
