import type { FrictionTopic } from '../friction.ts';

export const indecision = {
  id: 'indecision',
  title: { en: 'Indecision', es: 'Indecisión' },
  describes: { en: 'The customer hesitates or puts off deciding.', es: 'El cliente duda o aplaza la decisión.' },
  words: {
    en: {
      complaints: [
        "not|isn't|aren't|still|un|'m|quite _ sure|decided|convinced|certain|clear _ if|whether|about|yet|which|what|this|it|i|we",
        "can't|cannot|haven't|hasn't|not|couldn't|cant|yet _ decide|decided|deciding|choose",
        'undecided|hesitating|hesitant|indecisive',
        'having|have|had|got second|serious|my|some|doubts thoughts|doubts|about',
        'need|want|needs|going _ _ think|consider|reconsider|reflect _ about|over|it|more|again|on',
        'need|needs|want more|some time to think|decide|consider',
        'on the fence',
        'let me|us think',
        'torn between',
        'will|may|might think _ it|about',
      ],
      subjects: [],
    },
    es: {
      complaints: [
        'no estoy|estamos|está|acabo|acabamos|termino|terminamos|me _ _ segur*|convencid*|decid*|convenc*|claro|decido',
        'no sé|sabemos|se|sabría _ si|cuál|cual|qué|que _ contrat*|compr*|elegir|renov*|escoger|seguir|continu*|me|nos|quedar*|plan|modelo|vale|conviene|compensa|quiero',
        'no me|nos decido|decidimos|convence|termina|acaba|aclaro',
        'indecis*|dudando|dudo|dudamos',
        'tengo|tenemos|siguen|me|surgen|con|muchas|aún|varias|mis|quedan ... dudas',
        'lo voy|vamos|tengo|tenemos|quiero|queremos|necesito a|que|_ pensar|pensarlo|consultar|meditar|valorar',
        'pensarlo|pensármelo|pensárnoslo|consultarlo mejor|bien|con|un|más|antes|todavía',
        'tengo|tenemos|necesito|necesitamos|quiero|debo|prefiero _ pensar*|meditar*',
        'estoy|estamos _ entre|dudando|dudando|indecis* dos|este|el|la|varias|entre',
        'me lo pienso|pensaré',
      ],
      subjects: [],
    },
  },
} as const satisfies FrictionTopic;
