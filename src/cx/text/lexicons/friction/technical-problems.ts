import type { FrictionTopic } from '../friction.ts';

export const technicalProblems = {
  id: 'technical-problems',
  title: { en: 'Technical problems', es: 'Problemas técnicos' },
  describes: {
    en: 'Something fails, crashes, does not load or arrives broken in use.',
    es: 'Algo falla, se cae, no carga o se estropea con el uso.',
  },
  words: {
    en: {
      complaints: [
        'crash*|freezes|froze|frozen|freezing|glitch*|buggy|bug|bugs|malfunction*|outage*|downtime|lagging|laggy|unusable',
        'error|errors|errored',
        'technical|connection|login|software|system|server|network|wifi|sync|installation problem|problems|issue|issues|failure|failures|difficulties|fault|faults',
        "not|doesn't|don't|didn't|isn't|won't|wont|doesnt|dont|cannot|can't|cant|never|stopped|stops|hasn't|aren't|no|wasn't|nothing _ _ work|works|working|load|loads|loading|open|opens|opening|start|starts|starting|connect|connects|connecting|respond|responding|sync|syncs|syncing|print|prints|turn|turns|update|updates|install|charge|charging|heat|heats|boot|log|login|sign|save|saves|download|upload|export|import",
        'unable to _ log|login|connect|open|access|download|upload|sign|install|load|save|export|sync',
        'keeps|kept|keep ... crash*|failing|disconnecting|freezing|restarting|dropping|logging|hanging|breaking|stopping|beeping|losing|rebooting',
        'is|was|are|went|has|been|goes _ down|offline|broken|dead|leaking|unresponsive|unavailable|faulty',
        'broke|broken|breaks|breaking down|after|again|in|within|since|when|on|twice',
        'defective|faulty|leak|leaks|leaking|leaked',
        'disconnect*|unresponsive',
        'app|system|server|website|site|portal|screen|device|machine|boiler|heating|software|platform|page|router|update|link ... fails|failed|failing|broken|down|slow|dead|stuck|hangs|blank|hung|useless',
        'white|blank|black|blue screen|page',
        'screen|display goes|went|is|stays|turns|remains _ black|blank|white|dark|blue',
        'lost|deleted|erased|wiped _ all my|our|the data|settings|files|work|photos',
      ],
      subjects: ['server|software|login|update'],
    },
    es: {
      complaints: [
        'error|errores|bug|bugs|pantallazo|pete|petó|peta',
        'falla|fallan|fallaba|fallando|falló|fallo|fallos|fallas|fallado',
        'problema|problemas|fallo|fallos|falla|fallas|inconveniente|incidencia|dificultades|inconvenientes _ técnic*|conexión|sistema|servidor|red|wifi|software|instalación|acceso',
        'no|nunca|tampoco|nada|ni|sin|dejó|deja|dejan|dejaron ... funcion*',
        'no|nunca|tampoco|nada|ni _ _ carga|cargan|cargaba|cargó|abre|abren|arranca|enciende|prende|conecta|conectan|imprime|sincroniza|actualiza|reconoce|calienta|enfría|jala|anda|furula|rula|detecta|descarga|instala|guarda|inicia|entra|graba',
        'no|sin|imposible|tampoco|nunca|ni _ _ puedo|pude|podemos|pudimos|deja|poder|permite|dejaba|logro|consigo|hay|es|forma ... entrar|acceder|abrir|descargar|conectar*|iniciar|instalar|sincronizar|imprimir|cargar|guardar|subir|loguear*|actualizar|ingresar|exportar|importar',
        'sin|imposible _ poder entrar|acceder|ingresar|conectar*',
        'imposible entrar|acceder|ingresar|conectar*|descargar|instalar',
        'se _ cae|caen|cayó|cuelga|cuelgan|cierra|cierran|congela|traba|bloquea|desconecta|reinicia|apaga|quedó|queda|pega|pierde|borra|borró|borraron|rompió|rompe|estropeó|averió|descompuso|dañó|malogró|quemó|jodió|fastidió ... sola|solo|cada|todo|al|la|el|siempre|mucho|conexión|blanco|a|los|en|mi|otra|cuando|pantalla|dos|tres|constantemente|continuamente|sin|después|las|y',
        'averi*|avería|estropead*|descompuest*|defectuos*|inservible|goter*|malograd*|escacharr*',
        'roto|rota|rotos|rotas|fuga|fugas',
        'caíd*|caída del|de|el|la|desde sistema|servicio|servidor|servicio|red|sistema',
        'desconfigur*|desconect*|intermitente*|desconexiones',
        'app|aplicación|sistema|web|servidor|página|pantalla|aparato|equipo|caldera|plataforma|programa|router|actualización|enlace|internet|calefacción ... falla|fallan|cae|caída|caído|lent*|error|cuelga|bloquead*|blanco|congelad*|rot*|muert*|negro|trabad*|desastre',
        'pantalla en blanco|negro|negra|azul',
        'pantalla se queda|quedó|pone en|negra|azul',
      ],
      subjects: ['servidor|software|actualización|wifi'],
    },
  },
} as const satisfies FrictionTopic;
