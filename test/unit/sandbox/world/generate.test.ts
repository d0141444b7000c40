import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/sandbox/world/calendar.ts';
import { generateWorld } from '../../../../src/sandbox/world/generate.ts';
import type { World } from '../../../../src/sandbox/world/world.ts';

const now = new Date('2026-11-23T12:00:00Z');
const world = generateWorld({ seed: 2026, now });
const live = world.people.filter((person) => !person.archived);
const hashOf = (some: World) => createHash('sha256').update(JSON.stringify(some)).digest('hex');

describe('the size of the world', () => {
  it('is exactly what was asked for', () => {
    expect(live).toHaveLength(600);
    expect(world.people).toHaveLength(601);
    expect(world.accounts).toHaveLength(120);
    expect(world.tickets).toHaveLength(2000);
    expect(world.surveys).toHaveLength(900);
    expect(world.engagements).toHaveLength(6000);
    expect(world.agents).toHaveLength(8);
    expect(world.deals.length).toBeGreaterThan(300);
  });

  it('follows the number of contacts', () => {
    const small = generateWorld({ seed: 1, now, contacts: 150 });
    expect([small.accounts.length, small.tickets.length, small.surveys.length, small.engagements.length]).toEqual([
      30, 500, 225, 1500,
    ]);
  });

  it('is refused when the stories do not fit', () => {
    expect(() => generateWorld({ seed: 1, now, contacts: 10, accounts: 20 })).toThrow(
      /at least \d+ contacts.*asked for: 10/,
    );
    expect(() => generateWorld({ seed: 1, now, engagements: 5 })).toThrow(/engagements/);
  });
});

describe('the seed', () => {
  it('gives the same world twice, and another seed another', () => {
    expect(hashOf(generateWorld({ seed: 2026, now }))).toBe(hashOf(world));
    expect(hashOf(generateWorld({ seed: 2027, now }))).not.toBe(hashOf(world));
  });

  it('tells the same stories with the same ids under any seed and size', () => {
    const other = generateWorld({ seed: 'other', now, contacts: 200 });
    const planted = (some: World) => some.people.slice(0, 22).map(({ id, firstName, email }) => [id, firstName, email]);
    expect(planted(other)).toEqual(planted(world));
    expect(other.tickets.slice(0, 20).map((ticket) => ticket.subject)).toEqual(
      world.tickets.slice(0, 20).map((ticket) => ticket.subject),
    );
  });
});

