import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const relationTexts = {
  missing_info: {
    calm: [
      [
        '¿Cada cuánto se cambia el filtro?',
        'Una duda rápida: ¿cada cuánto hay que cambiar el filtro del {product}? En el folleto no viene.',
      ],
      [
        'Manual en español',
        'El {product} vino con el manual en cuatro idiomas y ninguno es español. ¿Lo tenéis en PDF?',
      ],
      ['Horario en festivos', '¿Abren el lunes, que es festivo?'],
      ['Garantía', '¿Cuánto dura la garantía del {product}? ¿Cuenta desde el pedido o desde la instalación?'],
      [
        'Informe de consumo',
        '¿Dónde veo el informe mensual de consumo? Seguro que está a la vista, pero no doy con él.',
      ],
      ['¿Qué modelo tengo?', 'Necesito el modelo exacto para el seguro. ¿Lo tienen ustedes? No corre prisa.'],
      ['Ficha técnica', '¿Me mandáis la ficha técnica del {product}? El arquitecto quiere las medidas.'],
    ],
    upset: [
      [
        'No encuentro nada en la web',
        'Llevo una hora en la web buscando una cosa de lo más simple. El buscador no encuentra nada. ¿Es un secreto?',
      ],
      [
        'Instrucciones que se contradicen',
        'El folleto dice una cosa, la web otra y el agente otra distinta. ¿Con cuál me quedo?',
      ],
      [
        'Nadie me sabe decir',
        'Pregunta sencilla: ¿funciona sin internet? Pregunté a tres personas y las tres «ahora le confirmo». Ninguna lo hizo.',
      ],
    ],
  },
  trust: {
    calm: [
      [
        '¿Este correo es suyo?',
        'Me llegó un correo para «confirmar mis datos bancarios», con su logo. ¿De verdad es de ustedes?',
      ],
      ['¿Qué datos guardan?', '¿Qué registra el {product} y quién lo ve? Pregunto por mi mujer, que es desconfiada.'],
      ['Borrar mi dirección antigua', 'Por favor, borrad de la ficha mi dirección anterior, ya no vivo allí.'],
    ],
    upset: [
      [
        'Veo los datos de otra persona',
        'En mi aplicación veo la temperatura del salón de otra familia. Si yo veo lo suyo, ¿quién ve lo mío? Esto es muy grave.',
      ],
      [
        'No di permiso para publicidad',
        'Nunca di permiso para publicidad y me llegan tres correos por semana. ¿De dónde sacaron mi número para los SMS?',
      ],
      [
        'Me suena a estafa',
        'Me llamó alguien en nombre de la empresa pidiendo la tarjeta. Si eran ustedes, qué vergüenza. Y si no, ¿cómo sabía mi pedido?',
      ],
    ],
  },
  praise: {
    calm: [
      [
        '¡Gracias, {agent}!',
        'Solo quería decir que {agent} me atendió de maravilla. Con paciencia, con humor, y el {product} funciona otra vez.',
      ],
      [
        'Felicitaciones al técnico',
        'El técnico se quitó los zapatos, barrió al terminar y me lo explicó todo dos veces. Un diez.',
      ],
      [
        'Por una vez, no es una queja',
        'Seguro que solo os llegan quejas, así que va lo contrario: funciona, es bonito y no hace ruido. Enhorabuena.',
      ],
      ['Bajó la factura', 'Primer invierno con el {product} y pagamos una quinta parte menos. ¡Qué gusto!'],
      ['Servicio de primera', 'Pedido el lunes, instalado el miércoles y calentitos el jueves. De primera.'],
      ['Mi madre, encantada', 'Mi madre tiene 84 años y maneja la app sola. Con eso se lo digo todo. Gracias ❤️'],
      [
        'Gratamente sorprendido',
        'Pensaba pasarme una hora al teléfono y {agent} contestó al segundo tono. Resuelto. Chapó.',
      ],
      [
        'Un año sin problemas',
        'Hoy hace un año que tenemos el {product} y ni un solo problema. Quería que lo supieran.',
      ],
    ],
    upset: [['Al final, gracias', 'Tardó más de la cuenta, pero {agent} lo resolvió. Al César lo que es del César.']],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
