import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const moneyTexts = {
  surprise_charge: {
    calm: [
      [
        '¿Qué es este cargo de {amount}?',
        'Tengo un cargo vuestro de {amount} del {day} que no reconozco. ¿Me podéis decir de qué es?',
      ],
      [
        'Gastos de instalación',
        'Yo entendí que la instalación iba incluida, pero la factura trae {amount} más. ¿Leí mal la oferta?',
      ],
      [
        '¿Se acabó la prueba?',
        'Parece que la prueba gratuita pasó a plan de pago el {day}. Se me habrá pasado el aviso. ¿Se puede deshacer?',
      ],
      ['Cobro doble', 'Creo que me cobraron dos veces el mismo mes. Será un fallo, pero échenle un ojo, por favor.'],
    ],
    upset: [
      [
        'Me cobraron {amount} sin avisar',
        'Me cobraron {amount} sin avisar y me quedé en números rojos por su culpa. Quiero que me lo devuelvan hoy.',
      ],
      [
        'Un cargo escondido',
        'En ninguna parte, y digo ninguna, se habla de un «cargo de conectividad». Esconder {amount} en la letra pequeña no es de recibo.',
      ],
      [
        'Me cobráis después de darme de baja',
        'Me di de baja por escrito y aun así me habéis cobrado {amount} el {day}. Eso, en mi pueblo, es robar.',
      ],
      ['Subida sin previo aviso', 'El plan me subió {amount} y me enteré por el banco. Ni un correo. Increíble.'],
    ],
  },
  billing: {
    calm: [
      ['Copia de la factura', '¿Me podéis enviar la factura del mes pasado en PDF? Me la pide la gestoría.'],
      [
        'Datos fiscales',
        'Les agradecería que a partir de ahora pongan nuestro NIF en las facturas. Se lo mando en cuanto me confirmen.',
      ],
      ['Cambio de tarjeta', 'Se me vence la tarjeta. ¿Dónde cargo la nueva?'],
      [
        'Número de pedido en la factura',
        'Administración necesita el número de pedido en la factura de {order}; si no, no la pagan. ¿La podéis rehacer?',
      ],
      ['Pagar por transferencia', '¿Podemos pagar la cuota anual por transferencia en vez de con tarjeta?'],
      [
        'Nueva dirección',
        'Nos mudamos. La dirección nueva está en nuestra web, ¿la cambian en las facturas? Lo demás sigue igual.',
      ],
    ],
    upset: [
      [
        'Factura mal otra vez',
        'Segundo mes seguido con el importe mal. La otra vez me dijisteis que ya estaba arreglado, y no lo está.',
      ],
      [
        'Reclaman una factura pagada',
        'Me acaba de llegar un aviso con amenaza de recargo por una factura que pagué el {day}. Revisen antes de mandar esas cosas.',
      ],
      [
        'Nadie contesta sobre la factura',
        'Llevo {days} días pidiendo la factura corregida y nada. No podemos cerrar el mes por vuestra culpa.',
      ],
    ],
  },
  price: {
    calm: [
      [
        '¿Descuento por dos locales?',
        'Estamos pensando en poner lo mismo en el segundo local. ¿Hay mejor precio por los dos?',
      ],
      [
        'Comparando precios',
        'Tengo un presupuesto de otra empresa {amount} más barato al año. Preferiría quedarme, ¿pueden hacer algo?',
      ],
      ['Precio para asociaciones', '¿Tenéis tarifa para asociaciones sin ánimo de lucro? Por preguntar que no quede.'],
      ['Precio del filtro', '¿Cuánto sale el filtro de repuesto del {product}, con envío?'],
    ],
    upset: [
      [
        'Carísimo para lo que es',
        '{amount} por un filtro de plástico es una tomadura de pelo. Lo encontré igualito en internet por la tercera parte.',
      ],
      [
        'Los nuevos pagan menos que yo',
        'A los clientes nuevos les cobráis {amount} menos que a mí, que llevo dos años. Así premiáis la fidelidad.',
      ],
      ['¿Otra subida?', 'Segunda subida en un año. El servicio no mejoró en nada, así que ¿qué estoy pagando?'],
    ],
  },
  renewal: {
    calm: [
      ['Fecha de renovación', '¿Cuándo se renueva nuestro contrato? ¿Tengo que hacer algo?'],
      [
        'Renovamos, con un cambio',
        'Renovamos encantados. ¿Podéis quitar uno de los sensores? Esa sala ya no la usamos.',
      ],
      [
        'Presupuesto del año que viene',
        '¿Me pueden enviar el presupuesto de la renovación? La junta es el día 20 y quisiera llevarlo.',
      ],
      ['Sí a otro año', 'Denlo por hecho: un año más. Sin cambios y sin preguntas 🙂'],
      ['Preaviso', 'Solo quería confirmar el plazo de preaviso, por si nos mudamos el año que viene.'],
    ],
    upset: [
      [
        'Me renovaron sin permiso',
        'Me renovaron un año entero sin preguntarme. Pensaba irme en marzo. Les pido que lo anulen.',
      ],
      [
        'Sin respuesta sobre la renovación',
        'El contrato se acaba en {days} días y nadie me contesta las dudas. ¿Queréis que sigamos o no?',
      ],
      ['Así no renovamos', 'El presupuesto sube {amount} y trae cosas que no hemos pedido. Así no vamos a firmar.'],
    ],
  },
  cancellation: {
    calm: [
      ['Baja a fin de mes', 'Nos vamos a vivir fuera, así que necesito darme de baja a fin de mes. Ha sido un placer.'],
      ['¿Se puede pausar?', '¿Podría pausar la suscripción tres meses, mientras hacemos obra, en lugar de cancelarla?'],
      ['Cancelar una de dos', 'Tengo dos suscripciones por error. ¿Cómo cancelo una sin perder la otra?'],
    ],
    upset: [
      [
        'Quiero darme de baja',
        'Quiero darme de baja. No, no quiero un descuento y no, no quiero que me llamen. Solo la baja.',
      ],
      [
        '¿Por qué no puedo cancelar por internet?',
        'Para darse de alta basta un minuto y para irse hay que llamar en horario de oficina. Eso es una trampa.',
      ],
      [
        'Tercera vez que pido la baja',
        'Es la tercera vez que pido la baja y cada vez me ofrecen una «promoción especial». Confírmenmela hoy por escrito.',
      ],
      [
        'Me voy',
        'Después de {days} días sin calefacción y cuatro agentes distintos, ya está bien. Decidme cómo cierro la cuenta.',
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
