import type { FrictionTopic } from '../friction.ts';

export const brokenPromise = {
  id: 'broken-promise',
  title: { en: 'Broken promise', es: 'Promesa incumplida' },
  describes: {
    en: 'Something that was promised or agreed did not happen.',
    es: 'Algo prometido o acordado no se cumplió.',
  },
  words: {
    en: {
      complaints: [
        'promise|promises|promised|promising|agreed|assured|guaranteed|committed|swore ... ... not|never|but|nothing|no|nobody|still|yet|again|broken|and|empty',
        'broken|empty|false|unkept|broke|break|kept|keep promise|promises|agreement|word|commitment',
        "not|never|didn't|don't|doesn't|failed|fail|haven't|hasn't _ _ keep|kept|honor|honour|honoured|honored|fulfil|fulfill|deliver _ _ promise|promises|promised|word|commitment|agreement|agreed",
        'said|told|confirmed|scheduled|appointment|supposed ... but|not|never|nobody|no|and ... come|came|show|showed|happened|happen|call|called|arrived|turned|appeared|back|nothing',
        "did|does not|n't show",
        'no show|shows|one|body came|showed|turned|appeared|arrived',
        'nobody|noone|technician|engineer|never|engineer|nobody came|showed|turned|appeared',
        "technician|engineer|installer|agent|plumber|courier|driver ... never|not|didn't|no ... came|come|showed|show|turned|appeared|arrived|arrive",
        'was|were|are|is supposed|meant to',
        'missed|cancelled|forgot|forgotten|canceled _ _ appointment|deadline|visit|date',
        'not what _ _ promised|agreed|advertised|told|sold',
        'as not promised|agreed',
        'call|called|calls _ back never|but',
        'never|nobody|not|no _ call*|phone* _ back',
      ],
      subjects: ['promise|promised|promises|appointment|deadline'],
    },
    es: {
      complaints: [
        'promet*|prometió|prometieron|asegur*|aseguraron|garantiz*|comprometieron|comprometió|quedaron|acordamos|acordado|pactado|pactamos ... no|nunca|nada|nadie|pero|sin|tampoco|ni|y|jamás|aún|todavía',
        'incumpl*|incumplid*',
        'no|nunca|jamás|tampoco|ni|sin _ _ cumpl*',
        'falsas|vanas|falsa|puras|puras|sólo|solo promesa|promesas',
        'no es _ lo|que ... prometi*|promet*|acord*|contrat*|vendieron|dijeron|pact*|anunci*',
        'dijeron|dijo|confirmaron|confirmó|citaron|cita|agendaron|quedaron|quedó|decían|iban|iba|dieron ... y|pero|no|nunca|nadie|ni|nada ... vin*|apareció|aparecieron|lleg*|presentó|presentaron|llam*|nadie|hicieron|hizo|nada|nunca|resolv*|avis*|fue|solucion*|cumpl*|pasó|aparece',
        'técnico|instalador|mensajero|repartidor|fontanero|agente|comercial ... no|nunca|ni|jamás|nadie ... vin*|apareció|lleg*|presentó|aparece|viene|present*|llam*',
        'no|nunca|nadie|tampoco _ _ apareció|aparecieron|presentó|presentaron|vino|vinieron|aparece',
        'me|nos dejaron|dejó plantad*|esperando|colgad*',
        'faltaron|falta|sin a|de su palabra',
        'no tienen|tiene palabra',
        'cancelaron|olvidaron|olvidó|cambiaron|canceló _ _ cita|visita|fecha',
      ],
      subjects: ['promesa|promesas|cita|compromiso'],
    },
  },
} as const satisfies FrictionTopic;
