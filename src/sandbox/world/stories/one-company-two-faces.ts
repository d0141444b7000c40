import type { StoryContact } from '../cast.ts';
import { NO_FLAGS, type Story, storyAccountId, storyContactId } from '../story.ts';

const happy: StoryContact = {
  id: storyContactId(11),
  firstName: 'Beatriz',
  lastName: 'Solano Prieto',
  email: 'beatriz.solano@clinica-arco-iris.example',
  language: 'es',
  country: 'ES',
  city: 'Valencia',
  jobTitle: 'Recepción',
  preferredChannel: 'chat',
  lifecycle: 'customer',
  joinedDaysAgo: 560,
};

export const oneCompanyTwoFaces: Story = {
  id: 'one-company-two-faces',
  title: { en: 'One company, two faces', es: 'Una empresa, dos caras' },
  who: {
    contact: {
      id: storyContactId(10),
      firstName: 'Ramón',
      lastName: 'Ibáñez Cuesta',
      email: 'ramon.ibanez@clinica-arco-iris.example',
      language: 'es',
      country: 'ES',
      city: 'Valencia',
      jobTitle: 'Gerente',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 560,
    },
    account: {
      id: storyAccountId(7),
      name: 'Clínica Arco Iris',
      domain: 'clinica-arco-iris.example',
      industry: 'HOSPITAL_HEALTH_CARE',
      employees: 24,
      yearlyAmount: 9800,
      renewsInDays: 25,
    },
  },
  what: 'The manager is furious: a ticket unanswered for nine days and an NPS of 0 that nobody followed up. The receptionist, same company, is delighted. Seen as an average the account looks fine.',
  look: 'Ramón’s and Beatriz’s records side by side, then the account that both belong to.',
  expect: {
    flags: ['slow-answer', 'detractor-unanswered', 'angry-customer'],
    notFlags: ['reopened', 'silent-customer', 'repeated-contact'],
    band: ['poor', 'critical'],
    later: [],
  },
  also: { contact: happy, expect: { flags: [], notFlags: NO_FLAGS, band: ['good'], later: ['advocacy'] } },
  tell({ ago, ticket, survey, mailIn, call }) {
    call({
      direction: 'out',
      title: 'Presentación del nuevo contrato',
      body: 'Ramón pide que se le responda siempre por correo y con plazos claros.',
      minutes: 15,
      at: ago(70, 10),
    });
    ticket({
      topic: 'technical_fault',
      channel: 'email',
      priority: 'urgent',
      subject: 'Quirófano 1 sin control de humedad: URGENTE',
      body: 'El control de humedad del quirófano 1 está caído desde ayer y hemos tenido que cancelar intervenciones. He llamado al número de urgencias y salta un contestador. Es inaceptable en un contrato de casi diez mil euros al año. Exijo una respuesta HOY.\n\nRamón Ibáñez',
      steps: [['new', ago(9, 9)]],
    });
    survey({
      kind: 'nps',
      value: 0,
      at: ago(6, 9),
      comment:
        'Cero. Llevo días esperando una respuesta a una urgencia. Una vergüenza. Estamos pidiendo presupuesto a la competencia.',
    });
    const app = ticket({
      by: happy,
      topic: 'login',
      channel: 'chat',
      priority: 'low',
      subject: 'Chat: dar acceso a una compañera',
      body: 'Hola! ¿Cómo doy acceso a la app a una compañera nueva? Gracias, sois un encanto 😊',
      steps: [
        ['new', ago(37, 10)],
        ['waiting_on_customer', ago(37, 10.1)],
        ['closed', ago(37, 10.4)],
      ],
      resolution: 'Acceso creado.',
    });
    survey({ by: happy, kind: 'csat', value: 2, ticket: app, at: ago(36), comment: 'Rapidísimos y muy amables.' });
    survey({ by: happy, kind: 'nps', value: 10, at: ago(22), comment: 'Me encanta la aplicación, y Leire es un sol.' });
    mailIn({
      by: happy,
      subject: '¡Gracias!',
      body: 'Hola, Leire:\n\nTodo perfecto con el acceso, nada que objetar. ¡Mil gracias!\n\nBea',
      at: ago(20),
    });
  },
};
