import { describe, expect, test } from 'vitest';
import { componentOf, flagOf } from './installed.ts';
import { ago, message, ticket } from './signals.ts';

const reply = (days: number, more: object = {}) => message({ at: ago(days), topic: 'pump', ...more });
const component = (...signals: Parameters<typeof componentOf>[1]) => componentOf('contact-effort', signals);

describe('contact-effort', () => {
  test('replies, reopenings, hand-overs and changes of channel: one point each, two for what begins anew', () => {
    const opened = ticket({
      ...{ at: ago(20), resolvedAt: ago(1), reopenedAt: [ago(5)], topic: 'pump' },
      reassignedAt: [ago(18), ago(15)],
    });
    const signals = [opened, reply(19), reply(17), reply(10, { touchpoint: 'phone', purpose: 'service' })];
    expect(component(...signals)).toMatchObject({
      value: 2 + 2 * (1 + 2 + 1),
      n: 1,
      details: { replies: 2, reopens: 1, reassignments: 2, switches: 1 },
      evidence: [{ signal: opened.id, value: 10 }],
    });
  });

  test('no effort is what one may expect, not delight', () => {
    expect(component(ticket({ at: ago(20), resolvedAt: ago(19) }))).toMatchObject({ value: 0, score: 80 });
    expect(component(message({ at: ago(3) }))).toBeNull();
  });

  test.each([
    ['what opened it', reply(20)],
    ['a message minutes after it', message({ at: ago(20, -0.1) })],
    ['a bot', reply(10, { automated: true })],
    ['sales', reply(10, { purpose: 'sales' })],
    ['ours', reply(10, { direction: 'outbound' })],
    ['after the solution', reply(4)],
    ['somebody else', reply(10, { customer: 'ben' })],
  ])('%s is no reply', (_name, own) => {
    expect(component(ticket({ at: ago(20), resolvedAt: ago(5), topic: 'pump' }), own)?.value).toBe(0);
  });

  test('of two open tickets a message counts for the later one', () => {
    const [old, late] = [ticket({ at: ago(30) }), ticket({ at: ago(10) })];
    expect(component(old, late, reply(20), reply(8), reply(7))?.evidence).toMatchObject([
      { signal: late.id, value: 2 },
      { signal: old.id, value: 1 },
    ]);
  });

  test('is a weight of nothing: reopenings and asking again count already', () => {
    expect(component(ticket({ at: ago(20) }), reply(19))).toMatchObject({ weight: 0, share: 0, points: 0 });
  });

  test('a customer with thousands of tickets and messages is read in time', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      index % 2 === 0 ? ticket({ at: ago(index / 50) }) : message({ at: ago(index / 50), touchpoint: 'phone' }),
    );
    const before = performance.now();
    expect(component(...many)?.n).toBe(10_000);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('complex-problem', () => {
  const flag = (...signals: Parameters<typeof flagOf>[1]) => flagOf('complex-problem', signals);
  const replies = (count: number) => Array.from({ length: count }, (_, index) => reply(19 - index));

  test('is raised from five replies on, not at four', () => {
    const open = ticket({ at: ago(20), topic: 'pump', subject: 'Pump stops' });
    expect(flag(open, ...replies(4))).toBeNull();
    expect(flag(open, ...replies(5))).toMatchObject({
      severity: 'medium',
      since: ago(20),
      facts: { tickets: 1, topic: 'Pump stops', replies: 5, handOvers: 0, open: 1 },
      evidence: [{ signal: open.id, value: 5 }],
    });
  });

  test('or when it was handed on three times; what had not happened by then is not known', () => {
    const reassignedAt = [ago(19), ago(18), ago(17)];
    expect(flag(ticket({ at: ago(20), reassignedAt }))).toMatchObject({ facts: { handOvers: 3 } });
    expect(flag(ticket({ at: ago(20), reassignedAt: [...reassignedAt.slice(1), ago(-1)] }))).toBeNull();
  });

  test('is high where an open one cost twice as much, low once it is solved, and over 90 days after', () => {
    const reopenedAt = Array.from({ length: 8 }, (_, index) => ago(18 - index));
    expect(flag(ticket({ at: ago(20), reopenedAt }))?.severity).toBe('high');
    expect(flag(ticket({ at: ago(20), resolvedAt: ago(2), reopenedAt }))?.severity).toBe('low');
    const longAgo = reopenedAt.map((_, index) => ago(190 - index));
    expect(flag(ticket({ at: ago(200), resolvedAt: ago(91), reopenedAt: longAgo }))).toBeNull();
  });
});
