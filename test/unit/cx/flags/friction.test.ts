import { describe, expect, test } from 'vitest';
import { flagOf, scorecardOf } from '../installed.ts';
import { ago, message, order, review, survey, ticket } from '../signals.ts';

const complaint = (text: string, language: 'en' | 'es', days = 5) =>
  ticket({ at: ago(days), firstResponseAt: ago(days), resolvedAt: ago(days), text, language });

describe('the reasons for leaving, in the words of customers', () => {
  test.each([
    ['process-complexity', 'en', 'The return process is far too complicated, so many steps and forms.'],
    ['process-complexity', 'es', 'Demasiados trámites para algo tan sencillo.'],
    ['usability', 'en', 'I cannot find the invoice anywhere, your website is impossible to use.'],
    ['usability', 'es', 'No encuentro nada en la web, es imposible de usar.'],
    ['forced-registration', 'en', 'Why do I have to create an account just to buy a filter? Annoying.'],
    ['surprise-costs', 'en', 'I was charged an extra fee that nobody mentioned. Hidden costs!'],
    ['surprise-costs', 'es', 'Me cobraron un cargo que nadie me avisó.'],
    ['lack-of-trust', 'en', 'I do not trust you with my card, this looks like a scam.'],
    ['distractions', 'en', 'Please stop sending me so many emails, the pop-ups are annoying.'],
    ['payment-options', 'en', 'You do not accept PayPal, so I could not pay.'],
    ['time-pressure', 'en', 'It takes far too long, I have been waiting for weeks.'],
    ['indecision', 'en', 'I still cannot decide which one to take.'],
    ['broken-promise', 'en', 'You promised it for Friday and did not keep your promise.'],
    ['late-delivery', 'en', 'My parcel arrived damaged and late.'],
    ['channel-hopping', 'en', 'I had to explain everything again for the third time.'],
    ['angry-customer', 'en', 'This is outrageous, I am furious. Absolutely disgraceful!'],
  ] as const)('%s (%s): %s', (flag, language, text) => {
    const found = flagOf(flag, [complaint(text, language)]);
    expect(found).toMatchObject({ since: ago(5), facts: { signs: 1, firstAt: ago(5), lastAt: ago(5) } });
    expect(text).toContain(found?.evidence[0]?.quote?.replace(/…$/, '') ?? 'nothing');
    expect(flagOf(flag, [complaint(text, language, 91)])).toBeNull();
  });

  test('praise that mentions a topic raises nothing', () => {
    for (const text of [
      'Great service: no hidden costs, everything was clear.',
      'The website is easy to use and the delivery was fast, thank you!',
      'No tuve ningún problema técnico, todo perfecto.',
    ]) {
      const signals = [message({ at: ago(4), text }), survey({ survey: 'nps', value: 10, at: ago(4), text })];
      expect(scorecardOf(signals).flags).toEqual([]);
    }
  });

  test('three signs are severe, one polite one is not', () => {
    const fee = 'I was charged an extra fee that nobody mentioned. Hidden costs!';
    expect(
      flagOf(
        'surprise-costs',
        [1, 2, 3].map((days) => complaint(fee, 'en', days)),
      )?.severity,
    ).toBe('high');
    expect(flagOf('indecision', [complaint('I still cannot decide which one to take.', 'en')])?.severity).toBe('low');
  });

  test('missing information is raised by the second time', () => {
    const ask = (days: number) =>
      complaint('Nobody told me which cable I need, the instructions are missing.', 'en', days);
    expect(flagOf('missing-information', [ask(5)])).toBeNull();
    expect(flagOf('missing-information', [ask(5), ask(20)])).toMatchObject({ facts: { signs: 2 } });
  });

  test('the quote begins with the sentence that says it', () => {
    const text = 'Hello team. I hope you are well. I was charged an extra fee that nobody mentioned. Bye.';
    const quote = flagOf('surprise-costs', [complaint(text, 'en')])?.evidence[0]?.quote;
    expect(quote).toMatch(/^I was charged an extra fee/);
  });
});

describe('technical-problems', () => {
  const crash = (days: number, more = {}) =>
    ticket({
      at: ago(days),
      resolvedAt: ago(days - 1),
      text: 'The app crashes every time, error 1104.',
      language: 'en',
      ...more,
    });

  test('three problems, or one that comes back twice', () => {
    expect(flagOf('technical-problems', [crash(70), crash(40)])).toBeNull();
    expect(flagOf('technical-problems', [crash(70), crash(40), crash(10)])).toMatchObject({ facts: { signs: 3 } });
    expect(
      flagOf('technical-problems', [crash(40, { resolvedAt: ago(5), reopenedAt: [ago(30), ago(20)] })]),
    ).not.toBeNull();
  });
});

