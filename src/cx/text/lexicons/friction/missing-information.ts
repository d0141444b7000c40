import type { FrictionTopic } from '../friction.ts';

export const missingInformation = {
  id: 'missing-information',
  title: { en: 'Missing information', es: 'Falta de información' },
  describes: {
    en: 'Information is missing, unclear or contradictory.',
    es: 'La información falta, no es clara o se contradice.',
  },
  words: {
    en: {
      complaints: [
        'no|not|without|any|little|lack|lacking|missing|insufficient|zero|more|incomplete of|_ information|info|explanation|instructions|documentation|details|guidance|manual|communication|tracking|updates|notice',
        'no one|body|ever|has told|explained|informed|mentioned|warned|tells|explains|knows',
        'nobody|noone _ told|explained|informed|mentioned|warned|tells|explains|knows',
        "not|never|didn't|wasn't|weren't|don't|doesn't|isn't _ told|informed|explained|mentioned|explain|mention|mentions|inform|say|says|specified|notified|warned|tell|stated",
        'information|info|instructions|manual|documentation|description|guide|faq|steps|terms|details ... missing|wrong|outdated|incomplete|unclear|contradictory|confusing|useless|vague|incorrect|poor|inaccurate|insufficient',
        'missing|wrong|outdated|incomplete|unclear|contradictory|vague|incorrect|poor|conflicting|inaccurate|misleading|false information|info|instructions|documentation|description|details|answers|guide',
        'contradictory|conflicting|different|vague|evasive answers|answer|information|versions|statements|responses',
        'find _ _ phone|contact|email number|details|address|anywhere',
        'out of date manual|page|information',
        'in the dark',
        'nowhere _ find|on|says|stated|mentioned',
        'unclear|not clear _ what|how|why|when|if|which',
      ],
      subjects: ['information|instructions|documentation|manual|description'],
    },
    es: {
      complaints: [
        'falta|faltan|sin|poca|poco|nula|ninguna|carece|cero|escasa|más|no de|da|dan|hay|dieron|tengo|tenemos|me|_ _ información|info|explicación|explicaciones|instrucciones|detalles|documentación|indicaciones|manual|comunicación|avisos',
        'nadie|ni|no|nunca|jamás|tampoco|sin me|nos|se|han|había|lo|te|_ _ explic*|inform*|avis*|aclar*|indic*|mencion*|especific*|advirti*|advert*',
        'nadie _ sabe|supo|dijo|dice|habló|me|nos decir*|decirme|dijo|dice|nada|habló|habla|aclara|explica',
        'información|instrucciones|manual|documentación|descripción|guía|web|página|condiciones|datos ... incomplet*|equivocad*|confus*|desactualizad*|contradictori*|errónea|erróneos|incorrect*|vaga|insuficiente|escas*|poco|falsa|mal|inútil|inútiles',
        'información|instrucciones|manual|documentación no|nada _ sirve*|claro|clara|claras|entiende|entienden|vale|completa|coincide|ayuda*',
        'contradictori*',
        'cada uno|quien|cual _ dice|da|informa',
        'me|nos dicen|dijeron|dan una|cosas|versiones cosa|distintas|diferentes|y',
        'no queda|está|quedó|es|son _ claro|clara|claras|especificado|explicado _ que|qué|cómo|cuándo|si|cuanto|cuánto|el|la|los',
        'encontrar|encuentro|aparece|ver ... teléfono|contacto|número|correo _ en|de|contacto',
        'falta|faltan _ mitad|parte|la|varios|los ... pasos|información|datos|páginas',
      ],
      subjects: ['información|instrucciones|manual|documentación'],
    },
  },
} as const satisfies FrictionTopic;
