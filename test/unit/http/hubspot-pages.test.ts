import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import type { HomeAnswer } from '../../../src/http/hubspot/home-answer.ts';
import type { ChoiceAnswer, SettingsAnswer } from '../../../src/http/hubspot/settings-answer.ts';
import { learnPortfolio } from '../../../src/jobs/learn/learn-portfolio.ts';
import { openDoors, PORTALS } from '../../fixtures/hubspot-calls.ts';

const { ours, theirs } = PORTALS;
let doors: Awaited<ReturnType<typeof openDoors>>;

const signals = (customer: string, value: number): Signal[] =>
  ['nps', 'csat', 'ces'].map((kind) =>
    signalSchema.parse({
      ...{ id: `${kind}-${customer}`, origin: `${kind}-${customer}`, customer, kind: 'survey', survey: kind },
      ...{ value: kind === 'csat' ? Math.max(1, Math.ceil(value / 2)) : Math.max(1, Math.min(7, value)) },
      ...{ touchpoint: 'survey', at: '2026-11-20T10:00:00.000Z', source: 'hubspot' },
    }),
  );
const home = async (options = {}) => (await doors.call('/hubspot/home', options)).body as unknown as HomeAnswer;
const settings = async (options = {}) =>
  (await doors.call('/hubspot/settings', options)).body as unknown as SettingsAnswer;
const colleague = { added: 'userId=78&portalId=1001&userEmail=luis%40acme.example' };
const change = (body: unknown, options = {}) => doors.call('/hubspot/settings', { method: 'POST', body, ...options });

beforeAll(async () => {
  doors = await openDoors();
  await doors.score(ours.id, '1', signals('1', 1), 'Marta');
  await doors.score(ours.id, '2', signals('2', 7), 'Pedro');
  await doors.score(theirs.id, '3', signals('3', 1), 'Somebody else');
});
afterAll(() => doors.close());

test('home: everybody by band, the worst first, what hurts them, and nobody of another portal', async () => {
  const answer = await home();
  const counted = Object.values(answer.customers).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(2);
  expect(answer.worstCustomers[0]?.name).toBe('Marta');
  expect(answer.worstCustomers.map(({ name }) => name)).not.toContain('Somebody else');
  const low = answer.worstCustomers.filter(({ band }) => band === 'poor' || band === 'critical');
  expect(answer.among).toBe(low.length);
  expect(answer.frictions.length).toBeGreaterThan(0);
  expect(answer.drivers.every(({ points }) => points < 0)).toBe(true);
});

test('home: whoever feels bad stands there with a reason, also without a flag', async () => {
  // An hour ago: nobody has left that answer alone yet.
  const justNow = signals('4', 4).map((signal) => ({ ...signal, at: '2026-11-23T11:00:00.000Z' }));
  const id = 'hubspot-2002';
  await doors.score(id, '4', justNow, 'Ana');
  const scorecard = await doors.store.scorecards.latest(id, { object: 'customer', id: '4' });
  expect(scorecard?.flags).toEqual([]);
  const { worstCustomers } = await home({ portal: 'theirs' });
  expect(worstCustomers.find(({ name }) => name === 'Ana')?.flags).toEqual([
    expect.stringMatching(/^\S.* \(−\d+\.\d points\)$/),
  ]);
});

test('home: what the daily look at everybody together found', async () => {
  expect((await home()).together).toBeNull();
  const { store, taskDeps } = doors.core;
  const install = await store.installs.get(ours.id);
  if (install === null) throw new Error('the install is missing');
  const { content } = await learnPortfolio(taskDeps, install, new AbortController().signal);
  await store.transaction((tx) => store.insights.putPortfolio(tx, ours.id, { at: content.at, content }), ours.id);
  const { together } = await home();
  expect(together).toMatchObject({ customers: 2, of: 2, keyDrivers: { status: 'insufficient' } });
  expect(together?.frictions.at(-1)?.cumulative).toBe(100);
  const spanish = (await doors.call('/hubspot/home?language=es')).body as unknown as HomeAnswer;
  expect(spanish.together?.frictions[0]?.title).not.toBe(together?.frictions[0]?.title);
});

test('home: a band that changed this week, from the log of what was written', async () => {
  const { store } = doors;
  const write = async (band: string) => {
    const row = { object: 'customer' as const, id: '1' };
    await store.transaction(async (tx) => {
      await store.writebacks.begin(tx, ours.id, [{ ...row, sending: { band } }]);
      await store.writebacks.finish(tx, ours.id, [
        { ...row, outcome: 'written', written: { band }, revision: 1, error: null, retry: false },
      ]);
    }, ours.id);
  };
  await write('good');
  expect((await home()).changes).toEqual([]);
  await write('poor');
  expect((await home()).changes).toMatchObject([{ name: 'Marta', from: 'Good', to: 'Poor', better: false }]);
});

