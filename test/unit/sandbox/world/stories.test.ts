import { describe, expect, it } from 'vitest';
import { loadContributions } from '../../../../src/contributions.ts';
import { DAY_MS } from '../../../../src/sandbox/world/calendar.ts';
import { generateWorld } from '../../../../src/sandbox/world/generate.ts';
import { STORIES } from '../../../../src/sandbox/world/stories.ts';
import { storiesDocument } from '../../../../src/sandbox/world/stories-document.ts';
import { FRICTION_FLAGS, STORY_FLAGS } from '../../../../src/sandbox/world/story.ts';

const now = new Date('2026-11-23T12:00:00Z');
const world = generateWorld({ seed: 2026, now });
const roles = STORIES.flatMap((story) => [
  { contact: story.who.contact, expect: story.expect },
  ...(story.also === undefined ? [] : [story.also]),
]);
const daysAgo = (at: number) => (now.getTime() - at) / DAY_MS;

describe('the planted stories', () => {
  it('stand in the document word for word', async () => {
    const path = new URL('../../../../docs/sandbox-stories.md', import.meta.url).pathname;
    await expect(storiesDocument(STORIES, world.oddities)).toMatchFileSnapshot(path);
  });

  it('are at least twelve, have unique ids and are told in both languages', () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(12);
    expect(new Set(STORIES.map((story) => story.id)).size).toBe(STORIES.length);
    const spanish = roles.filter((role) => role.contact.language === 'es').length;
    expect(Math.abs(spanish - roles.length / 2)).toBeLessThanOrEqual(3);
  });

  it('find their people and companies in the world, under the ids that they state', () => {
    for (const { who, also } of STORIES) {
      for (const contact of [who.contact, ...(also === undefined ? [] : [also.contact])]) {
        const person = world.people.find((candidate) => candidate.id === contact.id);
        expect(person).toMatchObject({
          firstName: contact.firstName,
          lastName: contact.lastName,
          email: contact.email,
        });
        expect(person?.accountId).toBe(who.account?.id);
      }
      if (who.account !== undefined) {
        expect(world.accounts.find((account) => account.id === who.account?.id)?.name).toBe(who.account.name);
      }
    }
  });

  it('name flags that exist, all of them', async () => {
    const { flags } = await loadContributions();
    expect([...STORY_FLAGS, ...FRICTION_FLAGS].sort()).toEqual(flags.map(({ id }) => id).sort());
  });

  it('do not contradict themselves', () => {
    for (const { expect: wanted } of roles) {
      expect(wanted.flags.filter((flag) => wanted.notFlags.includes(flag))).toEqual([]);
      expect(wanted.band.length).toBeGreaterThan(0);
    }
    for (const flag of STORY_FLAGS) expect(roles.some((role) => role.expect.flags.includes(flag))).toBe(true);
  });
});

/** The facts behind each flag, counted here again by the simplest reading of the records. */
describe('the facts behind the flags', () => {
  const of = (id: string) => ({
    tickets: world.tickets.filter((ticket) => ticket.personId === id),
    surveys: world.surveys.filter((answer) => answer.personId === id),
    engagements: world.engagements.filter((engagement) => engagement.personId === id),
  });

  it.each(roles)('slow answer: $contact.firstName', ({ contact, expect: wanted }) => {
    const slow = of(contact.id).tickets.some(
      ({ openedAt, firstReplyAt = now.getTime() }) => daysAgo(openedAt) < 88 && firstReplyAt - openedAt > 6 * DAY_MS,
    );
    if (wanted.flags.includes('slow-answer')) expect(slow).toBe(true);
    if (wanted.notFlags.includes('slow-answer')) {
      for (const { openedAt, firstReplyAt = now.getTime() } of of(contact.id).tickets) {
        expect(firstReplyAt - openedAt).toBeLessThan(DAY_MS / 2);
      }
    }
  });

  it.each(roles)('reopened: $contact.firstName', ({ contact, expect: wanted }) => {
    const reopened = of(contact.id).tickets.filter((ticket) => ticket.reopenedAt !== undefined);
    expect(reopened.length > 0).toBe(wanted.flags.includes('reopened'));
    for (const ticket of reopened) expect(daysAgo(ticket.reopenedAt ?? 0)).toBeLessThan(80);
  });

  it.each(roles)('repeated contact: $contact.firstName', ({ contact, expect: wanted }) => {
    const { tickets } = of(contact.id);
    const pairs = tickets.flatMap((first) =>
      tickets.filter((second) => second.openedAt > first.openedAt && second.openedAt - first.openedAt <= 14 * DAY_MS),
    );
    expect(pairs.length > 0).toBe(wanted.flags.includes('repeated-contact'));
  });

  it.each(roles)('detractor left alone: $contact.firstName', ({ contact, expect: wanted }) => {
    const { surveys, engagements, tickets } = of(contact.id);
    const low = { nps: 6, csat: 0, ces: 3 };
    const alone = surveys
      .filter(({ kind, value }) => value <= low[kind])
      .filter(({ answeredAt }) => {
        const ours = engagements
          .filter((entry) => 'direction' in entry && entry.direction === 'out')
          .map((entry) => entry.at);
        const answers = tickets.flatMap((ticket) => ticket.firstReplyAt ?? []);
        return ![...ours, ...answers].some((at) => at > answeredAt && at < answeredAt + 3 * DAY_MS);
      });
    expect(alone.length > 0).toBe(wanted.flags.includes('detractor-unanswered'));
    for (const { answeredAt } of alone) expect(daysAgo(answeredAt)).toBeGreaterThan(5);
  });

  it.each(roles)('silent customer: $contact.firstName', ({ contact, expect: wanted }) => {
    const { surveys, engagements, tickets } = of(contact.id);
    const twoWay = [
      ...tickets.map((ticket) => ticket.openedAt),
      ...surveys.map((answer) => answer.answeredAt),
      ...engagements
        .filter((entry) => entry.kind === 'meeting' || ('direction' in entry && entry.direction === 'in'))
        .map(({ at }) => at),
    ];
    if (wanted.flags.includes('silent-customer')) {
      expect(daysAgo(Math.max(...twoWay))).toBeGreaterThan(150);
      expect(twoWay.length).toBeGreaterThan(20);
    } else if (wanted.notFlags.includes('silent-customer') && twoWay.length > 0) {
      expect(daysAgo(Math.max(...twoWay))).toBeLessThan(105);
    }
  });
});
