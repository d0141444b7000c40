import { type Story, storyAccountId, storyContactId } from '../story.ts';

export const reopenedThreeTimes: Story = {
  id: 'reopened-three-times',
  title: { en: 'Solved, again and again', es: 'Resuelto una y otra vez' },
  who: {
    contact: {
      id: storyContactId(6),
      firstName: 'Oliver',
      lastName: 'Bramhall',
      email: 'oliver.bramhall@bramhall-dental.example',
      language: 'en',
      country: 'GB',
      city: 'Bristol',
      jobTitle: 'Practice owner',
      preferredChannel: 'form',
      lifecycle: 'customer',
      joinedDaysAgo: 430,
    },
    account: {
      id: storyAccountId(5),
      name: 'Bramhall Dental',
      domain: 'bramhall-dental.example',
      industry: 'HOSPITAL_HEALTH_CARE',
      employees: 9,
      yearlyAmount: 2600,
      renewsInDays: 210,
    },
  },
  what: 'One ticket about a leaking humidifier was closed and came back three times in five weeks.',
  look: 'The stage history of the ticket: closed → waiting on us, three times, the last six days ago.',
  expect: {
    flags: ['reopened', 'complex-problem', 'technical-problems'],
    notFlags: ['slow-answer', 'detractor-unanswered', 'silent-customer'],
    band: ['poor', 'critical'],
    later: [],
  },
  tell({ ago, ticket, survey, note }) {
    survey({ kind: 'nps', value: 7, at: ago(150) });
    const leak = ticket({
      topic: 'technical_fault',
      channel: 'form',
      priority: 'high',
      subject: 'Humidifier in surgery 2 leaks again',
      body: 'The humidifier in surgery 2 is dripping onto the floor. It was marked as fixed but it leaks again. This is the same fault, not a new one.',
      steps: [
        ['new', ago(40, 9)],
        ['waiting_on_customer', ago(40, 11)],
        ['closed', ago(37, 15)],
        ['waiting_on_us', ago(31, 9)],
        ['waiting_on_customer', ago(31, 12)],
        ['closed', ago(28, 15)],
        ['waiting_on_us', ago(20, 9)],
        ['closed', ago(16, 15)],
        ['waiting_on_us', ago(6, 9)],
      ],
    });
    note({
      body: 'Seal replaced twice, still leaking. Third time this ticket comes back: order a new unit?',
      ticket: leak,
      at: ago(6, 12),
    });
  },
};
