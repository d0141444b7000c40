import { defineFrictionFlag, lostFor } from '../friction-flag.ts';
import { TEXT_KINDS } from '../texts.ts';

const LOST_FOR =
  /(?:unexpected|hidden|extra|additional) (?:cost|charge|fee)|(?:coste|costo|cargo|gasto)s? (?:extra|ocult|inesperad|adicional|que no)/iu;

export default defineFrictionFlag({
  id: 'surprise-costs',
  title: { en: 'Surprise costs', es: 'Costes inesperados' },
  describes: {
    en: 'They were charged, or would have been, something that they did not expect.',
    es: 'Se les cobró, o se les iba a cobrar, algo que no esperaban.',
  },
  sentence: {
    en: 'Met a cost they did not expect ({signs} {signs|sign|signs}, the last on {lastAt})',
    es: 'Se encontró con un coste que no esperaba ({signs} {signs|indicio|indicios}, el último del {lastAt})',
  },
  advice: {
    en: 'Explain the charge in person, put it right where it was not announced, and say what the next bill will be.',
    es: 'Explica el cobro en persona, corrígelo si no se avisó y di de cuánto será la próxima factura.',
  },
  needs: [...TEXT_KINDS, 'order'],
  topics: ['surprise-costs'],
  behaviour: (context, fromMs) => lostFor(LOST_FOR, context, fromMs),
});
