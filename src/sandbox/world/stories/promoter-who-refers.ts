import { NO_FLAGS, type Story, storyAccountId, storyContactId } from '../story.ts';

export const promoterWhoRefers: Story = {
  id: 'promoter-who-refers',
  title: { en: 'The promoter who brings others', es: 'La promotora que trae a otros' },
  who: {
    contact: {
      id: storyContactId(8),
      firstName: 'Hannah',
      lastName: 'Okafor',
      email: 'hannah.okafor@foxglove-nursery.example',
      language: 'en',
      country: 'IE',
      city: 'Cork',
      jobTitle: 'Owner',
      preferredChannel: 'email',
      lifecycle: 'evangelist',
      joinedDaysAgo: 650,
    },
    account: {
      id: storyAccountId(6),
      name: 'Foxglove Nursery',
      domain: 'foxglove-nursery.example',
      industry: 'PRIMARY_SECONDARY_EDUCATION',
      employees: 17,
      yearlyAmount: 3100,
      renewsInDays: 150,
    },
  },
  what: 'NPS 10 three times, tickets answered within the hour, two neighbours who became customers through her, and a public review.',
  look: 'Three NPS answers of 10 and the notes about referrals.',
  expect: { flags: [], notFlags: NO_FLAGS, band: ['good'], later: ['advocacy'] },
  tell({ ago, ticket, survey, mailIn, call, note, deal }) {
    deal({
      name: 'Foxglove Nursery - new subscription',
      kind: 'new',
      amount: 2400,
      stage: 'won',
      at: ago(648),
      closedAt: ago(640),
    });
    survey({ kind: 'nps', value: 10, at: ago(400), comment: 'Brilliant from start to finish.' });
    survey({
      kind: 'nps',
      value: 10,
      at: ago(190),
      comment: 'Could not be happier. The air in the baby room has never been better.',
    });
    note({ body: 'Referred by Hannah: Little Acorns in Mallow signed up today.', at: ago(170) });
    const filters = ticket({
      topic: 'missing_info',
      channel: 'email',
      priority: 'low',
      subject: 'Which filters for the new room?',
      body: 'Hi all,\n\nWe have opened a second room (yay!). Which filters do we need? No rush at all.\n\nHannah x',
      steps: [
        ['new', ago(48, 9)],
        ['waiting_on_customer', ago(48, 10)],
        ['closed', ago(48, 14)],
      ],
      resolution: 'F7 filters, sent with a small discount.',
    });
    survey({ kind: 'csat', value: 2, ticket: filters, at: ago(47), comment: 'Answered before my tea was cold ☕' });
    survey({ kind: 'ces', value: 7, ticket: filters, at: ago(46) });
    note({
      body: 'Second referral by Hannah: her sister’s practice asked for an offer. Send a thank-you card.',
      at: ago(30),
    });
    call({
      direction: 'out',
      title: 'Thank you for the referral',
      body: 'Delighted with the card. Wants to leave us a review.',
      minutes: 8,
      at: ago(24, 11),
    });
    survey({
      kind: 'nps',
      value: 10,
      at: ago(14),
      comment: 'I recommend you to everyone I meet. Never a problem, always a smile.',
    });
    mailIn({
      subject: 'Left you a review :)',
      body: 'Hi Naomi,\n\nJust left you five stars. You lot deserve it!\n\nHannah',
      at: ago(13),
    });
  },
};
