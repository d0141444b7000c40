import { describe, expect, test } from 'vitest';
import { flagOf, scorecardOf } from '../installed.ts';
import { ago, meeting, mention, message, review, survey, ticket } from '../signals.ts';

describe('slow-answer', () => {
  const flag = (...signals: Parameters<typeof flagOf>[1]) => flagOf('slow-answer', signals);

  test('begins above 24 working hours, not at them', () => {
    expect(flag(ticket({ at: ago(20), firstResponseAt: ago(19) }))).toBeNull();
    expect(flag(ticket({ at: ago(20), firstResponseAt: ago(19, -0.1) }))).toMatchObject({
      severity: 'low',
      since: ago(20),
      facts: { hours: 24.1, tickets: 1, waiting: 0 },
    });
  });

  test('is medium above twice the limit or for several tickets', () => {
    expect(flag(ticket({ at: ago(20), firstResponseAt: ago(17) }))?.severity).toBe('medium');
    const slow = () => ticket({ at: ago(20), firstResponseAt: ago(18.9) });
    expect(flag(slow(), slow())).toMatchObject({ severity: 'medium', facts: { tickets: 2 } });
  });

  test('is high while somebody is still waiting, however long', () => {
    expect(flag(ticket({ at: ago(200) }))).toMatchObject({ severity: 'high', facts: { hours: 4800, waiting: 1 } });
    expect(flag(ticket({ at: ago(0, 5) }))).toBeNull();
  });

  test('forgets an answer given more than 90 days ago', () => {
    expect(flag(ticket({ at: ago(96), firstResponseAt: ago(91) }))).toBeNull();
    expect(flag(ticket({ at: ago(96), firstResponseAt: ago(89) }))).not.toBeNull();
  });

  test('a ticket closed without a recorded answer accuses nobody', () => {
    expect(flag(ticket({ at: ago(30), resolvedAt: ago(20) }))).toBeNull();
  });

  test('our own message under service is taken as the answer of an open ticket that does not know one', () => {
    const open = ticket({ at: ago(10) });
    expect(flag(open, message({ direction: 'outbound', purpose: 'service', at: ago(9.5) }))).toBeNull();
    expect(flag(open, message({ direction: 'outbound', purpose: 'marketing', at: ago(9.5) }))).not.toBeNull();
    expect(
      flag(open, message({ direction: 'outbound', purpose: 'service', automated: true, at: ago(9.5) })),
    ).not.toBeNull();
    expect(flag(open, message({ direction: 'outbound', purpose: 'service', at: ago(11) }))).not.toBeNull();
    expect(
      flag(open, message({ direction: 'outbound', purpose: 'service', at: ago(9.5), customer: 'ben' })),
    ).not.toBeNull();
  });

  test('shows the longest wait first, with words and link', () => {
    const href = 'https://crm.example/tickets/7';
    const found = flag(
      ticket({ at: ago(30), firstResponseAt: ago(28) }),
      ticket({ at: ago(20), firstResponseAt: ago(15), subject: 'Sin calefacción', href }),
    );
    expect(found?.evidence[0]).toMatchObject({ at: ago(20), quote: 'Sin calefacción', href, value: 120 });
    expect(found?.since).toBe(ago(30));
  });
});

