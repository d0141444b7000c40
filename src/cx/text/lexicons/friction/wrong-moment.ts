import type { FrictionTopic } from '../friction.ts';

export const wrongMoment = {
  id: 'wrong-moment',
  title: { en: 'Wrong moment', es: 'Mal momento' },
  describes: {
    en: 'Selling or asking at a moment when the customer needs something else.',
    es: 'Vender o preguntar cuando el cliente necesita otra cosa.',
  },
  words: {
    en: {
      complaints: [
        'wrong|bad|worst|inconvenient|inappropriate|terrible|poor|awkward time|moment|timing',
        'sell|selling|upsell|upselling|offer|offered|offering|pitch|pitching|pitched|upgrade|sales|salesman|salesperson|promotion|promotions|advertising|survey ... while|when|instead|before|during|although',
        'instead of ... sell|selling|upselling|offering|upgrade|pitching|survey',
        'while|when|instead ... sell|selling|upsell|upselling|offering|upgrade|pitching|offers|pitch|promotions|sales|offer|offered',
        'tried|trying|tries|try|wanted|want|wants to sell|upsell|pitch',
        'not the time|moment',
        'sales|marketing call|calls|pitch|email|emails|mail|offer|offers while|when|during|in|at|before|but',
        'called|call|calls|phoned|calling|woke ... at|in|during|on _ _ night|dinner|midnight|lunch|sunday|sundays|weekend|weekends|early|holiday',
      ],
      subjects: ['upsell|upselling|salesman|salesperson|telemarketing'],
    },
    es: {
      complaints: [
        'mal|peor|pésimo momento|hora|rato',
        'no _ _ el momento',
        'vender*|venderme|venderles|ofrec*|ofert*|promoción|promociones|comercial|comerciales|vendedor|encuesta|publicidad ... mientras|cuando|en|durante|antes',
        'mientras|cuando|en|encima|aun|todavía ... vender*|ofrec*|ofert*|promocion*|venden|vendían',
        'intent*|quer*|quier*|trat* _ vender*',
        'lugar|vez de|_ ... vender*|ofrec*',
        'llama*|llaman|llamaron|llamó|llamando ... de|a|en|hora|domingo|fin|horas|las _ _ noche|siesta|comer|cena|madrugada|domingo|semana|comida|trabajo|intempestivas',
        'hora|horas|horario intempestiv*|inadecuad*|inoportun*',
        'inoportun*',
      ],
      subjects: ['vender*|venta|televenta|teleoperador*'],
    },
  },
} as const satisfies FrictionTopic;
