import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardDocumentSchema } from '../../../src/cards/document.ts';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { type Fetched, fresh, openDoors, PORTALS, signedCall } from '../../fixtures/hubspot-calls.ts';

const { ours, theirs } = PORTALS;
const crm: { current: Fetched | null } = { current: null };
let doors: Awaited<ReturnType<typeof openDoors>>;

const survey = (customer: string, value: number, text?: string): Signal =>
  signalSchema.parse({
    ...{
      id: `s-${customer}-${value}`,
      origin: `s-${customer}-${value}`,
      customer,
      kind: 'survey',
      survey: 'nps',
      value,
    },
    ...{ touchpoint: 'survey', at: '2026-11-10T10:00:00.000Z', source: 'hubspot', ...(text && { text }) },
  });
const ticket = (customer: string, subject = 'It does not start'): Signal =>
  signalSchema.parse({
    ...{ id: `t-${customer}`, origin: `t-${customer}`, customer, kind: 'ticket', touchpoint: 'email', open: true },
    ...{ at: '2026-11-12T10:00:00.000Z', source: 'hubspot', subject },
  });
const unhappy = (id: string, text = 'I waited for a week.') => [survey(id, 1, text), ticket(id)];
const card = (id: string, typeId = '0-1') => `/hubspot/card?objectTypeId=${typeId}&objectId=${id}`;
const blocksOf = (body: Record<string, unknown>) => cardDocumentSchema.parse(body.card).blocks;

beforeAll(async () => {
  doors = await openDoors(crm);
  await doors.score(
    ours.id,
    '301',
    unhappy('301', '<img src=x onerror=alert(2)>&lt;script&gt;alert(1)&lt;/script&gt; I waited for a week.'),
    'Marta',
  );
  await doors.score(theirs.id, '301', [survey('301', 10)], 'Somebody else');
  await doors.score(theirs.id, '999', [survey('999', 10)], 'Only theirs');
});
afterAll(() => doors.close());

describe('the card of a contact', () => {
  test('is the scorecard of now, with its flags and their ids', async () => {
    const { status, body } = await doors.call(card('301'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'card', object: 'customer', revision: 1, feedback: null, paused: null });
    const document = cardDocumentSchema.parse(body.card);
    expect(document).toMatchObject({ subject: { name: 'Marta' }, language: 'en' });
    const flags = document.blocks.find((block) => block.type === 'flags');
    expect(flags?.items.length).toBeGreaterThan(0);
    expect((body.flags as { title: string }[]).map(({ title }) => title)).toEqual(
      expect.arrayContaining(flags?.items.map(({ title }) => title) ?? []),
    );
  });

  test('speaks the language that is asked for', async () => {
    const { body } = await doors.call(`${card('301')}&language=es`);
    expect(cardDocumentSchema.parse(body.card).title).toBe('Experiencia del cliente');
  });

  test('carries a script that a customer wrote as the text that it is', async () => {
    const { body } = await doors.call(card('301'));
    // Tags are left out of a quote; what their own mail program escaped is what they wrote.
    const blocks = JSON.stringify(blocksOf(body));
    expect(blocks).toContain('<script>alert(1)</script> I waited for a week.');
    expect(blocks).not.toContain('<img');
  });
});

describe('another portal', () => {
  test('sees its own record of the same id, never ours', async () => {
    const { body } = await doors.call(card('301'), { portal: 'theirs' });
    expect(cardDocumentSchema.parse(body.card).subject.name).toBe('Somebody else');
  });

  test('does not learn that a record of ours exists', async () => {
    const mine = await doors.call(card('999'));
    expect(mine).toEqual({ status: 200, body: { state: 'unknown' } });
  });

  test('cannot name us in the body or in a second parameter', async () => {
    const body = { portalId: 1001, verdict: 'wrong' };
    const named = await doors.call(card('301').replace('card?', 'card/feedback?'), {
      portal: 'theirs',
      method: 'POST',
      body,
    });
    expect(named.status).toBe(400);
    for (const first of ['portalId=1001', 'userId=1', 'userEmail=boss%40acme.example']) {
      expect(await doors.call(`${card('301')}&${first}`, { portal: 'theirs' })).toEqual({
        status: 401,
        body: { error: 'unauthorized' },
      });
    }
  });

  test('cannot sign for us with its own secret', async () => {
    expect((await doors.call(card('301'), { secret: theirs.secret })).status).toBe(401);
  });
});

