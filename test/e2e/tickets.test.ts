/** On an open ticket stands what its customer's record says: written once, once more when it closes, and never with a customer who left. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Install } from '../../src/store/port.ts';
import { type Connected, openConnected } from './connected.ts';

const NAMES = ['score', 'band', 'flags', 'next_step', 'low_since', 'scored_at', 'card'].map((name) => `pulso_${name}`);
const CLOSED = '4';

interface Found {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly associations?: { readonly contacts?: { readonly results: readonly { readonly id: string }[] } };
}

let connected: Connected;
beforeEach(async () => {
  connected = await openConnected();
});
afterEach(async () => connected.close());

async function all(type: string, more: readonly string[] = [], query = ''): Promise<readonly Found[]> {
  const found: Found[] = [];
  let after = '';
  do {
    const path = `/crm/v3/objects/${type}?limit=100&properties=${[...NAMES, ...more].join(',')}${query}${after}`;
    const page = (await connected.call('GET', path)) as { results: Found[]; paging?: { next?: { after: string } } };
    found.push(...page.results);
    after = page.paging?.next === undefined ? '' : `&after=${page.paging.next.after}`;
  } while (after !== '');
  return found;
}
const tickets = () => all('tickets', ['hs_pipeline_stage'], '&associations=contacts');
const ours = ({ properties }: Found) => Object.fromEntries(NAMES.map((name) => [name, properties[name] ?? null]));
const isOpen = ({ properties }: Found) => properties.hs_pipeline_stage !== CLOSED;
const contactOf = (ticket: Found) => ticket.associations?.contacts?.results[0]?.id ?? '';

async function writesOf(type: string): Promise<ReadonlyMap<string, number>> {
  const { records } = (await connected.call('GET', '/_sandbox/writes')) as {
    records: { objectType: string; id: string; writes: number }[];
  };
  return new Map(records.filter(({ objectType }) => objectType === type).map(({ id, writes }) => [id, writes]));
}
async function installed(): Promise<Install> {
  const [install] = await connected.core.store.installs.list();
  if (install === undefined) throw new Error('nothing is connected');
  return install;
}
/** An open ticket that carries a card, of somebody who has no other open one. */
async function someOpen(): Promise<Found> {
  const open = (await tickets()).filter((ticket) => isOpen(ticket) && ticket.properties.pulso_card);
  const found = open.find((ticket) => open.filter((other) => contactOf(other) === contactOf(ticket)).length === 1);
  if (found === undefined) throw new Error('no ticket is open');
  return found;
}
const reread = async (id: string) => (await tickets()).find((ticket) => ticket.id === id) as Found;
const edit = (type: string, id: string, properties: Record<string, string>) =>
  connected.call('POST', '/_sandbox/edits', { objectType: type, id, properties });
/** Something that moves the person's score. */
const complain = (contact: string) =>
  connected.call('POST', '/_sandbox/edits', {
    objectType: 'tickets',
    properties: {
      ...{ subject: 'The heating is cold again', hs_pipeline: '0', hs_pipeline_stage: '1' },
      createdate: '2026-11-19T09:00:00.000Z',
    },
    associate: [{ objectType: 'contacts', id: contact }],
  });

it('open tickets say what their customer’s record says; nothing is written twice, nor into closed ones', async () => {
  await connected.connect();
  const people = new Map((await all('contacts')).map((contact) => [contact.id, ours(contact)]));
  const found = await tickets();
  const owned = found.filter((ticket) => isOpen(ticket) && contactOf(ticket) !== '');
  expect(owned.length).toBeGreaterThan(5);
  for (const ticket of owned) expect(ours(ticket)).toEqual(people.get(contactOf(ticket)));
  const untouched = found.filter((ticket) => !owned.includes(ticket));
  expect(untouched.filter(({ properties }) => properties.pulso_card)).toEqual([]);
  const writes = await writesOf('tickets');
  expect(writes).toEqual(new Map(owned.map(({ id }) => [id, 1])));
  const { id } = await installed();
  expect(await connected.core.store.writebacks.log(id, 5, owned[0]?.id)).toMatchObject([
    { object: 'ticket', outcome: 'written', error: null },
  ]);

  await connected.run('pull');
  expect(await writesOf('tickets')).toEqual(writes);
  expect(await connected.status()).toMatchObject({ toScore: 0, toWrite: 0 });
});

