import type { FrictionTopic } from '../friction.ts';

export const lackOfTrust = {
  id: 'lack-of-trust',
  title: { en: 'Lack of trust', es: 'Falta de confianza' },
  describes: {
    en: 'Fear for money or data, suspicion of deceit.',
    es: 'Miedo por el dinero o los datos, sospecha de engaño.',
  },
  words: {
    en: {
      complaints: [
        'scam|scams|scammed|scammers|fraud*|rip-off|ripoff|crooks|thieves|con-artists|swindle*|phishing|hacked|robbed|robbery|deceiv*|deceptive|dishonest|shady|sketchy|dodgy|fishy|untrustworthy|suspicious',
        'rip|ripped off|me|us',
        'false|misleading advertising|advertisement|promises|claims|information',
        "not|don't|doesn't|cannot|can't|never|no|longer|dont|lost|lose|losing|lack|zero|without|hard _ _ trust|secure|safe|confidence|faith|trustworthy",
        'lie|lied|lies|lying|liars|liar',
        'my|our|personal|customer|private data|details|information|card|account ... leaked|stolen|sold|hacked|shared|breach|compromised|public|unsafe|exposed',
        'data breach|leak',
        'sold|sell|selling|shared|leaked|sharing|steal|stole _ my|our|personal data|details|information|email|number|phone',
        'privacy|security concern*|problem|issue|issues|risk|breach|violation|worries',
        'concern*|worried|worry|afraid|scared|uneasy|nervous _ about|for|to|giving|entering _ _ _ privacy|security|data|card|details|personal|payment',
        'bait and switch',
        'take|took|taking|steal|stole my|our|people|your money',
      ],
      subjects: ['privacy|security|data protection'],
    },
    es: {
      complaints: [
        'estaf*|fraud*|timo|timad*|timaron|engañ*|ladr*|robo|robaron|roban|robando|atraco|hacke*|phishing|sinvergüenza*|trampos*|mentiros*|embauc*|deshonest*',
        'mienten|mintieron|mintió|mentir|mentiras|mentira|miente|tomadura',
        'publicidad engañosa|falsa|mentirosa',
        'no|poca|poco|falta|cero|ninguna|sin|pierdo|perdí|perdido|perdimos|perder|genera|desconf* _ _ confío|confía|confiar|confianza|confiable|fío|fiar|fiamos|fiable|seriedad|transparen*|inspira',
        'desconfi*|sospech*|dudosa procedencia|_',
        'no es|parece|resulta|son _ segur*',
        'me da|dan mala|mal espina|rollo',
        'mis|nuestros|los|datos datos|personales|bancarios|información ... filtr*|vend*|rob*|compart*|expuest*|segur*|terceros|ceden|cedido|publicad*',
        'filtr*|vend*|compart*|ced* _ mis|nuestros|los datos',
        'miedo|temor|preocupa|preocupad*|inquieta|desconfianza|reparo|respeto _ _ _ _ datos|tarjeta|seguridad|privacidad|pagar|pago',
        'privacidad|seguridad ... preocupa|dudosa|duda|nula|mala|falla|deja|cero',
        'letra chica|pequeña',
        'venden|puro humo',
        'dejar|dar|meter|poner mi|mis|los _ datos|tarjeta ... miedo|confianza|seguro|fío',
      ],
      subjects: ['privacidad|protección de datos', 'privacidad'],
    },
  },
} as const satisfies FrictionTopic;
