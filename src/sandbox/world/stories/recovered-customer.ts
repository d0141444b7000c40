import { NO_FLAGS, type Story, storyContactId } from '../story.ts';

export const recoveredCustomer: Story = {
  id: 'recovered-customer',
  title: { en: 'Lost and won back', es: 'Perdida y recuperada' },
  who: {
    contact: {
      id: storyContactId(7),
      firstName: 'Inés',
      lastName: 'Quiroga Treviño',
      email: 'ines.quiroga@correo.example.org',
      language: 'es',
      country: 'MX',
      city: 'Querétaro',
      preferredChannel: 'phone',
      lifecycle: 'customer',
      joinedDaysAgo: 380,
    },
  },
  what: 'Her purifier arrived broken five months ago and she was furious (CSAT 0). She was called within hours, had a new one in two days and a month free. Since then NPS 9, then 10.',
  look: 'The damaged delivery of 150 days ago, the call of the same day, and the two NPS answers after it.',
  expect: { flags: [], notFlags: NO_FLAGS, band: ['good'], later: ['recovered'] },
  tell({ ago, ticket, survey, mailIn, call }) {
    const broken = ticket({
      topic: 'damaged_delivery',
      channel: 'phone',
      priority: 'urgent',
      subject: 'El purificador llegó roto',
      body: 'Nos dice por teléfono: «Llegó con la carcasa partida y haciendo un ruido horrible. Pagué envío urgente y esto es una burla. Quiero una solución hoy mismo».',
      steps: [
        ['new', ago(150, 9)],
        ['waiting_on_customer', ago(150, 9.1)],
        ['closed', ago(147, 12)],
      ],
      resolution: 'Equipo nuevo entregado en 48 horas. Un mes de suscripción sin costo.',
    });
    survey({ kind: 'csat', value: 0, ticket: broken, at: ago(149, 9), comment: 'Pésimo. El equipo llegó roto.' });
    call({
      direction: 'out',
      title: 'Disculpa y solución',
      body: 'Le ofrecemos disculpas, equipo nuevo pasado mañana y un mes gratis. Lo agradece mucho: «así sí da gusto».',
      minutes: 14,
      agent: 'Patricia',
      ticket: broken,
      at: ago(149, 14),
    });
    survey({
      kind: 'nps',
      value: 9,
      at: ago(60),
      comment: 'Tuvieron un error, pero lo resolvieron mejor de lo que esperaba. Muy agradecida con Patricia.',
    });
    ticket({
      topic: 'missing_info',
      channel: 'phone',
      priority: 'low',
      subject: 'Cada cuánto se cambia el filtro',
      body: 'Pregunta cada cuánto se cambia el filtro. Sin problema, solo quería saberlo.',
      steps: [
        ['new', ago(32, 10)],
        ['waiting_on_customer', ago(32, 10.1)],
        ['closed', ago(32, 10.3)],
      ],
      resolution: 'Cada seis meses; la aplicación avisa.',
    });
    survey({ kind: 'nps', value: 10, at: ago(10), comment: '¡De lo mejor! Ya los recomendé con mi hermana 😊' });
    mailIn({
      subject: 'Gracias',
      body: 'Hola, Patricia:\n\nSolo quería darles las gracias. El purificador funciona de maravilla y ustedes siempre contestan rápido.\n\nInés',
      at: ago(9),
    });
  },
};
