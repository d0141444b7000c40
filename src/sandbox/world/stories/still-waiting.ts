import { noFlagsBut, type Story, storyContactId } from '../story.ts';

export const stillWaiting: Story = {
  id: 'still-waiting',
  title: { en: 'Still waiting for the first answer', es: 'Todavía sin la primera respuesta' },
  who: {
    contact: {
      id: storyContactId(16),
      firstName: 'Megan',
      lastName: 'Doyle',
      email: 'megan.doyle@post.example.net',
      language: 'en',
      country: 'IE',
      city: 'Dublin',
      preferredChannel: 'form',
      lifecycle: 'customer',
      joinedDaysAgo: 240,
    },
  },
  what: 'She asked about a missing part ten days ago through the web form. Nobody has answered at all.',
  look: 'The open ticket: no first answer, ten days old. A slow answer that only counts answered tickets would miss it.',
  expect: {
    flags: ['slow-answer'],
    notFlags: noFlagsBut('slow-answer'),
    band: ['fair', 'poor'],
    later: [],
  },
  tell({ ago, ticket, survey, mailIn }) {
    survey({ kind: 'nps', value: 8, at: ago(110), comment: 'All good so far.' });
    mailIn({
      subject: 'Change of address',
      body: 'Hi, I have moved house, new address is in the app. Thanks, Megan',
      at: ago(52),
    });
    ticket({
      topic: 'missing_info',
      channel: 'form',
      subject: 'Bracket missing from the box',
      body: 'The wall bracket was not in the box. Can you send one, or tell me which one to buy? I cannot put the thermostat up without it.',
      steps: [['new', ago(10, 9)]],
    });
  },
};
