import { type Story, storyAccountId, storyContactId } from '../story.ts';

export const soldToAtTheWrongMoment: Story = {
  id: 'sold-to-at-the-wrong-moment',
  title: { en: 'Sold to at the wrong moment', es: 'Una oferta en mal momento' },
  who: {
    contact: {
      id: storyContactId(13),
      firstName: 'Javier',
      lastName: 'Montalbán Rey',
      email: 'javier.montalban@gimnasio-puerta-del-ebro.example',
      language: 'es',
      country: 'ES',
      city: 'Zaragoza',
      jobTitle: 'Propietario',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 450,
    },
    account: {
      id: storyAccountId(8),
      name: 'Gimnasio Puerta del Ebro',
      domain: 'gimnasio-puerta-del-ebro.example',
      industry: 'HEALTH_WELLNESS_AND_FITNESS',
      employees: 12,
      yearlyAmount: 2900,
      renewsInDays: 60,
    },
  },
  what: 'His ventilation has been down for nine days (the ticket was answered within the hour and is still open). Meanwhile sales sent him two offers and rang him with a third.',
  look: 'The open urgent ticket, and the sales e-mails and the call that fall inside it.',
  expect: {
    flags: ['wrong-moment'],
    notFlags: ['slow-answer', 'reopened', 'detractor-unanswered', 'silent-customer'],
    band: ['fair', 'poor'],
    later: [],
  },
  tell({ ago, ticket, survey, mailIn, mailOut, call }) {
    survey({ kind: 'nps', value: 8, at: ago(140) });
    call({
      direction: 'out',
      title: 'Llamada trimestral',
      body: 'Todo bien, sin incidencias.',
      minutes: 7,
      agent: 'Patricia',
      at: ago(55, 11),
    });
    const down = ticket({
      topic: 'technical_fault',
      channel: 'email',
      priority: 'urgent',
      subject: 'La ventilación de la sala no arranca',
      body: 'Hola:\n\nDesde esta mañana la ventilación de la sala grande no arranca y así no puedo dar clases. Necesito que venga alguien cuanto antes.\n\nJavier',
      steps: [
        ['new', ago(9, 9)],
        ['waiting_on_customer', ago(9, 9.8)],
        ['waiting_on_us', ago(8, 10)],
      ],
    });
    mailOut({
      subject: 'Amplía tu plan y ahorra un 15 %',
      body: 'Hola, Javier:\n\nSolo esta semana: pásate al plan Premium y llévate un segundo purificador a mitad de precio.\n\nGabriel',
      purpose: 'sales',
      at: ago(7, 10),
    });
    mailOut({
      subject: 'Última oportunidad: plan Premium',
      body: 'Hola, Javier:\n\n¿Has visto mi mensaje? La oferta termina mañana.\n\nGabriel',
      purpose: 'sales',
      at: ago(4, 10),
    });
    call({
      direction: 'out',
      title: 'Oferta plan Premium',
      body: 'Corta enseguida: «Arregladme primero lo que tengo, que llevo una semana sin ventilación».',
      minutes: 2,
      agent: 'Gabriel',
      at: ago(3, 12),
    });
    mailIn({
      subject: 'Re: Última oportunidad: plan Premium',
      body: '¿Me estáis vendiendo otra máquina mientras la mía lleva una semana parada? De verdad, no es el momento.\n\nJavier',
      ticket: down,
      at: ago(3, 16),
    });
  },
};
