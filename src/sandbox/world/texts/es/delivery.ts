import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const deliveryTexts = {
  late_delivery: {
    calm: [
      [
        '¿Dónde está el pedido {order}?',
        'El {product} tenía que llegar el {day} y el seguimiento no se mueve. ¿Podéis mirar por dónde anda?',
      ],
      [
        'Fecha de entrega',
        'Mi pedido {order} iba a llegar el {day}. Sin agobios, solo quiero saber qué día tengo que estar en casa.',
      ],
      [
        'El seguimiento no avanza',
        'El enlace del pedido {order} sigue diciendo «etiqueta creada». ¿Ya salió del almacén?',
      ],
      [
        'Cambiar el día de entrega',
        'Veo que el {order} se retrasa. Si va a ser esta semana, ¿podría ser el jueves? Ese día trabajo en casa.',
      ],
      ['Llegó la mitad', 'Me llegó el {product}, pero los sensores del mismo pedido ({order}) no. ¿Vienen aparte?'],
      [
        'El repartidor no pasó',
        'El transportista dice que vino el {day}, pero estuve en casa todo el día. ¿Le pueden pedir que vuelva a pasar?',
      ],
    ],
    upset: [
      [
        '{days} días de retraso',
        'Ya van {days} días de retraso. Pedí la mañana libre para nada y nadie tuvo el detalle de llamar. ¿Dónde está el pedido {order}?',
      ],
      [
        'Me prometieron el {day}',
        'Me prometieron que llegaba el {day} y sigo esperando. Una decepción, y encima pagué envío urgente.',
      ],
      [
        'Tercera fecha distinta',
        'Es la tercera fecha de entrega que me dais para el {order}. Ya no me creo ninguna. O me lo mandáis o me devolvéis el dinero.',
      ],
      [
        'Nadie sabe dónde está el paquete',
        'El transportista dice que lo tenéis vosotros y vosotros que lo tiene él. Mientras tanto, yo sin calefacción. Es de risa.',
      ],
      [
        'Un desastre de entrega',
        'Pagué {amount} por la entrega en 24 horas y tardó {days} días. Como mínimo, devuélvanme el envío.',
      ],
    ],
  },
  damaged_delivery: {
    calm: [
      [
        'El {product} llegó con un golpe',
        'La caja venía bien, pero el {product} tiene un golpe en un lado. Funciona, aunque ¿me podríais mandar otra tapa?',
      ],
      [
        'Pantalla rota al abrir',
        'Acabo de abrir el {product} y la pantalla está rajada. Adjunto fotos. ¿Qué necesitan de mi parte?',
      ],
      ['Falta una pieza', 'Vino todo menos la bolsita de tornillos. ¿Me la podéis enviar?'],
      ['Artículo equivocado', 'Pedí el {product} y me llegó el modelo pequeño. Lo cambio sin problema, díganme cómo.'],
    ],
    upset: [
      [
        'Llegó hecho pedazos',
        'El {product} llegó hecho pedazos. La caja estaba empapada y se ve que la tiraron. El embalaje es pésimo.',
      ],
      [
        'El segundo también viene roto',
        '¡El de reemplazo también vino roto! ¿Nadie revisa los equipos antes de que salgan?',
      ],
      [
        'Usado, no nuevo',
        'Pagué un {product} nuevo y este tiene rayones y hasta el wifi de otra persona guardado. Me siento estafado.',
      ],
      [
        'Todo lleno de agua',
        'El humidificador llegó con el depósito rajado y me arruinó la alfombra. Quiero hablar hoy con un responsable.',
      ],
    ],
  },
  returns: {
    calm: [
      [
        '¿Cómo devuelvo el {product}?',
        'Es muy bonito, pero demasiado grande para nuestro pasillo. ¿Cómo os lo devuelvo?',
      ],
      [
        'Etiqueta de devolución',
        '¿Me mandáis otra vez la etiqueta para el {order}? La impresora se comió la anterior, perdón.',
      ],
      [
        '¿Cuándo llega el reembolso?',
        'Envié el {product} de vuelta el {day}. ¿Para cuándo espero los {amount} en la tarjeta?',
      ],
      ['Cambio por el grande', '¿Puedo cambiar el {product} por el de tamaño mayor y pagar la diferencia?'],
      ['¿Hace falta la caja?', 'Quiero devolver un sensor. ¿Tiene que ir en su caja? Creo que ya la reciclé...'],
    ],
    upset: [
      [
        'Sigo sin el reembolso',
        'Recibisteis la devolución el {day} y todavía no he visto ni un céntimo de los {amount}. ¿Tanto cuesta apretar un botón?',
      ],
      [
        'Devolución rechazada',
        'Me rechazan la devolución por «señales de uso». ¡Si estaba averiado! Claro que lo usé, así me di cuenta.',
      ],
      [
        'Demasiados trámites',
        'Un formulario, fotos, otra vez el mismo formulario y ahora que imprima un papel. No puede ser tan complicado devolver una cosa.',
      ],
      [
        '{days} días sin respuesta del reembolso',
        'Cada vez que pregunto es «de tres a cinco días hábiles». Van {days}. Por favor, dejen de mandarme la misma frase.',
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