describe('the records', () => {
  const { accounts, agents, people, tickets, surveys, engagements, deals } = world;

  it('have unique ids within their kind', () => {
    for (const records of [accounts, agents, people, tickets, surveys, engagements, deals]) {
      expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
    }
  });

  it('have unique addresses at domains that nobody owns', () => {
    const emails = people.flatMap((person) => person.email ?? []);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of [...emails, ...agents.map((agent) => agent.email)]) {
      expect(email).toMatch(/^[a-z0-9.-]+@([a-z0-9-]+\.)*(example|example\.(com|org|net))$/);
    }
    for (const account of accounts) expect(account.domain).toMatch(/\.example$/);
  });

  it('refer only to records that exist, and to the same company as their person', () => {
    const idsOf = (records: readonly { readonly id: string }[]) => new Set(records.map((record) => record.id));
    const agentIds = idsOf(agents);
    const accountIds = idsOf(accounts);
    const ticketIds = idsOf(tickets);
    const employer = new Map(people.map((person) => [person.id, person.accountId]));
    for (const record of [...tickets, ...surveys, ...engagements, ...deals]) {
      if (record.personId !== undefined) {
        expect(employer.has(record.personId)).toBe(true);
        expect(record.accountId).toBe(employer.get(record.personId));
      }
      if ('ticketId' in record) expect(ticketIds.has(record.ticketId as string)).toBe(true);
      if ('agentId' in record) expect(agentIds.has(record.agentId as string)).toBe(true);
    }
    for (const person of people)
      if (person.accountId !== undefined) expect(accountIds.has(person.accountId)).toBe(true);
    for (const account of accounts) expect(agentIds.has(account.agentId)).toBe(true);
  });

  it('lie within two years, never in the future, and not before their person', () => {
    const from = now.getTime() - 731 * DAY_MS;
    const until = now.getTime();
    const born = new Map(people.map((person) => [person.id, person.createdAt]));
    const times = [
      ...people.flatMap((person) => [person.createdAt, person.updatedAt]),
      ...accounts.flatMap((account) => [account.createdAt, account.updatedAt]),
      ...tickets.flatMap((ticket) => [ticket.openedAt, ticket.updatedAt, ...ticket.stages.map((entry) => entry.at)]),
      ...surveys.map((answer) => answer.answeredAt),
      ...engagements.map((engagement) => engagement.at),
      ...deals.flatMap((deal) => [deal.createdAt, deal.closedAt ?? deal.createdAt]),
    ];
    expect(Math.min(...times)).toBeGreaterThan(from);
    expect(Math.max(...times)).toBeLessThanOrEqual(until);
    expect(times.every(Number.isInteger)).toBe(true);
    for (const { personId, openedAt } of tickets) expect(openedAt).toBeGreaterThan(born.get(personId ?? '') ?? 0);
    for (const { personId, at } of engagements) expect(at).toBeGreaterThan(born.get(personId) ?? 0);
  });

  it.each(['2026-11-21T00:00:01Z', '2026-11-22T23:59:59Z', '2028-03-01T07:30:00Z'])(
    'lie before a now of %s too',
    (instant) => {
      const other = generateWorld({ seed: 3, now: new Date(instant), contacts: 120 });
      const times = [
        ...other.people.flatMap((person) => [person.createdAt, person.updatedAt]),
        ...other.tickets.flatMap((ticket) => [ticket.updatedAt, ...ticket.stages.map((entry) => entry.at)]),
        ...other.surveys.map((answer) => answer.answeredAt),
        ...other.engagements.map((engagement) => engagement.at),
        ...other.deals.flatMap((deal) => [deal.createdAt, deal.closedAt ?? deal.createdAt]),
      ];
      expect(Math.max(...times)).toBeLessThanOrEqual(other.now);
      expect(Math.min(...times)).toBeGreaterThan(other.now - 731 * DAY_MS);
    },
  );

  it('tell each ticket in order', () => {
    for (const { openedAt, firstReplyAt = openedAt, closedAt, stages, reopenedAt } of tickets) {
      const times = stages.map((entry) => entry.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBe(openedAt);
      expect(firstReplyAt).toBeGreaterThanOrEqual(openedAt);
      expect(closedAt).toBe(stages.at(-1)?.stage === 'closed' ? times.at(-1) : undefined);
      const returned = stages.some(
        (entry, index) => index > 0 && stages[index - 1]?.stage === 'closed' && entry.stage !== 'closed',
      );
      expect(reopenedAt !== undefined).toBe(returned);
    }
  });

  it('speak both languages, and fill every slot', () => {
    const spanish = live.filter((person) => person.language === 'es').length;
    expect(spanish).toBeGreaterThan(180);
    expect(spanish).toBeLessThan(420);
    const texts = [
      ...tickets.flatMap((ticket) => [ticket.subject, ticket.body]),
      ...surveys.flatMap((answer) => answer.comment ?? []),
      ...engagements.flatMap((engagement) => engagement.body),
    ];
    for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/);
    expect(texts.some((text) => /¿.*\?/.test(text))).toBe(true);
    expect(new Set(tickets.map((ticket) => ticket.body)).size).toBeGreaterThan(1200);
  });

  it('leave few tickets open and most customers answered within a working day', () => {
    expect(tickets.filter((ticket) => ticket.closedAt === undefined).length).toBeLessThan(40);
    const waits = tickets.flatMap(({ openedAt, firstReplyAt }) =>
      firstReplyAt === undefined ? [] : [firstReplyAt - openedAt],
    );
    const prompt = waits.filter((wait) => wait < DAY_MS).length / waits.length;
    expect(prompt).toBeGreaterThan(0.7);
    expect(prompt).toBeLessThan(0.97);
  });

  it('hold answers on their scales, but for the planted one', () => {
    const top = { nps: 10, csat: 2, ces: 7 };
    const off = surveys.filter(({ kind, value }) => value > top[kind] || value < (kind === 'ces' ? 1 : 0));
    expect(off.map((answer) => answer.id)).toEqual(
      world.oddities.filter((oddity) => oddity.id === 'survey_out_of_scale').map((oddity) => oddity.recordId),
    );
  });
});

describe('what is wrong on purpose', () => {
  const find = (id: string) => world.oddities.find((oddity) => oddity.id === id)?.recordId;

  it('is there, each as listed', () => {
    const person = (id: string) => world.people.find((candidate) => candidate.id === find(id));
    expect(world.tickets.find((ticket) => ticket.id === find('ticket_without_contact'))?.personId).toBeUndefined();
    expect(world.tickets.filter((ticket) => ticket.personId === undefined)).toHaveLength(1);
    expect(person('unparsable_date')?.customerSince).toBe('32/13/2024');
    expect(person('merged_contact')?.mergedIds).toHaveLength(1);
    expect(person('archived_contact')?.archived).toBe(true);
    expect(person('empty_contact')?.firstName).toBeUndefined();
    expect(person('contact_without_email')?.email).toBeUndefined();
    expect(person('contact_without_email')?.phone).toBeDefined();
    expect(world.oddities).toHaveLength(7);
  });
});
