import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const productTexts = {
  technical_fault: {
    calm: [
      [
        '{product} sin conexión desde el {day}',
        'El {product} aparece sin conexión en la app desde el {day}. El router va bien y lo demás conecta. ¿Alguna idea?',
      ],
      ['La pila dura poco', 'La pila del sensor pasó de llena al 20 % en una semana. ¿Es normal?'],
      [
        'El horario va una hora tarde',
        'Desde el cambio de hora la calefacción se enciende una hora más tarde. ¿Tiene arreglo fácil?',
      ],
      [
        'Pita por las noches',
        'El {product} pita cada pocos minutos por la noche. Bajito, pero la niña no duerme. ¿Cómo se lo quito?',
      ],
      ['Error E14', 'En la pantalla sale E14 y el manual llega hasta el E12. ¿Qué significa?'],
      [
        'La aplicación no actualiza',
        'Las lecturas se quedaron en las de anoche. Ya desinstalé y volví a instalar, y sigue igual.',
      ],
      [
        'Cambié de internet',
        'Cambié de compañía de internet y el {product} no encuentra el wifi nuevo. ¿Qué tengo que apretar?',
      ],
      ['Marca dos grados de más', 'Dice 22 y el termómetro de toda la vida dice 20. ¿Se puede calibrar?'],
    ],
    upset: [
      [
        'Sin calefacción, {product} muerto',
        'El {product} está muerto y la casa a 14 grados con un bebé. Necesito que venga alguien hoy, no el enlace a un artículo.',
      ],
      [
        'Otra vez averiado',
        'Se estropeó en octubre, lo arreglasteis y se ha vuelto a estropear. La misma avería. Se me acaba la paciencia.',
      ],
      [
        'La app se cierra todo el tiempo',
        'La aplicación se cierra cada vez que la abro. ¿Alguien probó esa actualización?',
      ],
      [
        'Inservible tras la actualización',
        'La actualización me dejó el {product} inservible. El {day} andaba perfecto. ¿Por qué mandan esas cosas de madrugada?',
      ],
      [
        '{days} días sin agua caliente',
        'Llevamos {days} días sin agua caliente. Hice todos los pasos que me mandaron y no funciona nada. Manden a un técnico, por favor.',
      ],
      [
        'Alarma a las tres de la mañana',
        'Segunda falsa alarma del {product} a las tres de la mañana en una semana. Desperté a todo el edificio. Lo desenchufé y ya.',
      ],
    ],
  },
  login: {
    calm: [
      [
        'No llega el correo de la contraseña',
        'Pedí contraseña nueva dos veces y no llega nada. Ya miré en spam. ¿Me la podéis mandar a mano?',
      ],
      [
        'Móvil nuevo y sin acceso',
        'Cambié de móvil y la app me pide un código del viejo, que está en un cajón sin batería.',
      ],
      ['Cambio de correo', 'Ya no tengo acceso al correo del trabajo anterior. ¿Cómo cambio el usuario?'],
      ['Dar acceso a mi pareja', '¿Cómo le doy acceso a mi pareja? Gracias :)'],
      ['El código no llega', 'No me llega el código de seis números por SMS. Por correo me sirve igual, ¿se puede?'],
    ],
    upset: [
      [
        'Días sin poder entrar',
        'Llevo {days} días sin poder entrar a manejar mi propia calefacción por culpa de vuestro inicio de sesión. Es absurdo.',
      ],
      [
        '¿Para qué tengo que registrarme?',
        '¿Por qué me obligan a crear una cuenta para ver el manual de algo que ya pagué?',
      ],
      [
        'Bucle de contraseña',
        'Lo de la contraseña es un bucle: enlace caducado, otro enlace, enlace caducado. Me rindo.',
      ],
    ],
  },
  installation: {
    calm: [
      [
        'Cita para la instalación',
        'Queríamos pedir cita para instalar el {product}. Mejor por la mañana, cualquier día menos el miércoles.',
      ],
      ['¿Sirve para mi caldera?', '¿El {product} es compatible con una caldera mixta de 2014? Les mando foto.'],
      ['Visita del técnico el {day}', '¿Podría venir el técnico después de las dos? Acabo de ver que tengo dentista.'],
      ['Duda con los cables', 'Tengo un cable rojo, uno azul y uno gris misterioso. ¿Dónde va el gris?'],
      ['¿Lo puedo montar yo?', 'Soy bastante manitas. ¿Puedo montar el {product} yo mismo sin perder la garantía?'],
    ],
    upset: [
      [
        'El técnico no vino',
        'Estuve esperando de ocho a seis el {day}. Ni técnico, ni llamada, ni mensaje. Un día de vacaciones tirado.',
      ],
      ['Una chapuza', 'El técnico dejó un agujero en la pared y el {product} torcido. Eso no lo pienso pagar.'],
      [
        'Tercera cita cancelada',
        'Ya me cancelaron tres citas, la última por mensaje diez minutos antes. ¿Qué está pasando?',
      ],
    ],
  },
  feature_request: {
    calm: [
      [
        'Idea: modo vacaciones',
        'Estaría genial un modo vacaciones que se vuelva a encender solo el día antes de volver.',
      ],
      [
        'Exportar a una hoja de cálculo',
        '¿Se podrían exportar las lecturas a una hoja de cálculo? Soy de los que disfrutan con un gráfico.',
      ],
      ['¿La app en gallego?', 'Mi madre usaría la app si estuviera en gallego. ¡Ahí lo dejo!'],
      ['Avisos para dos', '¿Los avisos podrían llegar a dos teléfonos a la vez? Mi marido nunca oye el suyo.'],
      ['Modo oscuro', 'Modo oscuro, porfa. Mis ojos se lo agradecerán 🙏'],
      ['Asistente de voz', '¿Está previsto que el {product} hable con los asistentes de voz?'],
    ],
    upset: [
      [
        '¿Dónde está la vista semanal?',
        'Quitaron la vista semanal en la última actualización. Era lo único que usaba. Devuélvanla, por favor.',
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
