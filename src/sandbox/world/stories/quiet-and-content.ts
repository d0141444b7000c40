import { NO_FLAGS, type Story, storyAccountId, storyContactId } from '../story.ts';

export const quietAndContent: Story = {
  id: 'quiet-and-content',
  title: { en: 'Quiet and content', es: 'Callada y contenta' },
  who: {
    contact: {
      id: storyContactId(17),
      firstName: 'Carmen',
      lastName: 'Villaseca Moll',
      email: 'carmen.villaseca@fincas-llevant.example',
      language: 'es',
      country: 'ES',
      city: 'Palma',
      jobTitle: 'Propietaria',
      preferredChannel: 'phone',
      lifecycle: 'customer',
      joinedDaysAgo: 715,
    },
    account: {
      id: storyAccountId(10),
      name: 'Fincas Llevant',
      domain: 'fincas-llevant.example',
      industry: 'REAL_ESTATE',
      employees: 5,
      yearlyAmount: 1900,
      renewsInDays: 180,
    },
  },
  what: 'She talks to us every three to four months, always happily. The last time is 101 days ago, which for her is nothing unusual: she must not be taken for a silent customer.',
  look: 'The gaps between her contacts: all of about 100 days.',
  expect: { flags: [], notFlags: NO_FLAGS, band: ['good'], later: [] },
  tell({ ago, ticket, survey, call }) {
    for (const days of [701, 599, 503, 398, 305, 202]) {
      call({
        direction: 'out',
        title: 'Llamada trimestral',
        body: 'Todo en orden, nada que objetar. Hablamos en tres meses.',
        minutes: 6,
        agent: 'Patricia',
        at: ago(days, 11),
      });
    }
    survey({ kind: 'nps', value: 9, at: ago(201), comment: 'Sin problemas en dos años. Nada mal, ¿no?' });
    const door = ticket({
      topic: 'billing',
      channel: 'phone',
      priority: 'low',
      subject: 'Cambio de cuenta bancaria',
      body: 'Pide cambiar la cuenta para los recibos. Ninguna queja, al contrario.',
      steps: [
        ['new', ago(101, 10)],
        ['waiting_on_customer', ago(101, 10.1)],
        ['closed', ago(101, 10.3)],
      ],
      resolution: 'Cuenta cambiada.',
    });
    survey({ kind: 'csat', value: 2, ticket: door, at: ago(101, 15), comment: 'Cinco minutos y listo.' });
    survey({ kind: 'ces', value: 7, ticket: door, at: ago(101, 16) });
  },
};
