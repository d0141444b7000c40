import type { FrictionTopic } from '../friction.ts';

export const processComplexity = {
  id: 'process-complexity',
  title: { en: 'Complicated process', es: 'Proceso complicado' },
  describes: {
    en: 'Too many steps, forms or papers to get something done.',
    es: 'Demasiados pasos, formularios o trámites para conseguir algo.',
  },
  words: {
    en: {
      complaints: [
        'too many|much steps|forms|clicks|pages|questions|fields|documents|paperwork|screens|requirements|hoops',
        'so|endless|all many|the|this|that steps|forms|paperwork|bureaucracy|clicks',
        'paperwork|bureaucracy|bureaucratic|red-tape',
        'red tape',
        'convoluted|cumbersome|long-winded|tedious',
        'process|procedure|checkout|form|forms|signup|onboarding|registration|cancellation|setup|workflow ... complicated|complex|long|confusing|tedious|endless|slow|painful|lengthy|nightmare|difficult',
        'complicated|complex|long|confusing|tedious|endless|painful|lengthy|difficult process|procedure|checkout|form|forms|workflow|setup|steps',
        'jump through _ hoops',
        'forms|calls|steps|emails|phone|visits ... just to',
        'takes|took|need|needed ... steps|clicks|forms|signatures',
      ],
      subjects: ['process|procedure|procedures|steps|forms|checkout|workflow|onboarding'],
    },
    es: {
      complaints: [
        'demasiados|demasiadas|tantos|tantas|muchos|muchas|mil|infinitos|mil pasos|formularios|trámites|clics|requisitos|pantallas|preguntas|documentos|gestiones|papeles|datos',
        'papeleo|burocracia|burocrátic*|engorros*|farragos*|tedios*|enrevesad*|tortuos*',
        'proceso|trámite|trámites|procedimiento|formulario|gestión|pasos|configuración|alta|baja|compra|instalación|cancelación ... complicad*|complej*|larg*|confus*|tedios*|eterno|eterna|lento|lenta|lios*|engorros*|interminable*|difícil|pesad*',
        'complicad*|complej*|larguísim*|interminable|eterno proceso|trámite|procedimiento|formulario|gestión',
        'formularios|llamadas|pasos|correos|trámites|visitas|papeles|firmas ... solo|sólo|para para|darme|darse|poder|cancelar|comprar',
        'muy|tan|demasiado|bastante complicado|engorroso|lioso|complejo todo|el|la|dar',
        'dar|dan|dando|dieron|dimos tantas|muchas|mil|mas|_ vueltas',
      ],
      subjects: ['proceso|procesos|trámite|trámites|procedimiento|pasos|formulario|formularios|gestiones'],
    },
  },
} as const satisfies FrictionTopic;
