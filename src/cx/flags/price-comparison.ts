import { defineFrictionFlag, lostFor } from '../friction-flag.ts';
import { TEXT_KINDS } from '../texts.ts';

const LOST_FOR = /\b(?:price|pricing|too expensive|cheaper|competitor|precio|caro|cara|más barat|competencia)/iu;

export default defineFrictionFlag({
  id: 'price-comparison',
  title: { en: 'Comparing prices', es: 'Compara precios' },
  describes: {
    en: 'They compare us with others by price, or a deal was lost to one.',
    es: 'Nos comparan por precio con otros, o se perdió una venta frente a ellos.',
  },
  sentence: {
    en: 'Compares us with others ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Nos compara con otros ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Ask what they compare, and show what the price includes before talking of discounts.',
    es: 'Pregunta qué está comparando y muestra qué incluye el precio antes de hablar de descuentos.',
  },
  needs: [...TEXT_KINDS, 'order'],
  topics: ['price-comparison'],
  behaviour: (context, fromMs) => lostFor(LOST_FOR, context, fromMs),
});
