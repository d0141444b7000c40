import { defineFrictionFlag } from '../friction-flag.ts';
import { DAY_MS } from '../stats/decay.ts';
import { TEXT_KINDS } from '../texts.ts';

export default defineFrictionFlag({
  id: 'indecision',
  title: { en: 'Undecided', es: 'Indecisión' },
  describes: {
    en: 'A purchase has been open for more than 60 days without a decision, or they say that they cannot decide.',
    es: 'Una compra lleva más de 60 días abierta sin decisión, o dicen que no se deciden.',
  },
  sentence: {
    en: 'Has not decided since {firstAt}',
    es: 'Sin decidirse desde el {firstAt}',
  },
  advice: {
    en: 'Ask what they still need to know, and offer a small step instead of the whole purchase.',
    es: 'Pregunta qué le falta por saber y ofrece un paso pequeño en lugar de la compra entera.',
  },
  needs: [...TEXT_KINDS, 'order'],
  topics: ['indecision'],
  behaviour(context) {
    const limitMs = context.model.flags.indecision.days * DAY_MS;
    return context.timeline.order
      .filter(({ signal, atMs }) => signal.outcome === 'open' && context.now - atMs > limitMs)
      .map((dated) => ({ dated }));
  },
});
