import type { TextBank } from '../text-bank.ts';

type Talk = Omit<TextBank, 'tickets' | 'comments'>;

/** What is said outside tickets and surveys. */
export const talk: Talk = {
  products: [
    'termostato',
    'purificador de aire',
    'sensor de humedad',
    'control de caldera',
    'repetidor',
    'cabezal del radiador',
    'equipo de ventilación',
  ],
  resolutions: {
    delivery: [
      'Localizado con el transportista y entregado.',
      'Enviado el reemplazo, recibido.',
      'Recibida la devolución, reembolso emitido.',
    ],
    money: [
      'Reembolso hecho y confirmado.',
      'Enviada factura rectificativa.',
      'Se explica el cargo; conforme.',
      'Ficha actualizada según lo pedido.',
    ],
    product: [
      'Corregido el ajuste desde aquí.',
      'Visita del técnico, avería resuelta.',
      'Se explican los pasos; confirma que funciona.',
      'Instalada la versión nueva, sin fallos desde entonces.',
    ],
    relation: [
      'Respondido con el enlace a la guía y un resumen.',
      'Trasladado al equipo, cliente informado.',
      'Agradecido el mensaje.',
    ],
  },
  inquiries: [
    ['Nuevo inquilino en el 3.º', 'Tenemos inquilino nuevo. ¿Podéis cambiar el nombre en la cuenta?'],
    ['Mando de repuesto', '¿Me pasan precio de un mando de repuesto para el {product}? Sin prisa.'],
    ['Revisión anual', '¿Nos toca ya la revisión anual? He perdido la cuenta, perdón.'],
    ['Fotos de la instalación', 'Te paso las fotos de la sala de máquinas que pedías. Si necesitas más, avisa.'],
    ['Gracias por el calendario', 'Llegó el calendario, a los niños les encantó. ¡Gracias!'],
    ['Reunión de la semana que viene', 'El martes a las diez me viene bien. ¿Lo hacemos por videollamada?'],
    [
      'Abrimos otra tienda',
      'En primavera abrimos otra tienda y vamos a necesitar lo mismo. ¿Lo hablamos pasado el verano?',
    ],
    ['Informe recibido', 'Recibido el informe, todo clarísimo. Da gusto ver que los números bajan.'],
    ['Cerramos en agosto', 'Cerramos dos semanas en agosto, por si ven las lecturas planas. ¡No se rompió nada!'],
    [
      'Nuevo contacto para facturas',
      'Desde el mes que viene manden las facturas a administración y no a mí, por favor.',
    ],
    ['Una preguntita', '¿El {product} tiene que ir de pie al moverlo? Pregunto antes de hacer una tontería.'],
    ['Sobre la visita', 'La visita fue muy bien, llegó puntual y fue muy correcto. Nada que añadir.'],
  ],
  thanks: [
    ['Gracias', 'Era eso, ¡muchas gracias!'],
    ['Resuelto', 'Ya funciona todo. Se agradece la rapidez.'],
    ['Perfecto', 'Perfecto, era lo que necesitaba. Ninguna duda más.'],
    ['Genial', 'Ya va, lo podéis cerrar. ¡Buen finde!'],
    ['Mil gracias', 'Gracias, {agent}, tenías razón con la pila 🙈'],
    ['Recibido', 'Llegó esta mañana, todo bien. Gracias de nuevo.'],
  ],
  replies: {
    delivery: [
      [
        'Tu entrega',
        'Hola, {name}:\n\nSiento las molestias. Ya lo he pasado al almacén y te escribo mañana antes del mediodía con una fecha.\n\nUn saludo,\n{agent}',
      ],
      [
        'Tu entrega',
        'Hola, {name}:\n\nAcabo de hablar con el transportista: el paquete está en su almacén y sale en el próximo reparto.\n\n{agent}',
      ],
      [
        'Tu entrega',
        'Hola, {name}:\n\nGracias por los datos. Hoy mismo sale otro; guarda el anterior hasta que pasen a recogerlo.\n\nSaludos,\n{agent}',
      ],
    ],
    money: [
      [
        'Tu cuenta',
        'Hola, {name}:\n\nGracias por avisar. Lo he comprobado con administración y lo vamos a corregir: te llegará la confirmación por correo.\n\n{agent}',
      ],
      [
        'Tu cuenta',
        'Hola, {name}:\n\nHe repasado tu contrato línea por línea. Te adjunto qué se cobró y por qué. Si algo no queda claro, dímelo.\n\nUn saludo,\n{agent}',
      ],
      ['Tu cuenta', 'Hola, {name}:\n\nHecho, tal como pedías. Lo verás en la próxima factura.\n\n{agent}'],
    ],
    product: [
      [
        'Tu mensaje',
        'Hola, {name}:\n\nGracias por escribirnos. Lo he mirado y sé qué es. ¿Puedes probar los dos pasos de abajo y decirme qué ves?\n\n{agent}',
      ],
      [
        'Tu mensaje',
        'Hola, {name}:\n\nMe gustaría verlo: ¿puedo conectarme cinco minutos a tu {product} esta tarde?\n\n{agent}',
      ],
      [
        'Tu mensaje',
        'Hola, {name}:\n\nYa está corregido por nuestra parte. No tienes que hacer nada, pero avísame si vuelve a pasar.\n\n{agent}',
      ],
      [
        'Tu mensaje',
        'Hola, {name}:\n\nEsto lo tiene que ver un técnico. Te he reservado la primera visita libre; si no te viene bien, contéstame y la cambiamos.\n\nUn saludo,\n{agent}',
      ],
    ],
    relation: [
      [
        'Tu mensaje',
        'Hola, {name}:\n\nGracias por escribir. Te adjunto la página donde se explica y, encima, un resumen.\n\nSaludos,\n{agent}',
      ],
      [
        'Tu mensaje',
        'Hola, {name}:\n\nGracias, es bueno saberlo. Se lo he pasado a quien corresponde y te cuento en cuanto me digan algo.\n\n{agent}',
      ],
      [
        'Tu mensaje',
        'Hola, {name}:\n\nMuchas gracias por tomarte el tiempo. Para cualquier otra cosa, responde a este mismo correo.\n\n{agent}',
      ],
    ],
  },
  recoveries: [
    [
      'Sobre tu respuesta',
      'Hola, {name}:\n\nHe leído lo que nos cuentas en la encuesta y lo siento. No debería ser así. ¿Puedo llamarte esta tarde para arreglarlo?\n\n{agent}',
    ],
    [
      'Gracias por la sinceridad',
      'Hola, {name}:\n\nGracias por hablarnos claro. Ya sé qué pasó y me gustaría compensártelo. ¿Cuándo te viene bien que hablemos?\n\n{agent}',
    ],
    [
      'Te hemos fallado',
      'Hola, {name}:\n\nTe hemos fallado y nos lo has dicho: gracias. Esto es lo que he hecho desde esta mañana y esto es lo que viene ahora.\n\n{agent}',
    ],
  ],
  services: [
    [
      'Toca la revisión anual',
      'Hola, {name}:\n\nA tu {product} le toca la revisión anual. ¿Cuál de estas fechas te viene mejor?\n\n{agent}',
    ],
    [
      'Tu informe mensual',
      'Hola, {name}:\n\nYa tienes el informe del mes. El consumo baja un poco respecto al anterior.\n\n{agent}',
    ],
    ['Cita confirmada', 'Hola, {name}:\n\nTu cita está confirmada. El técnico llamará media hora antes.\n\n{agent}'],
    [
      'Cambio de filtro',
      'Hola, {name}:\n\nPronto tocará cambiar el filtro de tu {product}. Ya va uno en camino, sin cargo.\n\n{agent}',
    ],
    [
      'Te damos la bienvenida',
      'Hola, {name}:\n\n¡Bienvenida la buena temperatura! Aquí tienes, en una página, todo lo de la primera semana.\n\n{agent}',
    ],
    [
      'Mantenimiento previsto',
      'Hola, {name}:\n\nEl domingo, de 2 a 4 de la madrugada, actualizamos los servidores. La calefacción sigue como siempre.\n\n{agent}',
    ],
  ],
  sales: [
    [
      '¿Otro {product}?',
      'Hola, {name}:\n\nMuchos clientes ponen otro {product} en el piso de arriba. ¿Te mando presupuesto?\n\n{agent}',
    ],
    [
      'Una oferta para ti',
      'Hola, {name}:\n\nHasta fin de mes el plan anual tiene un 10 % de descuento. ¿Te interesa?\n\n{agent}',
    ],
    [
      'Pásate al plan anual',
      'Hola, {name}:\n\nCon el plan anual te ahorrarías dos meses. Si quieres, lo vemos por teléfono.\n\n{agent}',
    ],
  ],
  newsletters: [
    ['Cinco trucos contra la humedad del baño', 'Ducharse menos no es uno de ellos. Estos cinco sí funcionan.'],
    [
      'Novedades de la temporada',
      'Un ventilador más silencioso, una app más clara y un color nuevo. Échale un vistazo.',
    ],
    ['¿Todo listo para el invierno?', 'Purga los radiadores, revisa los filtros y a descansar.'],
    ['Así bajaron la factura los Rincón', 'Un adosado, dos adolescentes y un buen horario.'],
    ['Limpieza de primavera para el aire', 'Cuándo abrir la ventana y cuándo no.'],
  ],
  callsIn: [
    ['Duda con el informe', '{name} pregunta cómo se lee el informe. Explicado, todo claro.'],
    ['Nueva dirección', '{name} llama para dar la nueva dirección. Actualizada.'],
    ['Otro sensor', 'Quiere otro sensor para el sótano, lo pedirá por la web. De buen humor.'],
    ['Garantía', 'Pregunta hasta cuándo dura la garantía. Dos años más. Conforme.'],
    ['Cambiar la visita', 'Pide mover la visita una semana. Hecho, sin problema.'],
  ],
  callsOut: [
    ['Llamada de seguimiento', 'Hablé con {name}. Todo bien, nada pendiente.'],
    [
      'Llamada de bienvenida',
      'Bienvenida hecha. App instalada y primer horario puesto entre los dos. Muy simpático todo.',
    ],
    ['Llamada trimestral', 'Repasamos el trimestre con {name}. Satisfecho, destaca lo poco que suena.'],
    ['Recordatorio de visita', 'Recordada la visita a {name}. Estará en casa.'],
    ['Seguimiento del pedido', 'Llegó el pedido, completo.'],
    ['¿Qué tal el nuevo {product}?', 'Pregunté por el nuevo {product}. Funciona como debe, sin dudas.'],
    ['Renovación', 'Hablamos de la renovación. Ningún inconveniente, confirma por correo.'],
  ],
  callsMissed: [
    ['Llamada de seguimiento', 'No contesta. Se intenta la semana que viene.'],
    ['Llamada trimestral', 'Mensaje en el buzón de voz.'],
    ['Recordatorio', 'Comunica, se manda mensaje.'],
    ['Llamada de seguimiento', 'Dos intentos, no contesta.'],
  ],
  recoveryCalls: [
    ['Sobre la encuesta', 'Pedimos disculpas y escuchamos. Acordado qué hacemos y para cuándo.'],
    ['Sobre la encuesta', 'A {name} le sorprende que llamemos. Acaba más tranquilo. Volvemos a llamar el viernes.'],
    ['Llamada por la mala nota', 'Explicamos qué falló. Se ofrece un mes gratis. Lo acepta y lo agradece.'],
    ['Llamada por la mala nota', 'Sigue molesto, pero valora la llamada. Quiere verlo arreglado primero.'],
  ],
  meetings: [
    ['Revisión anual', 'Repasamos las lecturas y el plan del año que viene. Buen ambiente.'],
    ['Visita a las instalaciones', 'Vimos juntos la sala de máquinas. Hay que mover dos sensores.'],
    ['Arranque del proyecto', 'Acordadas las fechas de instalación y quién hace qué.'],
    ['Renovación', 'Presentada la renovación. Quiere pensarse el módulo extra.'],
    ['Formación al equipo', 'Enseñamos la app a seis personas. Muchas preguntas, y buenas.'],
  ],
  notes: [
    'Prefiere que se le llame antes de las diez.',
    'La llave la tiene el vecino del 12.',
    'Quiere que le avisemos cuando salga el sensor nuevo.',
    'Enviada tarjeta y detalle por el primer aniversario.',
    'Piensa ampliar el local el año que viene; preguntar en otoño.',
    'Suele tratar con nosotros a través de administración.',
    'Lo decide la junta en enero.',
    'Le interesa probar la beta de la app.',
    'Cumple en mayo, aficionado a la jardinería.',
  ],
  lostReasons: [
    'Precio',
    'Eligió a la competencia',
    'Sin presupuesto este año',
    'Aplazado',
    'Falta una función',
    'No contesta',
    'Costes que no esperaba',
  ],
};
