import { describe, expect, it } from 'vitest';
import type { CrmRecord } from '../../../src/crm/record.ts';
import { originOf, signalsOf } from '../../../src/crm/signals.ts';

const AT = '2026-03-01T10:00:00.000Z';
const common = { id: '9', modifiedAt: AT, href: 'https://app.hubspot.com/contacts/1/record/0-5/9' };
const linked = { customers: ['1'], accounts: ['7'] };

const ticket: CrmRecord = {
  ...common,
  ...linked,
  object: 'ticket',
  subject: 'Hola',
  text: 'No llega',
  openedAt: AT,
  firstResponseAt: '2026-03-01T11:00:00.000Z',
  reopenedAt: [],
  open: true,
  touchpoint: 'email',
  surveys: [],
};
const email: CrmRecord = {
  ...common,
  ...linked,
  object: 'engagement',
  type: 'email',
  direction: 'inbound',
  automated: false,
  at: AT,
  text: 'Hola',
};

describe('the signals of a record', () => {
  it('tell a ticket once per customer, under one origin', () => {
    const { origin, signals } = signalsOf('hubspot', { ...ticket, customers: ['1', '2'] });
    expect(origin).toBe('hubspot:ticket:9');
    expect(signals.map(({ id, customer }) => [id, customer])).toEqual([
      ['hubspot:ticket:9@1', '1'],
      ['hubspot:ticket:9@2', '2'],
    ]);
    expect(signals[0]).toEqual({
      kind: 'ticket',
      id: 'hubspot:ticket:9@1',
      origin,
      customer: '1',
      account: '7',
      source: 'hubspot',
      href: common.href,
      touchpoint: 'email',
      stage: 'support',
      at: AT,
      firstResponseAt: '2026-03-01T11:00:00.000Z',
      reopenedAt: [],
      open: true,
      subject: 'Hola',
      text: 'No llega',
    });
    expect(signalsOf('hubspot', ticket).signals[0]?.id).toBe('hubspot:ticket:9');
  });

  it.each<[string, CrmRecord]>([
    ['ticket', { ...ticket, customers: [] }],
    ['engagement', { ...email, customers: [] }],
  ])('do not exist for a %s without a customer', (object, record) => {
    const { signals, setAside } = signalsOf('hubspot', record);
    expect(signals).toEqual([]);
    expect(setAside).toMatchObject([{ object, id: '9', reason: 'no_customer' }]);
    expect(setAside[0]?.detail).toMatch(/link one/);
  });

  it('name no account when a record has several', () => {
    expect(signalsOf('hubspot', { ...ticket, accounts: ['7', '8'] }).signals[0]).not.toHaveProperty('account');
  });

  it('set aside once what the engine would refuse, however many customers it has', () => {
    const record: CrmRecord = { ...ticket, customers: ['1', '2'], firstResponseAt: '2026-02-01T10:00:00.000Z' };
    expect(signalsOf('hubspot', record)).toMatchObject({ signals: [], setAside: [{ reason: 'bad_order' }] });
    const survey: CrmRecord = {
      ...common,
      ...linked,
      object: 'survey',
      survey: 'nps',
      value: 12,
      scale: { min: 0, max: 10, reversed: false },
      answeredAt: AT,
    };
    expect(signalsOf('hubspot', survey)).toMatchObject({ signals: [], setAside: [{ reason: 'out_of_scale' }] });
    const { direction: _, ...undirected } = email;
    expect(signalsOf('hubspot', undirected as CrmRecord)).toMatchObject({
      signals: [],
      setAside: [{ reason: 'missing_property' }],
    });
  });

  it('keep the words of the customer and not ours', () => {
    expect(signalsOf('hubspot', email).signals[0]).toMatchObject({
      kind: 'message',
      touchpoint: 'email',
      text: 'Hola',
    });
    expect(signalsOf('hubspot', { ...email, direction: 'outbound' }).signals[0]).not.toHaveProperty('text');
  });

  it.each<[string, Partial<CrmRecord>, number]>([
    ['a draft', { outcome: 'draft' }, 0],
    ['a bounce', { outcome: 'bounced' }, 0],
    ['a sent e-mail', { outcome: 'sent' }, 1],
    ['our call that nobody took', { type: 'call', direction: 'outbound', outcome: 'no_answer' }, 0],
    ['a customer’s call that nobody took', { type: 'call', direction: 'inbound', outcome: 'no_answer' }, 1],
    ['a note', { type: 'note' }, 0],
    ['a note without a customer', { type: 'note', customers: [] }, 0],
  ])('of %s', (_, change, count) => {
    const { signals, setAside } = signalsOf('hubspot', { ...email, ...change } as CrmRecord);
    expect(signals).toHaveLength(count);
    expect(setAside).toEqual([]);
  });

  it.each([
    [
      { outcome: 'completed', purpose: 'sales' },
      { outcome: 'held', touchpoint: 'sales' },
    ],
    [
      { outcome: 'no_show', purpose: 'service' },
      { outcome: 'no_show', touchpoint: 'service_desk' },
    ],
    [{ outcome: 'rescheduled' }, { outcome: 'planned', touchpoint: 'other' }],
    [{}, { outcome: 'unknown', touchpoint: 'other' }],
  ] as const)('of a meeting %j', (change, expected) => {
    const { outcome: _, ...meeting } = { ...email, type: 'meeting' as const, outcome: undefined };
    expect(signalsOf('hubspot', { ...meeting, ...change } as CrmRecord).signals[0]).toMatchObject({
      kind: 'meeting',
      ...expected,
    });
  });

  it('tell a deal as an order', () => {
    const deal: CrmRecord = {
      ...common,
      ...linked,
      object: 'deal',
      name: 'D',
      outcome: 'won',
      amount: 10,
      renewal: false,
      at: AT,
    };
    expect(signalsOf('hubspot', deal).signals[0]).toMatchObject({
      kind: 'order',
      outcome: 'won',
      amount: 10,
      touchpoint: 'purchase',
      stage: 'buy',
    });
    expect(signalsOf('hubspot', { ...deal, outcome: 'lost' }).signals[0]).toMatchObject({ touchpoint: 'sales' });
    expect(signalsOf('hubspot', { ...deal, renewal: true }).signals[0]).toMatchObject({ stage: 'renew' });
    expect(signalsOf('hubspot', { ...deal, amount: -1 }).setAside[0]?.reason).toBe('bad_value');
  });

  it('tell rolled-up answers beside the record', () => {
    const answer = {
      survey: 'nps' as const,
      value: 3,
      scale: { min: 0, max: 10, reversed: false },
      answeredAt: AT,
      text: 'mal',
    };
    const { signals } = signalsOf('hubspot', { ...ticket, surveys: [answer] });
    expect(signals.map(({ id, kind }) => [id, kind])).toEqual([
      ['hubspot:ticket:9', 'ticket'],
      ['hubspot:ticket:9:nps', 'survey'],
    ]);
    const customer: CrmRecord = { ...common, object: 'customer', name: 'Ana', account: '7', surveys: [answer] };
    expect(signalsOf('hubspot', customer).signals).toMatchObject([
      { id: 'hubspot:customer:9:nps', customer: '9', account: '7', text: 'mal' },
    ]);
    expect(signalsOf('hubspot', { ...customer, surveys: [] })).toEqual({
      origin: originOf('hubspot', 'customer', '9'),
      signals: [],
      setAside: [],
    });
  });

  it('keep texts within what the engine accepts', () => {
    const long = 'a'.repeat(200_000);
    const [signal] = signalsOf('hubspot', { ...ticket, text: long, subject: long, topic: long }).signals;
    expect(signal?.text).toHaveLength(100_000);
  });
});