test('settings: how it is connected and what it scores by, in the language of whoever looks', async () => {
  const answer = await settings();
  expect(answer).toMatchObject({ mayChange: true, status: 'active', account: { id: '1001' }, language: 'en' });
  const percents = answer.model.weights.map(({ percent }) => percent);
  expect(percents).toEqual(percents.toSorted((a, b) => b - a));
  expect(percents.reduce((sum, percent) => sum + percent, 0)).toBeCloseTo(100, 0);
  expect(answer.fields.length).toBeGreaterThan(10);
  const spanish = (await doors.call('/hubspot/settings?language=es')).body as unknown as SettingsAnswer;
  expect(spanish.model.weights.map(({ title }) => title)).not.toEqual(answer.model.weights.map(({ title }) => title));
});

test('who is no admin reads and changes nothing', async () => {
  expect((await settings(colleague)).mayChange).toBe(false);
  expect(await change({ do: 'pause' }, colleague)).toEqual({ status: 403, body: { error: 'forbidden' } });
  expect((await settings()).status).toBe('active');
});

test('an admin pauses, resumes, and has everybody scored anew; what is stored stays', async () => {
  const paused = await change({ do: 'pause' });
  expect(paused).toMatchObject({
    status: 202,
    body: { status: 'paused', reason: 'ana@acme.example paused it in HubSpot.' },
  });
  expect(await change({ do: 'resume' })).toMatchObject({ body: { status: 'active', reason: null } });
  expect(await change({ do: 'rescore' })).toMatchObject({ body: { waiting: { scores: 2 } } });
  expect((await settings()).changes.map(({ by, after }) => [by, after.status])).toEqual([
    ['ana@acme.example in HubSpot', 'active'],
    ['ana@acme.example in HubSpot', 'paused'],
  ]);
  expect((await change({ do: 'purge' })).status).toBe(400);
  expect((await home()).waiting).toBe(2);
});

test('an admin sees what another model would do, keeps it, and it is logged; faults come in the language of the page', async () => {
  const asked = (await settings()).choice;
  expect(asked).toEqual({ preset: null, thresholds: {}, fields: null, language: null });
  const choice = { ...asked, thresholds: { band_good: 99, band_fair: 98, band_poor: 97 }, fields: ['score', 'card'] };
  const { status, body } = await change({ do: 'preview', choice });
  const { preview } = body as ChoiceAnswer;
  expect([status, preview?.customers, preview?.of]).toEqual([200, 2, 2]);
  expect(preview?.counts.reduce((sum, { customers }) => sum + customers, 0)).toBe(2);
  expect((await settings()).choice).toEqual(asked);

  const saved = (await change({ do: 'save', choice })).body as unknown as SettingsAnswer;
  expect(saved.choice).toEqual(choice);
  expect(saved.fields.filter(({ written }) => written).map(({ name }) => name)).toEqual(['score', 'card']);
  expect(saved.model.bands).toEqual({ good: 99, fair: 98, poor: 97 });
  expect(saved.changes[0]).toMatchObject({ by: 'ana@acme.example in HubSpot', before: { fields: null } });
  expect(await doors.store.settingsLog.list(theirs.id, 10)).toEqual([]);

  const wrong = { ...choice, thresholds: { band_good: 500 }, fields: ['shoe_size'] };
  const refused = await doors.call('/hubspot/settings?language=es', {
    method: 'POST',
    body: { do: 'save', choice: wrong },
  });
  expect(refused).toMatchObject({
    status: 200,
    body: {
      faults: [
        { key: 'fields.shoe_size', message: expect.stringContaining('no es un campo') },
        { key: 'thresholds.band_good', message: 'da un número de 1 a 100' },
      ],
    },
  });
  expect((await settings()).choice).toEqual(choice);
  expect((await change({ do: 'save' })).status).toBe(400);
  expect((await change({ do: 'save', choice }, colleague)).status).toBe(403);
  await change({ do: 'save', choice: asked });
});

test('unsigned: 401 and no word more', async () => {
  for (const path of ['/hubspot/home', '/hubspot/settings']) {
    const response = await fetch(`${doors.url}${path}?portalId=1001&userId=77`);
    expect([response.status, await response.json()]).toEqual([401, { error: 'unauthorized' }]);
  }
});
