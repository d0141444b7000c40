const ENGLISH = `a about after again all also am an and any are as at be because been before being between both but by can could did do
does doing down each few for from further get got had has have having he her here hers him his how i if in into is it its itself just
me more most my no nor not now of off on once only or other our ours out over own please same she should so some such than thank thanks
that the their theirs them then there these they this those through to too under until up very was we were what when where which while
who whom why will with would you your yours hello hi hey dear regards best re fwd fw still need want know let see help team today
yesterday tomorrow day days week weeks time since already ask asked asking told back`;
const SPANISH = `a al algo algun alguna algunas alguno algunos ante antes aqui asi aun aunque bien cada como con contra cual cuales cuando
cuanto de del desde donde dos el ella ellas ellos en entre era eran eres es esa esas ese eso esos esta estaba estado estan estar estas
este esto estos estoy fue fueron gracias ha habia hace hacer hacia han has hasta hay he hemos hola hoy la las le les lo los mas me mi
mis mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco por porque pues que quien quiero saber se
sea ser si sido siempre sin sino sobre solo son soy su sus tal tambien tan tanto te tengo tiene tienen todavia todo todos tu tus un una
unas uno unos usted ustedes va vez ya yo buenas buenos dias dia tardes noches saludos favor ayuda necesito puede pueden podeis semana
semanas ayer mañana manana equipo rv`;

/** Words that say nothing about the topic, in English and Spanish, without accents. */
export const STOPWORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${SPANISH}`.split(/\s+/));
