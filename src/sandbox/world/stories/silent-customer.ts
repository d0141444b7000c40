import { noFlagsBut, type Story, storyAccountId, storyContactId } from '../story.ts';

export const silentCustomer: Story = {
  id: 'silent-customer',
  title: { en: 'The customer who went silent', es: 'El cliente que dejó de hablar' },
  who: {
    contact: {
      id: storyContactId(4),
      firstName: 'Graham',
      lastName: 'Pell',
      email: 'graham.pell@tidewater-brewery.example',
      language: 'en',
      country: 'GB',
      city: 'Norwich',
      jobTitle: 'Operations manager',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 690,
    },
    account: {
      id: storyAccountId(3),
      name: 'Tidewater Brewery',
      domain: 'tidewater-brewery.example',
      industry: 'FOOD_PRODUCTION',
      employees: 31,
      yearlyAmount: 6100,
      renewsInDays: 70,
    },
  },
  what: 'Every two weeks for a year and a half he wrote, rang or met us. The last real exchange is 200 days old. Since then two newsletters and one call that nobody picked up.',
  look: 'The timeline: a dense row of contacts that stops 200 days ago.',
  expect: {
    flags: ['silent-customer'],
    notFlags: noFlagsBut('silent-customer'),
    band: ['fair', 'poor'],
    later: [],
  },
  tell({ ago, ticket, survey, mailIn, mailOut, call, meeting }) {
    const questions = [
      [
        'Humidity log for the cellar',
        'Could you send me the humidity log for the cold cellar? Need it for the audit. Thanks!',
      ],
      ['Second sensor', 'The second sensor is up and running. Easy job, no problems at all.'],
      ['Filter reorder', 'Please put us down for another box of filters, same as last time.'],
      ['Report for the board', 'Great report, exactly what I needed for the board. Can we have one every quarter?'],
    ] as const;
    for (let visit = 0; visit < 32; visit++) {
      const daysAgo = 675 - visit * 15;
      const [subject, body] = questions[visit % questions.length] ?? questions[0];
      if (visit % 4 === 3) {
        meeting({
          title: 'Monthly review',
          body: 'Went through the readings with Graham. Pleased with the savings.',
          at: ago(daysAgo, 14),
        });
      } else if (visit % 4 === 2) {
        call({ direction: 'in', title: subject, body: 'Quick call, all sorted.', minutes: 6, at: ago(daysAgo, 10) });
      } else {
        mailIn({ subject, body: `Hi Naomi,\n\n${body}\n\nGraham`, at: ago(daysAgo, 9) });
      }
    }
    survey({ kind: 'nps', value: 8, at: ago(300), comment: 'Good kit, good people.' });
    ticket({
      topic: 'billing',
      channel: 'email',
      subject: 'Copy of the April invoice',
      body: 'Hi, could I have a copy of the last invoice please? Ours went missing. Thanks, Graham',
      steps: [
        ['new', ago(200, 9)],
        ['waiting_on_customer', ago(200, 10)],
        ['closed', ago(200, 12)],
      ],
      resolution: 'Copy sent.',
    });
    mailOut({
      subject: 'What is new this summer',
      body: 'Three new sensors, and a quieter pump. Have a look.',
      purpose: 'marketing',
      at: ago(120),
    });
    call({
      direction: 'out',
      title: 'Check-in',
      body: 'No answer, no voicemail.',
      disposition: 'no_answer',
      minutes: 0,
      at: ago(75, 11),
    });
    mailOut({
      subject: 'Getting ready for winter',
      body: 'Five things to check before the cold arrives.',
      purpose: 'marketing',
      at: ago(45),
    });
  },
};
