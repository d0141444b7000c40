import { NO_FLAGS, type Story, storyContactId } from '../story.ts';

export const noProblemAtAll: Story = {
  id: 'no-problem-at-all',
  title: { en: '“No problem at all”', es: '«Ningún problema»' },
  who: {
    contact: {
      id: storyContactId(18),
      firstName: 'Walter',
      lastName: 'Finch',
      email: 'walter.finch@post.example.net',
      language: 'en',
      country: 'US',
      city: 'Portland',
      preferredChannel: 'email',
      lifecycle: 'customer',
      joinedDaysAgo: 610,
    },
  },
  what: 'A content man who praises by denial: no problem, nothing bad to say, not bad at all, never had to complain. Whoever counts bad words takes him for an angry one.',
  look: 'His comments and e-mails, full of “problem”, “complain”, “fault”, all negated.',
  expect: { flags: [], notFlags: NO_FLAGS, band: ['good'], later: [] },
  tell({ ago, ticket, survey, mailIn, mailOut }) {
    survey({ kind: 'nps', value: 9, at: ago(300), comment: 'Not bad at all. No complaints from me.' });
    const valve = ticket({
      topic: 'installation',
      channel: 'email',
      priority: 'low',
      subject: 'Valve in the hallway',
      body: 'Hi folks,\n\nPut the new valve in myself. No leaks, no fault codes, no trouble whatsoever. Is there anything I should check before winter? Don’t hurry, no problem if it takes a while.\n\nWalter',
      steps: [
        ['new', ago(44, 15)],
        ['waiting_on_customer', ago(44, 16)],
        ['closed', ago(43, 15)],
      ],
      resolution: 'Sent the winter checklist.',
    });
    mailOut({
      subject: 'Re: Valve in the hallway',
      body: 'Hi Walter,\n\nNicely done. Attached is our winter checklist, two minutes and you are set.\n\nTom',
      agent: 'Tom',
      ticket: valve,
      at: ago(44, 16),
    });
    survey({
      kind: 'csat',
      value: 2,
      ticket: valve,
      at: ago(42),
      comment: 'Nothing to complain about. Couldn’t be better.',
    });
    survey({ kind: 'ces', value: 7, ticket: valve, at: ago(41), comment: 'No effort at all.' });
    survey({
      kind: 'nps',
      value: 10,
      at: ago(18),
      comment: 'Never had a problem in almost two years, and never a bad word from your people.',
    });
    mailIn({
      subject: 'Winter check done',
      body: 'Hi Tom,\n\nRan through the list. No problems, nothing broken. You can’t go wrong with this thing.\n\nWalter',
      at: ago(17),
    });
  },
};
