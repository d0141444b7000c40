import { noFlagsBut, type Story, storyAccountId, storyContactId } from '../story.ts';

export const detractorLeftAlone: Story = {
  id: 'detractor-left-alone',
  title: { en: 'The bad answer that nobody read', es: 'La mala nota que nadie leyó' },
  who: {
    contact: {
      id: storyContactId(5),
      firstName: 'Nuria',
      lastName: 'Belmonte Ros',
      email: 'nuria.belmonte@colegio-sant-marti.example',
      language: 'es',
      country: 'ES',
      city: 'Girona',
      jobTitle: 'Administración',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 520,
    },
    account: {
      id: storyAccountId(4),
      name: 'Colegio Sant Martí',
      domain: 'colegio-sant-marti.example',
      industry: 'PRIMARY_SECONDARY_EDUCATION',
      employees: 58,
      yearlyAmount: 4700,
      renewsInDays: 96,
    },
  },
  what: 'She answered NPS 2 with a long comment 21 days ago. Nobody has written or called since.',
  look: 'The NPS answer of 21 days ago, and the empty timeline after it.',
  expect: {
    flags: ['detractor-unanswered'],
    // She is sharp, and polite; what comes late are reports.
    notFlags: [...noFlagsBut('detractor-unanswered'), 'angry-customer', 'late-delivery'],
    band: ['poor', 'critical'],
    later: [],
  },
  tell({ ago, ticket, survey, call }) {
    survey({ kind: 'nps', value: 7, at: ago(340) });
    call({
      direction: 'out',
      title: 'Llamada de seguimiento',
      body: 'Comenta que los informes llegan tarde. Se toma nota.',
      minutes: 8,
      at: ago(58, 10),
    });
    const report = ticket({
      topic: 'missing_info',
      channel: 'email',
      subject: '¿Dónde se descarga el informe de consumo?',
      body: 'Buenos días:\n\nNo encuentro el informe mensual de consumo en la nueva web. ¿Me podéis indicar dónde está?\n\nGracias,\nNuria',
      steps: [
        ['new', ago(41, 9)],
        ['waiting_on_customer', ago(41, 12)],
        ['closed', ago(40, 11)],
      ],
      resolution: 'Se envía el informe por correo.',
    });
    survey({
      kind: 'csat',
      value: 0,
      ticket: report,
      at: ago(39, 9),
      comment: 'Me mandan un PDF. Yo preguntaba dónde está en la web.',
    });
    call({
      direction: 'out',
      title: 'Sobre la encuesta',
      body: 'Le explicamos que la web se está rehaciendo. No queda convencida.',
      minutes: 5,
      at: ago(39, 13),
    });
    survey({
      kind: 'nps',
      value: 2,
      at: ago(21, 12),
      comment:
        'La web nueva es un desastre: no encuentro nada, los informes llegan tarde y cada vez que pregunto me mandan un PDF en lugar de arreglarlo. Tampoco creo que nadie lea esto.',
    });
  },
};
