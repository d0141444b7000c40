import type { WordsOfValence } from './lexicon.ts';

/** General Spanish and the vocabulary of service, of Spain and of Latin America, by valence. */
export const spanishWords: readonly WordsOfValence[] = [
  [0.4, `jaja jajaja jajajaja jejeje jeje jejejeje espectáculo espectáculos risa popular populares xd`],
  [0, `calidad calidades gustos gustaría gustarían humanos humano dolar`],
  [
    3.4,
    `exquisit* lindísim* bellísim* hermosísim* preciosísim* atentísim* simpatiquísim* excelentísim* maravillosísim*
    fantastiquísim* ricazo buenisimas superlativo superbueno superbuena buenísimamente excelente excelentes
    excelentemente excelencia exelente exelentes excelnte ecselente excepcional* excepcionalmente extraordinari*
    espectacular* fantástic* fantastik maravill* magnífic* impecable* impresionante* inmejorable* insuperable*
    perfect* perfección sobresaliente* estupend* fabulos* fenomenal* genial geniales buenísim* bonísim* óptim*
    sublime adoro adora adoramos encantadísim* contentísim* amabilísim* rapidísim* facilísim* utilísim* felicísim*
    chulísim* riquísim* superbién espléndid* sensacional* portentos* brillante brillantes cojonud* chingón*
    chingona* bacanísim* buenazo buenaza crack cracks sublimes inolvidable inolvidables inigualable inigualables
    insuperablemente divino divina perfectísimo buenisimos`,
  ],
  [
    2.6,
    `imperdible* imprescindible* preciosidad amo amor amores mágic* soñad* fabulosamente divertidísim* comodísim*
    limpísim* emocionante* recomendadísima encant* maravillad* agradecidísim* felicit* felicidad* enhorabuena
    bravo bravísimo grandios* lujo lujazo joya joyita hermos* preciosos precioso preciosa bellez* emocionad*
    ilusionad* entusiasmad* entusiasm* fascinad* fascinante* fascin* deslumbra* sorprendentemente alucinante*
    flipante* brutalmente amamos amé delicia triunf* éxito éxitos exitos* agradecidos agradecido agradecidas
    agradecida agradezco agradecemos agradecimiento* gratitud recomendadísim* recomendabilísim* supera superó
    superaron superaban galardón ejemplar* admirable* admir* salvavidas chévere* bacán bacano bacana bacanos
    padrísim* chido chida chidos chidas copado copada copadísim* macanud* chulo chula chulos guay molón mola molan
    molaba mejores increible increibles increiblemente heroe heroes heroina fidelísimo fregón fregona pulento
    bakan vacán piolísima genia genio rebueno rebuena rebién requetebién superamable superútil`,
  ],
  [
    2.1,
    `bello bella bellos bellas belleza sonrisa sonrisas sonri* acogedoras volveremos repetiremos disfrutable*
    privilegiad* afortunad* dulzura ternura feliz felices felizmente content* contentos satisfech* satisfacción
    satisfactori* alegr* alegría alegre* disfrut* gozar gozo placer placenter* grat* grata gratamente gratos
    agradable* agradabl* recomiend* recomend* recomendable* recomendación recomendaciones rekomiendo recomiento
    orgull* ilusión ilusiona complac* dichos* acert* acierto aciertos aplaus* aplaud* elogi* halag* destaca
    destacable* destaco sobresale merec* merecid* gust* gustó gusta gustan gustaron gustado mejor mejorísima
    valios* inestimable* indispensable* ganador* ganamos campeón campeona campeones destacar premio premios
    complacido complacida tranquilísimo reconfortante reconfortado acogida`,
  ],
  [
    1.9,
    `confortable* confort ideal ideales cuidadoso esplendor hospitalari* hospitalidad gentil gentiles gentileza
    atentamente servicialidad afable* ameno amena entretenid* pulcro pulcra pulcritud elegancia buen buena buenas
    bueno buenos bonit* guap* amable* amabl* amabilidad amablemente cordial* cordialidad simpátic* simpatía cariño
    cariños* cálid* calidez cercanía educad* cortés corteses cortesía respetuos* respeto comprensiv* comprensión
    empátic* empatía considerad* generos* generosidad profesional* profesionalidad profesionalismo competente*
    capaz capaces eficient* eficiencia eficaz eficaces eficazmente eficacia efectividad resolutiv* diligente*
    diligencia fácil fáciles fácilmente facilidad facilidades sencill* sencillez cómod* comodidad cómodamente útil
    útiles utilidad intuitiv* ágil* agilidad fluid* confiable* fiable* fiabilidad confianza confían sólid* robust*
    duradero* duradera* resistente* estable* estabilidad seguridad asequible* barat* ganga ventajos* ventaja*
    beneficios* beneficio* flexible* flexibilidad innovador* elegante* estétic* honest* honestidad honrad*
    honradez transparente* transparencia lealtad divertid* diversión risas chistos* inteligente* ingenios*
    experto* experta* expertos conocedor* preparadísim* acogedor* acogedora calentit* delicios* sabros* impoluto*
    impoluta tranquil* tranquilidad relajad* serenidad interesante* motivad* motivador* inspirador* optimist*
    positivamente proactiv* dispuest* servicial* solícit* detallista* dedicad* dedicación esmer* esmero lindo
    linda lindos lindas rico rica ricos ricas fiel fieles leal leales atento atenta atentos atentas claro claras
    claros claramente limpio limpia limpios limpias impecablemente ordenado ordenada esperanzado esperanzada
    esperanzador práctico práctica prácticos prácticas cómodo sincero sinceros sincera positivo positiva positivos
    positivas ágiles piola decentísimo correctísimo curioso curiosa formal formales formalidad seriedad majo maja
    majos majas salado apañado apañada bonachón resuelven`,
  ],
  [
    1.5,
    `suerte victoria viva amplio amplia amplios amplias espacios* inspir* abrazo abrazos besos beso besazo besote
    paz rápid* rapidez veloz veloces velocidad pronto prontitud puntual* puntualidad inmediat* inmediatamente
    instantáne* acertadamente claridad nítid* detallad* mejoró mejoraron mejorado mejorando mejoría soluciona
    solucionan solucionado solucionada solucionados solucionaron solucionó solucionaran resuelto resuelta
    resueltos resueltas resolvió resolvieron resolvemos resuelve arregl* repararon reparó ayudó ayudaron ayudado
    salvó alivi* alivio cumplen cumplió cumplieron cumplidor* funcional* gracias grasias graciass thanks agrad*
    agradó merece mereció favorit* preferid* bienvenid* apoy* apoyo apoyaron respald* garantiz* compens*
    prometedor* ahorr* ahorro regalo* obsequio* gratis gratuit* esforz* olé yuju yay bien cumple cumplido
    cumplidor cumplidores ayudaste regalo regalaron regalado salvaron salvado salvan cuidan cuidaron oportuno
    oportuna oportunamente mejora mejoras reparado reparada completísimo completísima fidelidad precisa precisos
    precisión especial especiales exactitud sincronizado recuperado recuperada recuperaron recuperé`,
  ],
  [
    0.9,
    `abundante* variad* variedad fresco fresca frescos frescas moderno moderna modernos céntric* animad* ánimo
    ánimos esperanza homenaje gran decente* decentemente aceptable* suficientemente razonable* adecuad*
    adecuadamente normalito cumplidora válid* coherente* válido especial* listos funcionando favorable* correcto
    correcta correctos correctas correctamente económico económica económicos seguro segura seguros completo
    completa efectiva efectivos interesado interesada listo sano saludable interesan`,
  ],
  [-0.4, `cancelar cancelación cancelado cancelada cancelé cancelo cancelen`],
  [
    -0.7,
    `oscur* viejito viejita deslucid* añej* recortes uf uff buf jopé jolín jo multa multas humedad dudos* dudé
    complej* complejidad extrañ* regular regulares regularcito mediocre* mediocridad aburrid* insípid* insulso
    insulsa monótono monótona esperé esperamos costos* carillo carilla limitad* limitación limitaciones anticuad*
    obsolet* desfasad* inciert* incertidumbre insegur* rodeos mejorable* demasiad* insistente* insist* pegas
    parche parches meh psé flojit* justito raro rara raros raras rarísimo espera esperas vueltas lamento pega
    indecis* ambigu* seco secos secas`,
  ],
  [
    -1.3,
    `deuda deudas aburr* asust* llor* llanto miedo miedos enferm* culpa culpable* culpan crisis desempleo parado
    crud* quemad* insípido sad depre bajón manchón pobreza denunci* desapareci* deteriorad* deterioro desmejorad*
    gélid* chirriante polvorient* reprocha* desganad* desinform* demacrad* desubicad* fúnebre problema problemas
    problemátic* poblema poblemas problemilla problemón inconveniente* incoveniente* contratiempo* percance*
    incidencia* incidente* error errores herror fallo fallos falla fallas fallan fallaba fallando fallaron fallado
    fallar bug bugs tardan tarda tardó tardaron tardando tardado tardanza* tardaban demora* demoró demoran
    demoraron demorad* retras* retraso* atraso* lentitud lentísim* lerd* carísim* encarec* sobreprecio* faltaba
    faltaban faltó faltaron faltante* carec* carencia* escas* insuficiente* incompleto* incompleta* incompletos
    ausencia perdid* perder perdí perdieron pierd* pérdida* extravi* extravío difícil difíciles difícilmente
    dificil* dificultad* complicad* complicación complicaciones complic* confus* confusión confund* enredad*
    enred* lioso liosa líos lío engorros* tedios* farragos* latos* incomod* incomodidad* molest* molestia*
    fastidi* fastidio* pesad* pesadez agobi* agobiad* agotad* agotador* cansad* cansancio cansó estrés estresad*
    estresante* estres* preocup* preocupad* preocupante* ansiedad angusti* incorrect* equivoc* equivocad*
    equivocación erróne* erroneamente desconfigur* defecto* defectuos* inestable* inestabilidad desactualizad*
    ruid* ruidos* suci* suciedad desorden* desorganiz* desorganización caos caótic* desbarajuste goter* fuga fugas
    atasc* atascad* trabad* traba trabas atorad* bloquead* cuelga colgad* colgaron cuelgan congel* congelad*
    lástima triste* tristeza desgraciadamente lamentablemente desafortunad* infortun* arrepient* arrepent*
    arrepiento niega niegan negaron negó negaban rechazad* ignor* ignorad* desaten* desatendid* desatención olvid*
    olvidad* descuid* descuido* dejadez desinterés desinteresad* pasotismo indiferen* innecesari* burocracia
    burocrátic* papeleo rebuscad* opac* dudosa dudoso dudosos sospech* sospechos* desconfi* desconfianza floj*
    flojo floja cutre* chafa chafas endeble* gastad* desgast* rayad* rayón* abollad* mojad* manchad* oxidad*
    reclamo reclamos reclamación reclamaciones reclam* queja quejas quej* quejarme quejarnos impagad* sobrecargo
    desconect* desconexión desconexiones caíd* caída* intermitente* intermitencia interferencia* desencant*
    desánim* desmotiv* desilusi* impacien* incumpl* cobardía agresiv* invasiv* spam caro caros cara caras lento
    lenta lentos lentas atraso atrasos atrasado atrasada atrasados atrasaron bloqueo bloqueado bloqueada
    bloqueados bloquearon bloquea rechazo rechazan rechazado rechazada rechazaron golpeado golpeada pena lamentar
    nervioso nerviosa recargo recargos débil débiles pobre pobremente falta faltan tarde dolor fome penca gacho
    gacha chungo chunga rancio fregado fregada trucho trucha chanta chamullo vendehumo vendehumos maluco ordinario
    berreta choto chota desatento desatenta exagerado exagerada presionaron acoso acosan incompatible
    incompatibles engorro engorrosa tortuoso tortuosa laberinto enrevesado enrevesada`,
  ],
  [
    -1.9,
    `cínic* irresponsab* cruel crueles crueldad terror falleci* fallece subnormal* extors* mezquind* ruin
    desagradable* desagrad* cucaracha* chinche* ratas ratón roedor* bichos insectos moho mugre mugrient* roñ*
    hediond* apest* pestilen* peste amargad* amarg* arruinad* arruin* corrup* violen* guerra muert* murió asesin*
    deprim* depresión puñeter* coñazo insufrible* imputad* puaj puag guarr* guarrada cochin* inmund* antihigiénic*
    incomible* indecente* penosamente lamentablement fracas* muere morir mal mala malas malo malos malamente peor
    peores empeor* empeorado deficiente* deficiencia* pobrísim* descontent* insatisfech* insatisfacción decepci*
    decepción decepcionad* decepcionante* desepcion* decepsion* defraud* defraudad* frustr* frustrad* frustrante*
    frustración desesper* desesperad* desesperante* desesperación irrit* irritante* enoj* enojad* enojo enfad*
    enfadad* enfado cabread* cabre* mosquead* molestísim* encabron* emputad* arrech* disgust* disgustad* disgusto
    roto rota rotos rotas romp* rompió rompieron rompe averi* averiad* avería* estrope* estropead* dañad* daño*
    daña dañó descompuest* descompuso descompon* malogr* inservible* inoperan* inoperativ* jodid* jode joden petó
    peta petado casca cascado escacharr* inútil inútiles inutilidad inútilmente imposible* imposibilidad
    ineficien* ineficiencia ineficaz ineficaces incompeten* incompetencia inept* ineptitud incapaz incapaces
    incapacidad negligen* negligencia chapuz* chapuza* chapucer* groser* grosería maleducad* maleducación
    irrespetuos* respondón descortés descorteses antipátic* prepotente* prepotencia arrogan* arrogancia altaner*
    déspota despot* desprecio desprecia* despreci* burl* burla* burlaron inaceptable* inadmisible* intolerable*
    injust* injusticia* injustificad* abuso* abusiv* excesiv* desproporcionad* desorbitad* mentir* mentira*
    mienten mintieron mintió mentiros* miente engañ* engañad* engaño* engañaron engañosa engañoso falso falsa
    falsos falsas falsedad* tramp* trampa* timad* timaron timo embauc* manipul* odi* odio detest* aborrec* asco
    asqueros* asquead* feísimo horripil* sufr* sufriendo sufrimiento dolores duele padec* hart* harto harta hartos
    hartas hartazgo colmo cansadísim* abandon* abandonad* abandono desprotegid* maltrat* maltrato perjudic*
    perjudicad* perjuicio* lesiv* peligros* peligro* amenaz* inseguridad riesgos* hacke* hackearon vulnerab*
    ridícul* absurd* ilógic* incoherente* incongruen* sinsentido tonter* tontería* estúpid* idiota* imbécil*
    bobada gilipoll* payas* payasada* chiste tomadura basura basuras porquería* mierdecilla trasto trastos
    desperdici* desperdicio patétic* lamentable* penos* penosa vergonz* vergüenza* bochorn* bochornos*
    impresentable* chirri* nefast* insoportable* inaguantable* inhuman* deshonest* deshonestidad desleal*
    traicion* traición mezquin* tacañ* borde abuso abusos abusan abusivo abusiva abusivos abusivas grave graves
    gravísimo gravemente odioso odiosa feo fea feos feas pésimamente inoperante vendidos marean mareando marearon
    mareado toreando torearon ningunean ningunearon ninguneo pasotas pasota caraduras`,
  ],
  [
    -2.7,
    `pésim* pesimo pesima horrible* horibl* orrible* horroros* horror* terrible* terribl* espantos* espanto fatal
    fatales fatalidad malísim* peorsísim* catastrófic* catástrofe* desastr* desastre* desastros* pesadilla*
    infierno infernal* calamidad* calamitos* fiasco indign* indignad* indignante* indignación furios* furia rabia
    rabios* iracund* colérico encolerizad* cabreadísim* enojadísim* enfadadísim* indignadísim* hartísim* ultraj*
    escándal* escandalos* atroz atroces aberra* aberrante* abominable* repugnan* vomitiv* asquerosidad vil viles
    infam* deplorable* denigra* humill* humillad* humillante* insult* insultad* insultaron porqueriota lacra
    desgracia* desgraciad* tortura tortur* martirio calvario suplicio odisea atropello* atropell* sinvergüen*
    caradura* desfachatez descaro* descarad* ladrones atropellos`,
  ],
  [
    -3.3,
    `estaf* estafa estafas estafad* estafador* estafaron fraud* fraude* fraudulent* robo robos robaron roban
    robando ladrón ladrona delincuen* mafia* mafios* criminal* mierd* mierda cagad* cagada coño joder puta puto
    putas putos hijueputa hijoputa hdp carajo verga pinche pinches chinga* chingad* malparid* gonorrea pelotud*
    mamad* mamada maldit* cabrón cabrones cabrona pendej* huevón* culiad* asqueros robado robada culero culera`,
  ],
];
