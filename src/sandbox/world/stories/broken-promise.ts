import { noFlagsBut, type Story, storyContactId } from '../story.ts';

export const brokenPromise: Story = {
  id: 'broken-promise',
  title: { en: 'The date that came and went', es: 'La fecha que pasó de largo' },
  who: {
    contact: {
      id: storyContactId(12),
      firstName: 'Chloe',
      lastName: 'Prendergast',
      email: 'chloe.prendergast@post.example.net',
      language: 'en',
      country: 'IE',
      city: 'Galway',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 300,
    },
  },
  what: 'Her boiler control was promised for one date, then for a second one. Both passed. Every message was answered within hours: the speed was fine, the promise was not.',
  look: 'The two late-delivery tickets, each with a promised date in the past, and the CSAT of 0 between them.',
  expect: {
    flags: ['broken-promise', 'late-delivery'],
    notFlags: noFlagsBut(),
    band: ['poor', 'critical'],
    later: [],
  },
  tell({ ago, ticket, survey, mailOut, call }) {
    survey({ kind: 'nps', value: 8, at: ago(160) });
    const first = ticket({
      topic: 'late_delivery',
      channel: 'email',
      priority: 'high',
      subject: 'Order NH-48211 was due last week',
      body: 'Hi,\n\nMy boiler control was promised for last Friday and I took the day off work to be at home. Nobody came and nobody called. When is it actually arriving?\n\nChloe',
      steps: [
        ['new', ago(34, 9)],
        ['waiting_on_customer', ago(34, 11)],
        ['closed', ago(33, 15)],
      ],
      promisedFor: ago(38),
      resolution: 'New delivery date promised.',
    });
    mailOut({
      subject: 'Re: Order NH-48211 was due last week',
      body: 'Hi Chloe,\n\nI am so sorry about that. I have spoken to the warehouse: you will definitely have it within twelve days.\n\nAisling',
      ticket: first,
      at: ago(34, 11),
    });
    survey({
      kind: 'csat',
      value: 0,
      ticket: first,
      at: ago(32, 10),
      comment: 'Polite answer, but I still do not have my order and I lost a day’s pay.',
    });
    call({
      direction: 'out',
      title: 'Apology',
      body: 'Apologised and confirmed the new date again. She says she will believe it when she sees it.',
      minutes: 6,
      ticket: first,
      agent: 'Naomi',
      at: ago(32, 14),
    });
    ticket({
      topic: 'late_delivery',
      channel: 'email',
      priority: 'urgent',
      subject: 'Second promised date missed, NH-48211',
      body: 'You promised. Twice. The new date was four days ago and still nothing, and the tracking page has not changed in three weeks. I no longer believe a word of it. Either deliver it or give me my money back.\n\nChloe',
      steps: [
        ['new', ago(16, 9)],
        ['waiting_on_customer', ago(16, 10)],
        ['waiting_on_us', ago(15, 9)],
      ],
      promisedFor: ago(20),
    });
  },
};