describe('repeated-contact', () => {
  const flag = (...signals: Parameters<typeof flagOf>[1]) => flagOf('repeated-contact', signals);

  test('three contacts on one topic within 14 days', () => {
    const contact = (days: number) => ticket({ at: ago(days), topic: 'Facturación', resolvedAt: ago(days) });
    expect(flag(contact(20), contact(10))).toBeNull();
    expect(flag(contact(20), contact(13), contact(6))).toMatchObject({
      severity: 'medium',
      since: ago(20),
      facts: { contacts: 3, channels: 1, days: 14, topic: 'Facturación' },
    });
    expect(flag(contact(20), contact(13), contact(5.9))).toBeNull();
    expect(flag(contact(20), contact(19), contact(18), contact(17))?.severity).toBe('high');
  });

  test('the same topic through two channels within 14 days', () => {
    const mail = ticket({ at: ago(20), topic: 'delivery' });
    expect(flag(mail, ticket({ at: ago(15), topic: 'Delivery!', touchpoint: 'phone' }))).toMatchObject({
      facts: { contacts: 2, channels: 2, days: 5 },
    });
    expect(flag(mail, ticket({ at: ago(5.5), topic: 'delivery', touchpoint: 'phone' }))).toBeNull();
    expect(flag(mail, ticket({ at: ago(15), topic: 'delivery', touchpoint: 'service_desk' }))).toBeNull();
  });

  test('is forgotten after 90 days', () => {
    const contact = (days: number) => ticket({ at: ago(days), topic: 'x y', resolvedAt: ago(days) });
    expect(flag(contact(97), contact(95), contact(93))).toBeNull();
  });

  test('without a topic, the words tell; accents, case and plural do not matter', () => {
    const first = ticket({ at: ago(12), subject: 'Factura DUPLICADA', touchpoint: 'email' });
    expect(
      flag(first, ticket({ at: ago(9), subject: 'facturas duplicadas otra vez', touchpoint: 'chat' })),
    ).not.toBeNull();
    expect(flag(first, ticket({ at: ago(9), subject: 'Contraseña olvidada', touchpoint: 'chat' }))).toBeNull();
  });

  test('a topic under which everything is filed says nothing', () => {
    const first = ticket({ at: ago(12), topic: 'General inquiry', subject: 'Opening times' });
    expect(
      flag(first, ticket({ at: ago(9), topic: 'General inquiry', subject: 'Broken pump', touchpoint: 'phone' })),
    ).toBeNull();
  });

  test('a call about the ticket is another contact, a reply by the ticket’s own channel is not', () => {
    const open = ticket({ at: ago(12), topic: 'pump', subject: 'The pump is leaking' });
    const text = 'The pump is leaking, still';
    expect(flag(open, message({ at: ago(9), text }))).toBeNull();
    expect(flag(open, message({ at: ago(9), text, touchpoint: 'phone' }))).toMatchObject({ facts: { channels: 2 } });
  });

  test('thanks after the solution and answers to what we wrote are no contacts', () => {
    const solved = ticket({ at: ago(12), resolvedAt: ago(10), subject: 'Leaking pump', touchpoint: 'form' });
    const ours = message({ at: ago(11), direction: 'outbound', purpose: 'service' });
    const reply = message({ at: ago(10.5), subject: 'Re: Leaking pump', purpose: 'service' });
    expect(flag(solved, ours, reply)).toBeNull();
    const thanks = message({ at: ago(9.9), subject: 'Re: Leaking pump', touchpoint: 'form' });
    expect(flag(solved, thanks, thanks)).toBeNull();
  });

  test('talk about other things is no contact', () => {
    const sales = (days: number) => message({ at: ago(days), subject: 'Proposal for the new site' });
    expect(flag(sales(12), sales(10), sales(8), sales(6))).toBeNull();
  });

  test('two people of one account with the same question do not repeat themselves', () => {
    const signals = ['ana', 'ben', 'eva'].map((customer) => ticket({ customer, at: ago(10), topic: 'pump' }));
    expect(flagOf('repeated-contact', signals, 'account')).toBeNull();
  });
});

describe('reopened', () => {
  test('counts tickets and times of the last 90 days', () => {
    const leak = ticket({ at: ago(40), resolvedAt: ago(3), reopenedAt: [ago(31), ago(20), ago(6)] });
    expect(flagOf('reopened', [leak])).toMatchObject({
      severity: 'medium',
      since: ago(31),
      facts: { tickets: 1, times: 3 },
      evidence: [{ at: ago(40), value: 3 }],
    });
  });

  test('is low for once and done, high when it happened again and is still open', () => {
    expect(flagOf('reopened', [ticket({ at: ago(40), resolvedAt: ago(3), reopenedAt: [ago(6)] })])?.severity).toBe(
      'low',
    );
    expect(flagOf('reopened', [ticket({ at: ago(40), reopenedAt: [ago(9), ago(6)] })])?.severity).toBe('high');
  });

  test('is forgotten after 90 days', () => {
    expect(flagOf('reopened', [ticket({ at: ago(200), resolvedAt: ago(91), reopenedAt: [ago(95)] })])).toBeNull();
  });
});

