import { noFlagsBut, type Story, storyAccountId, storyContactId } from '../story.ts';

export const loyalCustomerTurns: Story = {
  id: 'loyal-customer-turns',
  title: { en: 'The loyal customer who turns', es: 'La clienta fiel que se cansa' },
  who: {
    contact: {
      id: storyContactId(1),
      firstName: 'Marisol',
      lastName: 'Etxeberria Lekuona',
      email: 'marisol.etxeberria@hotel-bahia-serena.example',
      language: 'es',
      country: 'ES',
      city: 'Donostia',
      jobTitle: 'Directora',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 700,
    },
    account: {
      id: storyAccountId(1),
      name: 'Hotel Bahía Serena',
      domain: 'hotel-bahia-serena.example',
      industry: 'HOSPITALITY',
      employees: 42,
      yearlyAmount: 8400,
      renewsInDays: 38,
    },
  },
  what: 'Two happy years (NPS 10 and 9, quick answers). Then three tickets in eleven weeks, each first answered after seven to ten days, and an NPS answer of 3. Somebody wrote back the next morning, but the reason stands.',
  look: 'The last three tickets: compare when they were opened with the first answer. Then the last survey answer.',
  expect: {
    flags: ['slow-answer', 'time-pressure'],
    notFlags: noFlagsBut('slow-answer'),
    band: ['poor', 'critical'],
    later: ['score-falls'],
  },
  tell({ ago, ticket, survey, mailOut, meeting, deal }) {
    deal({
      name: 'Hotel Bahía Serena - alta de suscripción',
      kind: 'new',
      amount: 7200,
      stage: 'won',
      at: ago(698),
      closedAt: ago(690),
    });
    survey({
      kind: 'nps',
      value: 10,
      at: ago(600),
      comment: 'Encantados. La instalación fue rapidísima y el equipo, un diez.',
    });
    ticket({
      topic: 'installation',
      channel: 'email',
      subject: 'Añadir dos termostatos en la planta tercera',
      body: 'Hola, Leire:\n\nQueremos añadir dos termostatos más en la tercera planta. ¿Cuándo os vendría bien pasar?\n\nGracias de antemano,\nMarisol',
      steps: [
        ['new', ago(520, 9)],
        ['waiting_on_customer', ago(520, 11)],
        ['closed', ago(518, 10)],
      ],
      resolution: 'Instalados los dos termostatos. La clienta confirma que funcionan.',
    });
    survey({
      kind: 'nps',
      value: 9,
      at: ago(330),
      comment: 'Muy contentos, todo funciona y siempre contestáis enseguida.',
    });
    meeting({
      title: 'Revisión anual',
      body: 'Repasamos consumos: un 18 % menos que el año pasado. Marisol, muy satisfecha. Renueva sin dudarlo.',
      at: ago(325, 9),
    });
    deal({
      name: 'Hotel Bahía Serena - renovación',
      kind: 'renewal',
      amount: 8400,
      stage: 'won',
      at: ago(322),
      closedAt: ago(318),
    });
    ticket({
      topic: 'technical_fault',
      channel: 'email',
      priority: 'high',
      subject: 'La pasarela se desconecta por las noches',
      body: 'Hola:\n\nDesde el lunes la pasarela de la recepción se desconecta cada noche y por la mañana las habitaciones están a 16 grados. Los huéspedes ya se han quejado. ¿Podéis mirarlo hoy?\n\nUn saludo,\nMarisol',
      steps: [
        ['new', ago(78, 9)],
        ['waiting_on_customer', ago(70, 15)],
        ['closed', ago(66, 12)],
      ],
      resolution: 'Sustituida la pasarela.',
    });
    ticket({
      topic: 'billing',
      channel: 'email',
      subject: 'Factura de octubre sin el descuento acordado',
      body: 'Hola:\n\nLa última factura viene sin el descuento que acordamos al renovar. Os escribí y sigo sin respuesta. No es por el dinero, es que antes esto no pasaba.\n\nMarisol',
      steps: [
        ['new', ago(49, 9)],
        ['waiting_on_customer', ago(39, 16)],
        ['closed', ago(36, 11)],
      ],
      resolution: 'Emitida factura rectificativa con el descuento.',
    });
    ticket({
      topic: 'returns',
      channel: 'email',
      subject: 'Recogida del equipo averiado: nadie contesta',
      body: 'Buenos días:\n\nLlevo una semana esperando a que alguien me diga cuándo recogéis la pasarela vieja. Es la tercera vez en dos meses que tengo que esperar una semana para una respuesta. Me da mucha pena, porque siempre he hablado bien de vosotros.\n\nMarisol Etxeberria',
      steps: [
        ['new', ago(26, 9)],
        ['waiting_on_customer', ago(18, 16)],
        ['closed', ago(15, 10)],
      ],
      resolution: 'Recogida hecha.',
    });
    survey({
      kind: 'nps',
      value: 3,
      at: ago(12, 18),
      comment:
        'Hace un año os habría puesto un diez. Ahora cada mensaje tarda más de una semana en tener respuesta. No sé si renovaré.',
    });
    mailOut({
      subject: 'Su respuesta a nuestra encuesta',
      body: 'Hola, Marisol:\n\nHe leído su respuesta y tiene razón: le hemos contestado tarde tres veces seguidas. ¿Le viene bien que la llame mañana?\n\nPatricia',
      agent: 'Patricia',
      at: ago(11, 9),
    });
  },
};
