import type { FrictionTopic } from '../friction.ts';

export const repeatingOneself = {
  id: 'repeating-oneself',
  title: { en: 'Repeating oneself', es: 'Tener que repetirse' },
  describes: {
    en: 'The customer explains the same matter again, or is passed from one to the next.',
    es: 'El cliente explica lo mismo otra vez o lo pasan de uno a otro.',
  },
  words: {
    en: {
      complaints: [
        'repeat|repeating|repeated|re-explain|reexplain myself|everything|my|the|it|all|ourselves|this|our|again|same',
        'explain*|told|tell|telling|said|say|describe|described|sent|send|give|gave|wrote|provide|provided|report|reported ... again|twice|times|time|over|already|same|everyone|each|every',
        'again|twice|times|time|over|same|third|fourth|fifth|second ... explain*|telling|repeat*',
        'third|fourth|fifth|tenth|umpteenth|nth|3rd|4th|5th|several|many|three|four|five|ten|multiple|countless|second time|times|emails|calls|tickets|agents|people|contacts ... i|we|call*|contact*|writ*|ask*|explain*|report*|told|same|about|for|with|about|email*',
        'call*|contact*|wrote|written|ask*|report*|spoken|email*|spoke ... three|four|five|six|ten|several|many|multiple|countless times|people|agents|departments',
        'passed|passing|pass|transferred|transferring|bounced|bouncing|shoved|sent|send|shuffled ... around|person|people|agent|department|departments|another|other|pillar|next|agents|between',
        'start|starting|started|begin|beginning _ _ _ scratch|beginning|zero|over|again',
        'every|each|different|another|new agent|person|operator|representative|rep|department ... same|again|different|explain*|asks|asked|something|story',
        'from department|person|agent|one|pillar to',
        'same question|questions|story|thing|explanation|information|details ... again|over|times|twice|every|each|different|new',
        'over and over',
        'nobody|no _ reads|read|knows|has|seems _ _ ticket|notes|history|previous|case',
      ],
      subjects: ['over again'],
    },
    es: {
      complaints: [
        'repet*|repit* lo|todo|la|el|mi|mismo|una|otra|mil|siempre|cada|varias',
        'explic*|expliqué|contar*|conté|cuento|decir*|dije|dicho|contado|mandar|mandé|enviar|envié|escrib*|dar|report* ... otra|varias|mil|dos|tres|veces|nuevo|mismo|misma|cada|cinco|diez|cuatro|cien',
        'tercera|cuarta|quinta|sexta|décima|enésima|3ra|4ta|segunda|3ª|4ª vez _ _ _ llam*|escrib*|explic*|contact*|reclam*|pregunt*|report*|cuento|lo|lo|pido|repit*|digo|que|este|mes',
        'llam*|escrib*|contact*|reclam*|pregunt*|report*|habl*|insist* ... tres|cuatro|cinco|diez|varias|muchas|mil|seis|veinte|varios|cinco veces|personas|agentes|departamentos|correos',
        'me|nos|te|se pasan|pasaron|pasando|transfi*|mandan|mandaron|derivan|derivaron|pelote*|rebot*|fueron|van|tienen|traen ... otro|otra|otros|uno|departamento|departamentos|área|persona|pelota|lado|allá',
        'de uno|una|un a|en|departamento|agente|área otro|otra|en|lado|a',
        'desde cero|el cero|principio',
        'de cero|nuevo',
        'cada|otro|otra|distint*|diferente* agente|persona|vez|operador*|departamento|llamada|asesor* ... mismo|misma|distint*|cero|nuevo|diferente*|explic*|repet*|otra|pide|piden|pregunta|cont*',
        'lo|la|los mismo|misma ... otra|veces|cada|distint*|nuevo|siempre|diferente*|vez|mil',
        'misma|mismas|mismo|mismos historia|pregunta|preguntas|cuento|datos|cosa|información ... otra|veces|cada|siempre|nuevo|vez',
        'pelote*|peloteo|mareando|marean',
        'una y otra vez',
        'otra vez lo|la|a|desde|todo mismo|misma|explicar|empezar|contar|cero|historia|principio',
        'todo|volver|vuelvo|vuelta|empezar|empezando|otra _ _ _ explicar*|contar*|empezar|principio|cero',
        'nadie|no|ni _ lee|leen|leyó|leyeron|mira|revisa ... ticket|caso|historial|correos|anterior*|notas|mensajes',
      ],
      subjects: [],
    },
  },
} as const satisfies FrictionTopic;