it('a closed ticket is written once more and then keeps what it says', async () => {
  await connected.connect();
  const before = await someOpen();
  const contact = contactOf(before);
  await edit('tickets', before.id, { hs_pipeline_stage: CLOSED, closed_date: '2026-11-19T10:00:00.000Z' });
  await connected.run('pull');
  const closed = await reread(before.id);
  const person = (await all('contacts')).find(({ id }) => id === contact) as Found;
  expect(ours(closed)).toEqual(ours(person));
  expect(ours(closed)).not.toEqual(ours(before));
  const writes = (await writesOf('tickets')).get(before.id);
  expect(writes).toBe(2);

  await complain(contact);
  await connected.run('pull');
  expect(ours(await reread(before.id))).toEqual(ours(closed));
  expect((await writesOf('tickets')).get(before.id)).toBe(writes);
  expect((await writesOf('contacts')).get(contact)).toBe(3);
});

it('what had arrived when the program died is found out and not sent again', async () => {
  await connected.connect();
  const { core, call } = connected;
  const { id: install } = await installed();
  const ticket = await someOpen();
  const sending = { next_step: 'Call today.' };
  await core.store.transaction((tx) =>
    core.store.writebacks.begin(tx, install, [{ object: 'ticket', id: ticket.id, sending }]),
  );
  await call('PATCH', `/crm/v3/objects/tickets/${ticket.id}`, { properties: { pulso_next_step: 'Call today.' } });
  expect((await connected.status()).toWrite).toBe(1);
  await connected.run('push');
  expect((await connected.status()).toWrite).toBe(0);
  // The sandbox counts our own call, and one that puts right what the lost program should not have said.
  expect((await writesOf('tickets')).get(ticket.id)).toBe(3);
  expect(ours(await reread(ticket.id))).toEqual(ours(ticket));
  const [fixed, arrived] = await core.store.writebacks.log(install, 2, ticket.id);
  expect(arrived).toMatchObject({ outcome: 'written', after: sending });
  expect(fixed?.before).toEqual(sending);
});

it('a customer who is forgotten leaves the ticket too', async () => {
  await connected.connect();
  const { core } = connected;
  const { id: install } = await installed();
  const ticket = await someOpen();
  await core.store.subjects.forget(install, contactOf(ticket));
  await connected.run('push');
  expect(Object.values(ours(await reread(ticket.id))).filter(Boolean)).toEqual([]);
  expect(await connected.status()).toMatchObject({ toWrite: 0 });
  const { written } = (await core.store.writebacks.get(install, 'ticket', ticket.id)) ?? {};
  expect(Object.values(written ?? {}).filter((value) => value !== null)).toEqual([]);
});

it('where tickets cannot have our fields, an admin is told and everything else is written', async () => {
  const { call } = connected;
  const fault = { kind: 'error', status: 403, method: 'POST', path: '/properties/[^/]+/tickets' };
  const { id } = (await call('POST', '/_sandbox/faults', fault)) as { id: string };
  await connected.connect();
  expect((await connected.status()).notices).toMatchObject([expect.stringMatching(/^ticket\.score, ticket\.band/)]);
  expect((await all('contacts')).filter(({ properties }) => properties.pulso_card)).toHaveLength(60);
  expect((await writesOf('tickets')).size).toBe(0);
  expect((await connected.status()).toWrite).toBe(0);

  await call('DELETE', `/_sandbox/faults/${id}`);
  await connected.connect();
  expect((await connected.status()).notices).toEqual([]);
  expect((await writesOf('tickets')).size).toBeGreaterThan(5);
});

it('who wants none of these fields gets none on tickets either', async () => {
  const { core } = connected;
  await connected.connect();
  expect(core.allFields.filter(({ object }) => object === 'ticket').map(({ name }) => `pulso_${name}`)).toEqual(NAMES);
  const install = await installed();
  const few = { ...install, settings: { ...install.settings, fields: ['nps', 'score'] } };
  expect(core.taskDeps.fieldsOf(few).map(({ object, name }) => `${object}.${name}`)).toEqual([
    ...['customer', 'account'].flatMap((object) => [`${object}.score`, `${object}.nps`]),
    'ticket.score',
  ]);
});