describe('detractor-unanswered', () => {
  const flag = (...signals: Parameters<typeof flagOf>[1]) => flagOf('detractor-unanswered', signals);
  const bad = survey({ survey: 'nps', value: 2, at: ago(21), text: 'Nadie lee esto.' });

  test('a bad answer after which nobody got in touch', () => {
    expect(flag(bad)).toMatchObject({
      severity: 'high',
      since: ago(21),
      evidence: [{ quote: 'Nadie lee esto.', value: 2 }],
      facts: { answer: 2, survey: 'NPS', answeredAt: ago(21), answers: 1 },
    });
  });

  test.each([
    ['nps', 6, true],
    ['nps', 7, false],
    ['csat', 2, true],
    ['csat', 3, false],
    ['ces', 3, true],
    ['ces', 4, false],
  ] as const)('%s %i: %s', (kind, value, raised) => {
    expect(flag(survey({ survey: kind, value, at: ago(10) })) !== null).toBe(raised);
  });

  test('gives 72 hours, and 90 days', () => {
    expect(flag(survey({ survey: 'nps', value: 2, at: ago(3) }))).toBeNull();
    expect(flag(survey({ survey: 'nps', value: 2, at: ago(3, 1) }))).not.toBeNull();
    expect(flag(survey({ survey: 'nps', value: 2, at: ago(90) }))).not.toBeNull();
    expect(flag(survey({ survey: 'nps', value: 2, at: ago(90, 1) }))).toBeNull();
  });

  test('a message or call of ours, a meeting, an answered ticket heal it, early or late', () => {
    expect(flag(bad, message({ direction: 'outbound', at: ago(20) }))).toBeNull();
    expect(flag(bad, message({ direction: 'outbound', touchpoint: 'phone', at: ago(2) }))).toBeNull();
    expect(flag(bad, meeting({ at: ago(10) }))).toBeNull();
    expect(flag(bad, ticket({ at: ago(19), firstResponseAt: ago(18) }))).toBeNull();
  });

  test('machines, marketing, missed meetings, and what was said before, do not', () => {
    expect(flag(bad, message({ direction: 'outbound', automated: true, at: ago(20) }))).not.toBeNull();
    expect(flag(bad, message({ direction: 'outbound', purpose: 'marketing', at: ago(20) }))).not.toBeNull();
    expect(flag(bad, meeting({ at: ago(20), outcome: 'no_show' }))).not.toBeNull();
    expect(flag(bad, message({ direction: 'outbound', at: ago(22) }))).not.toBeNull();
    expect(flag(bad, message({ direction: 'inbound', at: ago(20) }))).not.toBeNull();
  });

  test('a better answer later heals it', () => {
    expect(flag(bad, survey({ survey: 'nps', value: 9, at: ago(5) }))).toBeNull();
    expect(flag(bad, survey({ survey: 'csat', value: 5, at: ago(5) }))).not.toBeNull();
  });

  test('a bad review or a complaint in public that nobody answers does the same harm', () => {
    const scale = { min: 1, max: 5 };
    expect(flag(review({ value: 1, scale, at: ago(20), text: 'Never again' }))).toMatchObject({
      facts: { answer: 1, survey: '', review: 1, mention: 0 },
      evidence: [{ value: 1, quote: 'Never again' }],
    });
    expect(flag(review({ value: 3, scale, at: ago(20) }))).toBeNull();
    const rant = mention({ at: ago(20), text: 'Terrible service, three weeks without an answer. Awful.' });
    expect(flag(rant)).toMatchObject({ since: ago(20), facts: { review: 0, mention: 1, answers: 1 } });
    expect(flag(mention({ at: ago(20), text: 'Great service, thank you!' }))).toBeNull();
    expect(flag(rant, message({ direction: 'outbound', at: ago(19) }))).toBeNull();
    expect(flag(rant, mention({ at: ago(10), text: 'Great service after all, thank you!' }))).toBeNull();
  });

  test('in an account, attention to another person heals nothing, attention to both does', () => {
    const toBen = message({ direction: 'outbound', customer: 'ben', at: ago(10) });
    expect(flagOf('detractor-unanswered', [bad, toBen], 'account')).not.toBeNull();
    const toBoth = ['aaron', 'ana'].map((customer) =>
      message({ direction: 'outbound', customer, origin: 'crm:engagement:1', at: ago(10) }),
    );
    expect(flagOf('detractor-unanswered', [bad, ...toBoth], 'account')).toBeNull();
  });
});

describe('silent-customer', () => {
  const flag = (...days: number[]) =>
    flagOf(
      'silent-customer',
      days.map((day) => message({ at: ago(day) })),
    );

  test('silent for over 90 days and three times longer than usual', () => {
    expect(flag(215, 200, 185, 170, 155)).toMatchObject({
      severity: 'medium',
      since: ago(155),
      facts: { lastAt: ago(155), usualDays: 15 },
      evidence: [{ at: ago(155), value: 155 }],
    });
    expect(flag(260, 245, 230, 215, 200)?.severity).toBe('high');
  });

  test('not within 90 days', () => {
    expect(flag(135, 120, 105, 90)).toBeNull();
    expect(flag(136, 121, 106, 91)).not.toBeNull();
  });

  test('not for somebody who is rarely in touch', () => {
    expect(flag(340, 280, 220, 160, 100)).toBeNull();
  });

  test('not for somebody hardly known: four days with an exchange are needed', () => {
    expect(flag(215, 200, 185)).toBeNull();
    expect(flag(215, 200, 185, 185.01, 185.02)).toBeNull();
  });

  test('what we send does not break a silence', () => {
    const signals = [215, 200, 185, 170].map((day) => message({ at: ago(day) }));
    const ours = [message({ at: ago(20), direction: 'outbound' }), meeting({ at: ago(10), outcome: 'no_show' })];
    expect(flagOf('silent-customer', [...signals, ...ours])).not.toBeNull();
  });
});

test('a quiet, content customer has no flags, and every flag has evidence that exists', () => {
  expect(scorecardOf([survey({ survey: 'nps', value: 9, at: ago(30) }), meeting({ at: ago(12) })]).flags).toEqual([]);
  const signals = [
    survey({ survey: 'nps', value: 1, at: ago(21) }),
    ticket({ at: ago(40), reopenedAt: [ago(30)], topic: 'pump' }),
    ticket({ at: ago(35), topic: 'pump', touchpoint: 'phone' }),
  ];
  const { flags } = scorecardOf(signals);
  expect(flags.map(({ id }) => id)).toEqual([
    'slow-answer',
    'detractor-unanswered',
    'channel-hopping',
    'repeated-contact',
    'reopened',
  ]);
  const ids = new Set(signals.map(({ id }) => id));
  for (const { evidence } of flags) for (const { signal } of evidence) expect(ids).toContain(signal);
});