describe('wrong-moment', () => {
  const offer = (days: number, more = {}) =>
    message({ at: ago(days), direction: 'outbound', purpose: 'sales', ...more });
  const flag = (...signals: Parameters<typeof flagOf>[1]) => flagOf('wrong-moment', signals);

  test('an offer while a ticket was open', () => {
    expect(flag(ticket({ at: ago(9) }), offer(5))).toMatchObject({
      severity: 'medium',
      since: ago(5),
      facts: { offers: 1, lastAt: ago(5), open: 1 },
    });
    expect(flag(ticket({ at: ago(9), resolvedAt: ago(3) }), offer(5, { purpose: 'marketing' }))).toMatchObject({
      severity: 'low',
      facts: { open: 0 },
    });
    expect(flag(ticket({ at: ago(9), priority: 'urgent' }), offer(5), offer(4))?.severity).toBe('high');
  });

  test('not before, not after, not service, not to somebody else, not long ago', () => {
    const solved = ticket({ at: ago(9), resolvedAt: ago(6) });
    expect(flag(solved, offer(10))).toBeNull();
    expect(flag(solved, offer(5))).toBeNull();
    expect(flag(ticket({ at: ago(9) }), offer(5, { purpose: 'service' }))).toBeNull();
    expect(flag(ticket({ at: ago(9) }), offer(5, { customer: 'ben' }))).toBeNull();
    expect(flag(ticket({ at: ago(90) }), offer(31))).toBeNull();
  });

  test('a short ticket after a long one does not hide the long one', () => {
    const long = ticket({ at: ago(20) });
    const short = ticket({ at: ago(10), resolvedAt: ago(9) });
    expect(flag(long, short, offer(5))?.facts).toMatchObject({ offers: 1, open: 1 });
  });
});

describe('broken-promise and late-delivery', () => {
  test('a date passed by more than a day', () => {
    const late = (hours: number) =>
      order({ at: ago(30), outcome: 'won', promisedAt: ago(20), deliveredAt: ago(20, -hours) });
    expect(flagOf('broken-promise', [late(24)])).toBeNull();
    expect(flagOf('broken-promise', [late(25)])).toMatchObject({ evidence: [{ value: 25 }], facts: { signs: 1 } });
    expect(flagOf('late-delivery', [late(25)])).not.toBeNull();
    expect(flagOf('broken-promise', [ticket({ at: ago(9), promisedAt: ago(4) })])?.severity).toBe('medium');
    expect(flagOf('late-delivery', [ticket({ at: ago(9), promisedAt: ago(4) })])).toBeNull();
  });
});

describe('what was not bought', () => {
  test('a deal lost for its cost or to a competitor', () => {
    const lost = (lostReason: string) => [order({ at: ago(9), outcome: 'lost', lostReason })];
    expect(flagOf('surprise-costs', lost('Costes que no esperaba'))).not.toBeNull();
    expect(flagOf('surprise-costs', lost('Unexpected extra costs'))).not.toBeNull();
    expect(flagOf('price-comparison', lost('Eligió a la competencia'))).not.toBeNull();
    expect(flagOf('price-comparison', lost('Price'))).not.toBeNull();
    expect(scorecardOf(lost('Postponed')).flags).toEqual([]);
  });

  test('indecision: open for more than 60 days', () => {
    expect(flagOf('indecision', [order({ at: ago(60), outcome: 'open' })])).toBeNull();
    expect(flagOf('indecision', [order({ at: ago(61), outcome: 'open' })])).toMatchObject({ since: ago(61) });
  });
});

describe('channel-hopping', () => {
  test('the same topic through another channel within 14 days', () => {
    const mail = ticket({ at: ago(20), topic: 'pump' });
    expect(
      flagOf('channel-hopping', [mail, ticket({ at: ago(15), topic: 'pump', touchpoint: 'phone' })]),
    ).toMatchObject({
      since: ago(20),
      facts: { signs: 2 },
    });
    expect(flagOf('channel-hopping', [mail, ticket({ at: ago(15), topic: 'pump' })])).toBeNull();
    expect(flagOf('channel-hopping', [mail, ticket({ at: ago(5), topic: 'pump', touchpoint: 'phone' })])).toBeNull();
  });
});

describe('score-falls', () => {
  const before = [
    survey({ survey: 'nps', value: 9, at: ago(50) }),
    survey({ survey: 'csat', value: 5, at: ago(45) }),
    ticket({ at: ago(60), firstResponseAt: ago(60, -1), resolvedAt: ago(60, -4), topic: 'a' }),
  ];

  test('ten points down because of what happened', () => {
    const fallen = scorecardOf([...before, survey({ survey: 'nps', value: 1, at: ago(4) }), ticket({ at: ago(8) })]);
    const flag = fallen.flags.find(({ id }) => id === 'score-falls');
    expect(fallen.change30d?.points).toBeLessThan(-10);
    expect(flag).toMatchObject({ since: ago(8) });
    expect(flag?.facts.to).toBe(Math.round(fallen.score?.value ?? 0));
  });

  test('not because evidence aged, and not while nothing changed', () => {
    expect(flagOf('score-falls', before)).toBeNull();
    expect(flagOf('score-falls', [survey({ survey: 'nps', value: 1, at: ago(4) })])).toBeNull();
  });
});

test('high-effort: an ease of 3 or less of 7', () => {
  const ease = (value: number) => [survey({ survey: 'ces', value, at: ago(9), text: 'Four forms.' })];
  expect(flagOf('high-effort', ease(4))).toBeNull();
  expect(flagOf('high-effort', ease(3))).toMatchObject({
    severity: 'low',
    evidence: [{ value: 3, quote: 'Four forms.' }],
  });
  expect(flagOf('high-effort', ease(2))?.severity).toBe('medium');
});

test('a bad review is a complaint, a good one is not', () => {
  const text = 'My parcel arrived damaged and late.';
  const rated = (value: number) => review({ at: ago(3), value, scale: { min: 1, max: 5, reversed: false }, text });
  expect(flagOf('late-delivery', [rated(1)])).not.toBeNull();
});
