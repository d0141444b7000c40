import { noFlagsBut, type Story, storyAccountId, storyContactId } from '../story.ts';

export const threeChannelsOneProblem: Story = {
  id: 'three-channels-one-problem',
  title: { en: 'Three channels, one problem', es: 'Un problema por tres canales' },
  who: {
    contact: {
      id: storyContactId(2),
      firstName: 'Daniel',
      lastName: 'Whitaker',
      email: 'daniel.whitaker@pinecrest-lettings.example',
      language: 'en',
      country: 'GB',
      city: 'Leeds',
      jobTitle: 'Property manager',
      preferredChannel: 'phone',
      lifecycle: 'customer',
      joinedDaysAgo: 480,
    },
    account: {
      id: storyAccountId(2),
      name: 'Pinecrest Lettings',
      domain: 'pinecrest-lettings.example',
      industry: 'REAL_ESTATE',
      employees: 14,
      yearlyAmount: 3900,
      renewsInDays: 120,
    },
  },
  what: 'The heating controller in one flat drops offline. He wrote an e-mail, then used the chat, then rang, within six days, and had to explain the same fault from the start each time. His answers to the surveys say so; Naomi rang him the same day.',
  look: 'Three tickets with the same subject matter by e-mail, chat and phone, five to eleven days ago; the last is still open.',
  expect: {
    flags: ['repeated-contact', 'channel-hopping'],
    notFlags: noFlagsBut('repeated-contact'),
    band: ['poor', 'critical'],
    later: [],
  },
  tell({ ago, ticket, survey, call }) {
    survey({ kind: 'nps', value: 8, at: ago(260), comment: 'Works well, support is decent.' });
    call({
      direction: 'out',
      title: 'Quarterly check-in',
      body: 'All quiet on the 22 flats. No problems to report.',
      minutes: 9,
      at: ago(62, 11),
    });
    ticket({
      topic: 'technical_fault',
      channel: 'email',
      priority: 'high',
      subject: 'Heating controller offline at Flat 7, Clarence Road',
      body: 'Hello,\n\nThe heating controller at Flat 7 Clarence Road keeps dropping offline and the tenant has no heating in the evenings. Restarted it twice, no difference.\n\nCan someone take a look please?\n\nDaniel',
      steps: [
        ['new', ago(11, 9)],
        ['waiting_on_customer', ago(11, 11)],
        ['closed', ago(10, 15)],
      ],
      resolution: 'Advised restart of the router. Closed.',
    });
    const chat = ticket({
      topic: 'technical_fault',
      channel: 'chat',
      priority: 'high',
      subject: 'Chat: controller still offline at Flat 7',
      body: 'hi, I emailed about this already. controller at flat 7 clarence road is STILL dropping offline. your colleague told me to restart the router, i did, same thing. do I really have to explain it all again?',
      steps: [
        ['new', ago(8, 13)],
        ['waiting_on_customer', ago(8, 13.1)],
        ['closed', ago(8, 14)],
      ],
      resolution: 'Asked to update the app. Closed.',
    });
    ticket({
      topic: 'technical_fault',
      channel: 'phone',
      priority: 'urgent',
      subject: 'Call: third contact about the offline controller, Flat 7',
      body: 'Third time he contacts us about the same controller: e-mail, then chat, now by phone. Each time somebody new, each time from the beginning. "I have told this story three times and nobody has read the last one." Tenant is threatening to withhold the rent.',
      steps: [
        ['new', ago(5, 10)],
        ['waiting_on_customer', ago(5, 10.1)],
        ['waiting_on_us', ago(5, 10.3)],
      ],
    });
    call({
      direction: 'in',
      title: 'Controller offline, Flat 7',
      body: 'Very frustrated: explained the same fault for the third time. Promised to send an engineer.',
      minutes: 17,
      at: ago(5, 10),
    });
    survey({
      kind: 'csat',
      value: 0,
      ticket: chat,
      at: ago(7, 9),
      comment: 'Told me to do what I had already done. Nobody reads what I wrote before.',
    });
    survey({ kind: 'nps', value: 3, at: ago(4, 9), comment: 'Same story three times, still no heating.' });
    call({
      direction: 'out',
      title: 'About the survey answer',
      body: 'Apologised for making him explain it three times. Engineer booked for next week.',
      minutes: 9,
      agent: 'Naomi',
      at: ago(4, 15),
    });
  },
};
