import { noFlagsBut, type Story, storyAccountId, storyContactId } from '../story.ts';

export const technicalTrouble: Story = {
  id: 'technical-trouble',
  title: { en: 'One fault after another', es: 'Una avería tras otra' },
  who: {
    contact: {
      id: storyContactId(14),
      firstName: 'Priya',
      lastName: 'Raman',
      email: 'priya.raman@stonebridge-coworking.example',
      language: 'en',
      country: 'GB',
      city: 'Manchester',
      jobTitle: 'Community manager',
      preferredChannel: 'form',
      lifecycle: 'customer',
      joinedDaysAgo: 360,
    },
    account: {
      id: storyAccountId(9),
      name: 'Stonebridge Coworking',
      domain: 'stonebridge-coworking.example',
      industry: 'LEISURE_TRAVEL_TOURISM',
      employees: 8,
      yearlyAmount: 5200,
      renewsInDays: 45,
    },
  },
  what: 'Four different faults in eleven weeks: the app crashes, the gateway reboots, a sensor shows nonsense, the payment page fails. Each was answered quickly and solved; together they wear her out.',
  look: 'Four technical tickets, three to four weeks apart, a CSAT of 0 and a CES of 3.',
  expect: {
    flags: ['technical-problems', 'high-effort'],
    notFlags: noFlagsBut(),
    band: ['poor', 'critical'],
    later: [],
  },
  tell({ ago, ticket, survey, mailOut, call }) {
    const faults = [
      [
        78,
        'App crashes when I open the schedule',
        'Every time I open the weekly schedule the app crashes. Latest version, two different phones. Error code 1104.',
      ],
      [
        56,
        'Gateway reboots every hour',
        'The gateway on the first floor reboots every hour and members lose the heating each time. It worked fine last month.',
      ],
      [
        33,
        'Sensor shows 85 degrees',
        'The sensor in the kitchen claims it is 85 °C. It is not 85 °C. The heating has switched itself off because of it and people are freezing.',
      ],
      [
        13,
        'Payment page error',
        'Now the payment page throws an error 500 when I try to pay the invoice. Honestly, is anything working over there?',
      ],
    ] as const;
    for (const [days, subject, body] of faults) {
      const fault = ticket({
        topic: 'technical_fault',
        channel: 'form',
        priority: 'high',
        subject,
        body,
        steps: [
          ['new', ago(days, 9)],
          ['waiting_on_customer', ago(days, 11)],
          ['waiting_on_us', ago(days - 1, 9)],
          ['closed', ago(days - 4, 15)],
        ],
        resolution: 'Fixed and confirmed.',
      });
      if (days === 33) {
        survey({ kind: 'ces', value: 3, ticket: fault, at: ago(28, 9), comment: 'Third fault this quarter.' });
        mailOut({
          subject: 'Your answer about the kitchen sensor',
          body: 'Hi Priya,\n\nThree faults in a quarter is two too many. I have asked our engineers to look at the whole installation.\n\nNaomi',
          agent: 'Naomi',
          ticket: fault,
          at: ago(28, 14),
        });
      }
      if (days === 13) {
        survey({
          kind: 'csat',
          value: 0,
          ticket: fault,
          at: ago(8, 9),
          comment: 'You fix things quickly, I will give you that. But something new breaks every three weeks.',
        });
        call({
          direction: 'out',
          title: 'About your survey answer',
          body: 'Apologised. She wants a full check of the installation.',
          minutes: 16,
          agent: 'Naomi',
          ticket: fault,
          at: ago(8, 13),
        });
      }
    }
    survey({ kind: 'nps', value: 5, at: ago(20, 10), comment: 'Friendly team, unreliable product.' });
    call({
      direction: 'out',
      title: 'About your score',
      body: 'Listened. Offered a site visit next month.',
      minutes: 11,
      agent: 'Naomi',
      at: ago(20, 15),
    });
  },
};
