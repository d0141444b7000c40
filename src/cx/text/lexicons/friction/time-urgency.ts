import type { FrictionTopic } from '../friction.ts';

export const timeUrgency = {
  id: 'time-urgency',
  title: { en: 'Slow or too late', es: 'Lento o demasiado tarde' },
  describes: {
    en: 'Waiting for an answer or a solution; urgency that is not met.',
    es: 'Espera de una respuesta o solución; urgencia no atendida.',
  },
  words: {
    en: {
      complaints: [
        'still|been|keep|kept|already|are|am|i|long|we waiting',
        'waiting|waited|wait ... weeks|days|hours|months|minutes|forever|ages|long|longer',
        'on|in hold|queue',
        'weeks|days|hours|months|minutes|week|month|hour ... without|no|nobody|nothing answer|reply|response|solution|help|solved|fixed|call|news|update|refund',
        'weeks|days|hours|months|years later|late|overdue|waiting|delay|ago ... still|nothing|no|nobody|_',
        'nobody|noone|never|not|no|nothing|none|yet ... answers|answered|answer|replied|replies|reply|respond|responded|responds|response|called|calls|back|contacted|picks|picked',
        'no one|body|answer|reply|response|news|updates ... answers|answered|replied|replies|called|calls|back|since|yet|for|from|after|to|until|in|picks|responds|responded',
        'no|without|zero|never|any|a|still|yet answer|reply|response|feedback|update|news',
        'too|so|very|extremely|incredibly|painfully|really|ridiculously slow|slowly|long|late',
        'slow|slower|late|delayed response|responses|service|support|reply|replies|answer|answers|help|team',
        'takes|took|taking|take ... ages|forever|long|weeks|days|hours|months|too|time|eternity',
        'response|waiting|reply|support|service time|times ... slow|long|terrible|unacceptable|bad|too|awful|horrible',
        'slow|delayed|delay|delays|delaying',
        'urgent|urgently|asap|emergency',
        'as soon as possible',
        'get|got|getting|gotten|gets|got|hear|heard _ back to|from',
      ],
      subjects: ['wait|waiting|response'],
    },
    es: {
      complaints: [
        'sigo|seguimos|llevo|llevamos|estoy|estamos|continúo|continuamos|lleva|tenemos|tengo|sigue ... esperando|espera|aguardando',
        'llevo|llevamos|lleva|hace|tras|después|van|más|ya|tengo|tenemos ... minutos|horas|días|semanas|meses|año|semana|mes ... sin|esperando|esperar|llamando|espera|nadie|nada|reclamando|retraso',
        'horas|días|semanas|meses|minutos de|sin|para|esperando|y _ espera|respuesta|contestar|nada|noticias|solución|responder|contestarme|responderme|retraso|nadie|resolver|atender',
        'tarda*|tardó|tardaron|demora*|demoró _ mucho|demasiado|muchísimo|semanas|días|horas|siempre|meses|más|tanto|siglos|una|en',
        'lent*|lentitud|lentísim*|retras*|atras*',
        'sin|ninguna|ni|no|alguna _ _ _ respuesta|contestación|noticias|novedades',
        'nadie|no|nunca|ni|tampoco|jamás|siguen _ _ _ contest*|respond*|responden|atiend*|atend*|llamado|llaman|llamaron|coge|cogen|descuelga*|devuel*|devolv*|devuelto',
        'mucho|demasiado|tanto|bastante|muchísimo|larg* tiempo|rato|espera|esperas|tarde',
        'mucha|larga|largas|demasiada|interminable|eterna|tanta espera|esperas|demora|colas|cola',
        'esperar|esperando|esperé|esperamos|espera ... horas|minutos|semanas|días|meses|rato|eternidad|siglos|mucho|demasiado|más',
        'urgent*|urge|urgencia|emergencia',
        'cuanto|lo antes|más posible|pronto|posible',
        'muy|tan|demasiado|bastante tarde|lento|lenta|lentos|lentas',
        'una eternidad|vida',
        'paso de tortuga',
      ],
      subjects: ['espera|tarda*|demora*|respuesta'],
    },
  },
} as const satisfies FrictionTopic;