describe('a call that is not as HubSpot sent it: 401 and no word more', () => {
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(doors.url + path, init);
    return [response.status, await response.json()];
  };
  const refused = [401, { error: 'unauthorized' }];
  const headersOf = (init: RequestInit) => init.headers as Record<string, string>;

  test('unsigned', async () => {
    const { path, init } = signedCall(fresh(card('301')));
    for (const name of ['X-HubSpot-Signature-v3', 'X-HubSpot-Request-Timestamp']) {
      const { [name]: _, ...headers } = headersOf(init);
      expect(await send(path, { ...init, headers })).toEqual(refused);
    }
  });

  test.each([-301_000, 301_000])('signed %d ms from now', async (ms) => {
    const { path, init } = signedCall(fresh(card('301')), { at: Date.now() + ms });
    expect(await send(path, init)).toEqual(refused);
  });

  test('at the edge of five minutes it still counts', async () => {
    const { path, init } = signedCall(fresh(card('301')), { at: Date.now() - 299_000 });
    expect((await send(path, init))[0]).toBe(200);
  });

  test('tampered: another record, another user, another body, another method', async () => {
    const { path, init } = signedCall(fresh(card('301')));
    expect(await send(path.replace('objectId=301', 'objectId=302'), init)).toEqual(refused);
    expect(await send(path.replace('userId=77', 'userId=1'), init)).toEqual(refused);
    const post = signedCall(fresh('/hubspot/card/feedback?objectTypeId=0-1&objectId=301'), {
      ...{ method: 'POST', body: { verdict: 'helped' } },
    });
    expect(await send(post.path, { ...post.init, body: '{"verdict":"wrong"}' })).toEqual(refused);
    expect(await send(post.path, { ...post.init, body: `${String(post.init.body)} ` })).toEqual(refused);
    expect((await send(post.path, post.init))[0]).toBe(202);
  });

  test('replayed', async () => {
    const { path, init } = signedCall(fresh(card('301')));
    expect((await send(path, init))[0]).toBe(200);
    expect(await send(path, init)).toEqual(refused);
  });

  test('of a portal that is not connected, or with no portal at all', async () => {
    for (const added of ['userId=1&portalId=3003', 'userId=1', 'portalId=1001', 'userId=1&portalId=1001%20or%201']) {
      expect((await doors.call(card('301'), { added })).status).toBe(401);
    }
  });
});

describe('a record that has no card', () => {
  const page = { records: [], setAside: [], deleted: [], merged: [] };
  const ask = async (id: string, answer: Partial<Awaited<ReturnType<Fetched['fetch']>>>) => {
    crm.current = { fetch: async () => ({ ...page, ...answer }) };
    const { body } = await doors.call(card(id));
    crm.current = null;
    return body;
  };

  test('is deleted in the CRM', async () => {
    expect(await ask('51', { deleted: [{ object: 'customer', id: '51', forget: false }] })).toEqual({
      state: 'deleted',
    });
  });
  test('was merged', async () => {
    expect(await ask('52', { merged: [{ object: 'customer', from: ['52'], into: '301' }] })).toEqual({
      state: 'merged',
    });
  });
  test('is not known, and the CRM does not answer', async () => {
    expect((await doors.call(card('53'))).body).toEqual({ state: 'unknown' });
  });
  test('was made a moment ago: it is read at once', async () => {
    const record = {
      object: 'customer' as const,
      id: '54',
      modifiedAt: '2026-11-23T11:59:00.000Z',
      name: 'New',
      surveys: [],
    };
    expect(await ask('54', { records: [record] })).toEqual({ state: 'reading' });
    expect(await doors.store.touched.list(ours.id, 10)).toEqual([
      expect.objectContaining({ object: 'customer', id: '54' }),
    ]);
  });
  test('is a ticket that belongs to nobody', async () => {
    await doors.store.transaction(
      (tx) =>
        doors.store.records.upsert(tx, ours.id, [
          { object: 'ticket', id: '70', record: { customers: [], accounts: [] } },
        ]),
      ours.id,
    );
    expect((await doors.call(card('70', '0-5'))).body).toEqual({ state: 'unlinked' });
  });
  test('is named badly: 400 that says how', async () => {
    for (const path of ['/hubspot/card', card('301abc'), card('301', '0-99')])
      expect((await doors.call(path)).status).toBe(400);
  });
});

describe('a ticket', () => {
  test('shows, of its people, who feels worst, as somebody needs it who answers', async () => {
    await doors.score(ours.id, '310', [survey('310', 10)], 'Happy');
    const record = { customers: ['310', '301', '555'], accounts: [] };
    await doors.store.transaction(
      (tx) => doors.store.records.upsert(tx, ours.id, [{ object: 'ticket', id: '71', record }]),
      ours.id,
    );
    const { body } = await doors.call(card('71', '0-5'));
    expect(body).toMatchObject({ state: 'card', card: { title: 'Before you answer', subject: { name: 'Marta' } } });
  });
});

