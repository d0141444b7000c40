import { describe, expect, it } from 'vitest';
import { generateWorld } from '../../../../src/sandbox/world/generate.ts';
import { PENINSULAR } from '../../../../src/sandbox/world/texts/latin-american.ts';
import { fillText, type TextBank } from '../../../../src/sandbox/world/texts/text-bank.ts';
import { TEXTS } from '../../../../src/sandbox/world/texts/texts.ts';
import { TOPICS } from '../../../../src/sandbox/world/world.ts';

function bodiesOf(bank: TextBank): string[] {
  const tickets = TOPICS.flatMap((topic) => [...bank.tickets[topic].calm, ...bank.tickets[topic].upset]);
  const letters = [
    bank.inquiries,
    bank.thanks,
    ...Object.values(bank.replies),
    bank.recoveries,
    bank.services,
    bank.sales,
    bank.newsletters,
  ].flat();
  const calls = [bank.callsIn, bank.callsOut, bank.callsMissed, bank.recoveryCalls, bank.meetings].flat();
  const comments = Object.values(bank.comments).flatMap((texts) => [...texts.high, ...texts.middle, ...texts.low]);
  return [...[...tickets, ...letters, ...calls].map(([, body]) => body), ...comments, ...bank.notes];
}

describe.each(['en', 'es'] as const)('the texts in %s', (language) => {
  const bodies = bodiesOf(TEXTS[language]);

  it('hold more than 150 different customer and agent texts', () => {
    expect(new Set(bodies).size).toBe(bodies.length);
    const fromCustomers = TOPICS.flatMap((topic) => Object.values(TEXTS[language].tickets[topic]).flat()).length;
    expect(fromCustomers).toBeGreaterThan(100);
    expect(bodies.length).toBeGreaterThan(220);
  });

  it('use known slots only', () => {
    for (const body of bodies) {
      for (const [, slot] of body.matchAll(/\{(\w+)\}/g)) {
        expect(['name', 'agent', 'product', 'order', 'day', 'amount', 'days', 'company']).toContain(slot);
      }
    }
  });

  it('hold denials that are no complaints, and emoji', () => {
    const all = bodies.join('\n').toLowerCase();
    for (const phrase of language === 'en' ? ['no problem', 'not bad at all'] : ['sin problema', 'nada mal']) {
      expect(all).toContain(phrase);
    }
    expect(all).toMatch(/\p{Extended_Pictographic}/u);
  });
});

describe('fillText', () => {
  it('fills slots and refuses unknown ones', () => {
    expect(fillText('Order {order}', { order: 'NH-1' })).toBe('Order NH-1');
    expect(() => fillText('Order {order}', {})).toThrow(/\{order\}/);
  });
});

describe('customers in Latin America', () => {
  const world = generateWorld({ seed: 4, now: new Date('2026-11-23T12:00:00Z') });
  const latin = new Set(
    world.people.filter(({ country = 'ES' }) => ['MX', 'AR', 'CO'].includes(country)).map((person) => person.id),
  );

  it('never write as one does in Spain', () => {
    const bodies = [
      ...world.tickets.filter((ticket) => latin.has(ticket.personId ?? '')).map((ticket) => ticket.body),
      ...world.surveys.filter((answer) => latin.has(answer.personId)).flatMap((answer) => answer.comment ?? []),
    ];
    expect(bodies.length).toBeGreaterThan(200);
    for (const body of bodies) expect(body).not.toMatch(PENINSULAR);
  });

  it('leave the texts of Spain to Spain', () => {
    expect(TEXTS.es.tickets.billing.calm.length).toBeGreaterThan(TEXTS['es-419'].tickets.billing.calm.length);
  });
});
