import type { Lexicon } from './lexicon.ts';
import { spanishComplaints } from './spanish-complaints.ts';
import { spanishFormulas } from './spanish-formulas.ts';
import { spanishPraise } from './spanish-praise.ts';
import { spanishWords } from './spanish-words.ts';

export const spanish: Lexicon = {
  language: 'es',
  words: spanishWords,
  whenNegated: [
    [
      -2.2,
      `funcion* sirve sirven sirvió sirvieron contest* respond* atiend* atend* resuel* resolv* solucion* cumple cumplen cumplió cumplieron cumplido llegó llega llegan
      llegaron llegado llegaba recomend* recomiend* confío confiamos importa arregl* devuelv* devolv* devuelto`,
    ],
    [
      -1.7,
      `ayuda ayudan ayudaron ayudó ayudado deja dejan permite permiten puedo pude podemos pudimos pudieron carga cargan cargó cargaba abre abren arranca enciende prende
      conecta conectan imprime sincroniza aparece apareció aparecen vino vinieron viene vienen encuentr* encontr* entiend* entendí expli* avis* llaman llamaron llamó
      llamado llama escuch* reciben recibo recibí recibido recibimos entreg* envían enviaron enviado solución soluciones respuesta respuestas acepta* acepten acepte disponible disponibles inform*
      compensa conviene vale valió calienta enfría anda jala camina gusta gustó volveré volvería vuelvo volvemos repetiré interesa reembols* entra entrar
      acceder pagar saben sabe supo supieron noticias consigo conseguí logro logré logramos quieren quiso dieron dio dan hacen hicieron ven coge cogen descuelga reconoce comunic* comprar
      compren fío fiar fiamos contraten poder acuerdo autoriz* baja`,
    ],
  ],
  idioms: [...spanishPraise, ...spanishFormulas, ...spanishComplaints],
  negators: 'no sin apenas cero poco poca poquísimo',
  concordantNegators: 'nada nunca jamás nadie ni ningún ninguno ninguna ningunos ningunas tampoco',
  intensifiers: [
    [
      0.6,
      `extremadamente increíblemente absolutamente completamente totalmente sumamente tremendamente excepcionalmente enormemente inmensamente rematadamente
      hiper híper ultra mega requete putamente jodidamente soberanamente infinitamente`,
    ],
    [
      0.35,
      `muy bien súper super re tan tanto tanta tantos tantas mucho mucha muchos muchas muchísimo muchísima muchísimos muchísimas realmente verdaderamente bastante demasiado
      más mas siempre constantemente continuamente especialmente particularmente notablemente profundamente altamente plenamente todo toda pura puro
      definitivamente francamente sinceramente gravemente seriamente pedazo gran grandísimo grandísima menudo menuda vaya`,
    ],
    [
      -0.4,
      'algo ligeramente medio casi relativamente parcialmente medianamente levemente apenitas menos tantito poquito poquitín ratos veces',
    ],
  ],
  contrasts: [
    'pero',
    'sin embargo',
    'no obstante',
    'aunque',
    'sino',
    'mas bien',
    'en cambio',
    'por desgracia',
    'lástima que',
    'solo que',
    'salvo',
    'excepto',
    'eso sí',
    'a pesar de',
    'pese a',
    'ahora bien',
    'por el contrario',
  ],
  concessions: 'aunque a pese',
  conditions: [
    'si',
    'ojalá',
    'en caso de',
    'siempre que',
    'a menos que',
    'por si',
    'espero que',
    'esperamos que',
    'si acaso',
    'quisiera',
  ],
  connectors: 'porque pues que cuando mientras donde entonces así hasta desde como y e',
  courtesy: 'gracias grasias graciass thanks',
  ironicOpenings: [
    'genial|estupendo|fantástico|fenomenal|perfecto|maravilloso|excelente|buenísimo|fabuloso|espectacular|bravo|magnífico|enhorabuena|felicidades|bien|chévere|bárbaro',
    'qué|muy|pues bien|bonito|maravilla|detalle|alegría|amables|rápidos|eficientes',
  ],
  ironicPreludes: 'ah ay oh vaya pues bueno ok y',
  ironicTurns: 'otra otro otras otros ahora encima nuevamente todavía aún',
  anger: [
    [
      0.9,
      [
        'indigna*|indignad*|furios*|furia|cabread*|cabreo|emputad*|encabronad*|rabios*|colérico',
        'mierda|puta|puto|putos|putas|joder|coño|carajo|verga|chinga*|chingad*|pendej*|cabrón|cabrones|pelotud*|bolud*|gilipoll*|hijueputa|malparid*|hdp|cojones|huevon*|culiad*|culer*',
        'ladrones|ladrón|sinvergüenza*|estafadores|mentirosos|caraduras|delincuentes|mafiosos|rateros',
        'hasta las|los|la|el narices|cojones|huevos|coronilla|gorro|moño|pelotas|madre',
        'harto|harta|hartos|hartas|hartísim*',
        'los voy|vamos a denunciar|demandar',
        'voy|vamos a denunciar*|demandar*|reclamar*',
        'denunci*|demand* ante|a|penal|en',
        'mi|nuestro abogado|abogada|abogados',
        'cómo se atreven',
        'no tienen vergüenza|madre|perdón',
      ],
    ],
    [
      0.6,
      [
        'enfadad*|enfado|enojad*|enojo|molestísim*|rabia|coraje|bronca|cólera|ira|arrech*',
        'inaceptable|inadmisible|intolerable|vergonzos*|vergüenza|ridícul*|patétic*|impresentable*|escándalo|escandalos*|bochornos*|lamentable',
        'exijo|exigimos|exijo',
        'profeco|condusef|indecopi|sernac|facua|ocu|superintendencia|omic|abogado|denuncia|juzgado|policía',
        'oficina|junta|arbitraje|dirección|instituto|defensa|protección|denunci*|reclam*|queja _ _ consumo|consumidor|consumidores',
        'pon*|pondré|pondremos|interpon*|present*|met* _ una|la demanda|demandas',
        'tomadura de pelo',
        'burla|burlan|burlaron|burlándose|insult*|humill*|despreci*|abuso|abusiv*|atropello',
        'nunca|jamás más',
        'es el colmo',
        'ya basta|estuvo',
        'basta ya|de',
        'se acabó',
        'estafa|robo|fraude|timo|atraco|engaño|mienten|mentira*',
        'idiot*|imbécil*|estúpid*|inútil|inútiles|payas*|incompetentes',
        'qué|que asco|vergüenza|robo|desfachatez|descaro|falta|cara',
      ],
    ],
    [
      0.35,
      [
        'molest*|irrit*|frustr*|desesper*|odio|odi*|fastidi*',
        'pésim*|horrible|terrible|desastre|fatal|nefast*',
        'otra vez lo|el|la|sin|más',
        'sigo|seguimos esperando|sin',
        'pérdida de tiempo',
        'cansad* de',
        'una y otra vez',
        'increíble que',
      ],
    ],
  ],
  functionWords: `el la los las de del que y a en un una unos unas por para con no se su sus lo le les me mi mis nos te tu es son era fue fueron ser está están estoy estaba estamos
    ha han he hemos hay había pero como más mas muy ya si sí o u e ni al este esta esto estos estas ese esa eso esos aquí allí donde cuando cuándo cuál qué quién cómo
    porque pues también tan solo sólo hasta desde sobre entre sin todo toda todos todas nada nadie nunca otro otra yo él ella ellos ustedes usted vosotros ustedes os nosotros
    hola gracias buenos buenas días dias favor tengo tiene tienen quiero puede pueden puedo hace hacer vez siempre aún todavía ahora luego entonces mientras aunque
    cada mucho mucha poco nuestra nuestro nuestros vuestra sea fuera hacen hago voy va van dos tres día año`,
};