describe('what a person tells', () => {
  const tell = (action: string, body: unknown, id = '301') =>
    doors.call(`/hubspot/card/${action}?objectTypeId=0-1&objectId=${id}`, { method: 'POST', body });
  const flagsOf = async () =>
    (await doors.call(card('301'))).body.flags as { id: string; since: string; acknowledged: unknown }[];

  test('an acknowledged flag says who and when, to everybody, once', async () => {
    const [flag] = await flagsOf();
    expect(flag?.acknowledged).toBeNull();
    expect((await tell('acknowledge', { flag: flag?.id, since: flag?.since })).status).toBe(202);
    expect((await tell('acknowledge', { flag: flag?.id, since: flag?.since })).status).toBe(202);
    expect((await flagsOf())[0]?.acknowledged).toEqual({ by: 'ana@acme.example', at: '2026-11-23T12:00:00.000Z' });
    expect((await tell('acknowledge', { flag: 'made-up', since: flag?.since })).status).toBe(400);
  });

  test('feedback is kept with the score that it is about, and moves no score', async () => {
    const before = await doors.store.scorecards.latest(ours.id, { object: 'customer', id: '301' });
    expect((await tell('feedback', { verdict: 'wrong', comment: 'She told me otherwise.' })).status).toBe(202);
    expect((await doors.call(card('301'))).body.feedback).toBe('wrong');
    const colleague = await doors.call(card('301'), { added: 'userId=78&portalId=1001' });
    expect(colleague.body.feedback).toBeNull();
    expect(await doors.store.subjects.countDirty(ours.id)).toBe(0);
    expect(await doors.store.scorecards.latest(ours.id, { object: 'customer', id: '301' })).toEqual(before);
  });

  test('an observation becomes a signal of the customer, who is scored anew', async () => {
    const before = (await doors.store.signals.of(ours.id, { object: 'customer', id: '301' })).length;
    const observation = { text: 'She praised the new portal.', mood: 'good', touchpoint: 'phone' };
    expect((await tell('observe', observation)).status).toBe(202);
    const signals = await doors.store.signals.of(ours.id, { object: 'customer', id: '301' });
    expect(signals).toHaveLength(before + 1);
    expect(signals.find(({ kind }) => kind === 'observation')).toMatchObject({
      ...{ ...{ text: observation.text, touchpoint: 'phone', author: 'ana@acme.example', value: 5, source: 'pulso' } },
    });
    expect(await doors.store.subjects.countDirty(ours.id)).toBe(1);
    await doors.scoreAll(ours.id);
    expect((await doors.call(card('301'))).body.revision).toBe(2);
  });

  test.each([
    ['observe', { text: '' }],
    ['observe', { text: 'x'.repeat(2_001) }],
    ['observe', { text: 'x', mood: 'furious' }],
    ['observe', { text: 'x', author: 'the boss' }],
    ['feedback', { verdict: 'great' }],
    ['feedback', []],
    ['acknowledge', {}],
  ])('%s %.60j is refused and says why', async (action, body) => {
    const answer = await tell(action, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(/\n {2}- /);
  });

  test('recalculate reads the record again and scores it', async () => {
    expect((await tell('recalculate', {})).status).toBe(202);
    expect(await doors.store.touched.list(ours.id, 10)).toContainEqual(
      expect.objectContaining({ object: 'customer', id: '301' }),
    );
    expect(await doors.store.subjects.countDirty(ours.id)).toBe(1);
    expect((await doors.core.queue.counts()).waiting).toBeGreaterThan(0);
    await doors.scoreAll(ours.id);
  });

  test('forgetting the customer takes what was told about it along', async () => {
    await doors.score(ours.id, '320', unhappy('320'));
    const flags = (await doors.call(card('320'))).body.flags as { id: string; since: string }[];
    await tell('acknowledge', { flag: flags[0]?.id, since: flags[0]?.since }, '320');
    await tell('feedback', { verdict: 'helped' }, '320');
    const notes = async () => [
      await doors.store.records.count(ours.id, 'card-feedback'),
      await doors.store.records.count(ours.id, 'card-acknowledgements'),
    ];
    const [feedback = 0, acknowledgements = 0] = await notes();
    await doors.store.subjects.forget(ours.id, '320');
    expect(await notes()).toEqual([feedback - 1, acknowledgements - 1]);
  });

  test('a paused account shows its card, and why it stands still', async () => {
    await doors.store.installs.setStatus(ours.id, 'paused', 'The token was revoked.');
    expect((await doors.call(card('301'))).body).toMatchObject({ state: 'card', paused: 'The token was revoked.' });
    await doors.store.installs.setStatus(ours.id, 'active', null);
  });
});
