import { noFlagsBut, type Story, storyContactId } from '../story.ts';

export const highEffort: Story = {
  id: 'high-effort',
  title: { en: 'Too much work for a simple return', es: 'Demasiado esfuerzo para una devolución' },
  who: {
    contact: {
      id: storyContactId(15),
      firstName: 'Álvaro',
      lastName: 'Cifuentes',
      email: 'alvaro.cifuentes@correo.example.org',
      language: 'es',
      country: 'CO',
      city: 'Medellín',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 280,
    },
  },
  what: 'Returning a faulty valve took a form, photographs, a signed letter and a trip to the post office. He rates the effort 2 of 7; somebody wrote back the same day.',
  look: 'The return ticket of 24 days ago and its CES answer of 2.',
  expect: {
    flags: ['high-effort', 'process-complexity'],
    notFlags: noFlagsBut(),
    band: ['fair', 'poor'],
    later: [],
  },
  tell({ ago, ticket, survey, mailOut }) {
    survey({ kind: 'nps', value: 8, at: ago(130) });
    const back = ticket({
      topic: 'returns',
      channel: 'email',
      subject: 'Devolución de la válvula: ¿qué más necesitan?',
      body: 'Buenas tardes:\n\nPara devolver una válvula que no sirve ya llené el formulario, mandé las fotos y la carta firmada. Ahora me piden volver a enviar todo y, además, llevarla yo mismo a la oficina de correos. Son demasiados pasos para algo tan sencillo.\n\nQuedo atento,\nÁlvaro',
      steps: [
        ['new', ago(24, 12)],
        ['waiting_on_customer', ago(24, 15)],
        ['waiting_on_us', ago(22, 12)],
        ['closed', ago(17, 15)],
      ],
      resolution: 'Devolución aceptada y reembolso emitido.',
    });
    survey({
      kind: 'ces',
      value: 2,
      ticket: back,
      at: ago(15, 9),
      comment: 'Muchísimo trámite: cuatro correos, un formulario y una fila en correos para devolver una válvula.',
    });
    mailOut({
      subject: 'Gracias por contárnoslo',
      body: 'Hola, Álvaro:\n\nTienes razón, son demasiados pasos. Le he pasado tu caso a quien lleva las devoluciones y te escribo en cuanto lo cambiemos.\n\nLeire',
      ticket: back,
      at: ago(15, 15),
    });
  },
};
