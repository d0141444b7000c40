import { noFlagsBut, type Story, storyContactId } from '../story.ts';

export const surpriseCharge: Story = {
  id: 'surprise-charge',
  title: { en: 'The surprise charge', es: 'El cobro sorpresa' },
  who: {
    contact: {
      id: storyContactId(3),
      firstName: 'Lucía',
      lastName: 'Ferreyra',
      email: 'lucia.ferreyra@correo.example.org',
      language: 'es',
      country: 'AR',
      city: 'Rosario',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 400,
    },
  },
  what: 'The renewal charged her a “technical service fee” that nobody had mentioned. She answered 0 of 2 to the satisfaction survey; somebody rang her the same afternoon. A week later she still waits for the money and gives NPS 3; that too was answered the same day.',
  look: 'The billing ticket of 18 days ago and the CSAT answer that follows it.',
  expect: { flags: ['surprise-costs'], notFlags: noFlagsBut(), band: ['poor', 'critical'], later: [] },
  tell({ ago, ticket, survey, mailOut, call }) {
    survey({ kind: 'nps', value: 8, at: ago(210), comment: 'Bien en general, la aplicación es fácil de usar.' });
    mailOut({
      subject: 'Tu mantenimiento anual',
      body: 'Hola, Lucía: tu revisión anual ya está hecha, todo en orden.\n\nPatricia',
      purpose: 'service',
      at: ago(64),
    });
    const billing = ticket({
      topic: 'surprise_charge',
      channel: 'email',
      priority: 'high',
      subject: 'Me cobraron algo que nadie me avisó',
      body: 'Hola:\n\nMe acaban de debitar 38.500 pesos de más por un "cargo de servicio técnico" que nunca contraté ni figura en ningún lado. Nadie me avisó nada. Es una falta de respeto que me entere por el resumen de la tarjeta. Quiero que me devuelvan la plata.\n\nLucía',
      steps: [
        ['new', ago(18, 12)],
        ['waiting_on_customer', ago(18, 14)],
        ['waiting_on_us', ago(17, 12)],
        ['closed', ago(14, 15)],
      ],
      resolution: 'Se explica el cargo. Devolución pendiente de aprobación.',
    });
    survey({
      kind: 'csat',
      value: 0,
      ticket: billing,
      at: ago(13, 10),
      comment:
        'Me explicaron el cargo pero la plata no me la devolvieron. Si me hubieran avisado antes, era otra cosa.',
    });
    call({
      direction: 'out',
      title: 'Llamada por la respuesta a la encuesta',
      body: 'Pide la devolución completa y que se avise antes de cobrar. Muy molesta, aunque educada. Se eleva a administración.',
      minutes: 12,
      agent: 'Patricia',
      ticket: billing,
      at: ago(13, 15),
    });
    survey({
      kind: 'nps',
      value: 3,
      at: ago(6, 10),
      comment: 'Cobran de más y después te hacen remar para que te lo devuelvan.',
    });
    mailOut({
      subject: 'Tu devolución, Lucía',
      body: 'Hola, Lucía:\n\nLeí tu respuesta. La devolución está aprobada y sale esta semana. De ahora en más te avisamos antes de cualquier cargo.\n\nPatricia',
      agent: 'Patricia',
      at: ago(6, 15),
    });
  },
};
