import type { FrictionTopic } from '../friction.ts';

export const usability = {
  id: 'usability',
  title: { en: 'Hard to use', es: 'Difícil de usar' },
  describes: {
    en: 'The customer cannot find or understand how something works.',
    es: 'El cliente no encuentra o no entiende cómo se usa algo.',
  },
  words: {
    en: {
      complaints: [
        'hard|difficult|impossible|tricky|confusing|awkward|complicated to use|navigate|find|follow|understand|operate|read|configure|set|figure',
        'hard-to-use|unintuitive|counterintuitive|clunky|user-unfriendly',
        'not _ intuitive|user-friendly|easy|obvious|clear',
        "can't|cannot|cant|couldn't|could not|never|don't|_ find _ button|menu|option|setting|settings|page|link|section|anything|where|it",
        "can't|cannot|cant|couldn't|unable|impossible _ figure|find",
        "not|don't|dont|didn't|couldn't|can't understand|know how|where|what",
        'no idea how|where',
        'how to use',
        'interface|menu|menus|screen|screens|layout|design|navigation|dashboard|app|website|site|portal|ui ... confusing|messy|cluttered|hard|unclear|complicated|unintuitive|horrible|clunky|ugly|illogical',
        'confusing|messy|cluttered|unclear|clunky|complicated interface|menu|menus|screen|layout|design|navigation|dashboard|app|website|site|portal',
        'buttons|text|letters|font|screen|display too|so|very|is|are small|tiny|hidden',
        'get|got|gets|getting lost in|on|every',
      ],
      subjects: ['interface|usability|navigation|menu|menus|layout'],
    },
    es: {
      complaints: [
        'difícil|complicado|complicada|imposible|confuso|confusa|incómodo|lioso|complicadísimo de|_ usar|utilizar|manejar|navegar|entender|configurar|encontrar|leer|seguir|programar',
        'poco intuitivo|intuitiva|usable|práctica|práctico|amigable|claro|intuitivos',
        'no es|resulta|son|está|era _ intuitivo|intuitiva|fácil|amigable|sencillo|clara|claro',
        'no encuentro|encontré|encontramos|encuentra|veo|localizo|hallo|aparece _ botón|menú|opción|configuración|ajustes|apartado|sección|enlace|página|donde|cómo|nada|dónde|por',
        'imposible|difícil|cuesta|costó|complicado|trabajo _ encontrar|ubicar|localizar',
        'no entiendo|sé|entendí|entiende|entendemos|sabemos|comprendo|consigo|logro _ cómo|como|dónde|donde|usar|manejar|programar|configurar|nada|que|qué|manejo|funciona',
        'me|nos pierdo|perdí|lío|lié|perdemos|lían',
        'interfaz|menú|menús|pantalla|pantallas|diseño|navegación|panel|app|aplicación|web|página|portal|plataforma ... confus*|lios*|complicad*|enredad*|incómod*|fea|ilógic*|desordenad*|difícil',
        'botones|letra|letras|texto|pantalla muy|tan|demasiado|son|es|están _ pequeñ*|chic*|diminut*|escondid*|minúscul*',
        'no hay|tiene|hubo quien entienda|maneje',
      ],
      subjects: ['interfaz|usabilidad|navegación|menú|menús'],
    },
  },
} as const satisfies FrictionTopic;
