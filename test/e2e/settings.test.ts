/** What an admin chooses for an account: the model, what is written, in which language. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Choice } from '../../src/jobs/install-settings.ts';
import { type Connected, openConnected } from './connected.ts';

let connected: Connected;
beforeAll(async () => {
  connected = await openConnected();
  await connected.connect();
});
afterAll(() => connected.close());

const NONE: Choice = { preset: null, thresholds: {}, fields: null, language: null };
const installed = async () => {
  const [install] = await connected.core.store.installs.list();
  if (install === undefined) throw new Error('nothing is connected');
  return install;
};
const save = async (choice: Partial<Choice>) => {
  const { choice: checked, faults } = connected.core.settings.check({ ...NONE, ...choice }, await installed());
  expect(faults).toEqual([]);
  const changed = await connected.core.settings.save(await installed(), checked, 'ana@acme.example');
  await connected.run();
  return changed;
};
async function contacts(...names: string[]): Promise<Readonly<Record<string, string | null>>[]> {
  const path = `/crm/v3/objects/contacts?limit=100&properties=${names.join(',')}`;
  const { results } = (await connected.call('GET', path)) as {
    results: { properties: Record<string, string | null> }[];
  };
  return results.map(({ properties }) => properties);
}
const versions = async () =>
  (await connected.core.store.models.list((await installed()).id))
    .filter(({ kind }) => kind === 'score')
    .map(({ id, version, used }) => [id, version, used]);

it('another model: first seen, then kept as a version of its own, and everybody is scored by it', async () => {
  const { core } = connected;
  const { store } = core;
  const install = await installed();
  const { choice } = core.settings.check({ preset: 'survey-heavy' }, install);
  const before = await store.scorecards.bands(install.id, 'customer');
  const preview = await core.settings.preview(install, choice);
  expect(preview).toMatchObject({ customers: 60, of: 60 });
  expect(preview.counts.reduce((sum, { customers }) => sum + customers, 0)).toBe(60);
  expect(await store.scorecards.bands(install.id, 'customer')).toEqual(before);

  expect(await save({ preset: 'survey-heavy' })).toBe(true);
  expect(await versions()).toEqual([
    ['survey-heavy', 1, true],
    ['default', 1, false],
  ]);
  const after = await store.scorecards.bands(install.id, 'customer');
  for (const place of ['good', 'fair', 'poor', 'critical', 'insufficient'] as const) {
    const into = preview.counts.filter(({ to }) => to === place).reduce((sum, { customers }) => sum + customers, 0);
    expect([place, after[place]]).toEqual([place, into]);
  }
  expect(preview.changed).toBeGreaterThan(0);
  expect(await save({ preset: 'survey-heavy' })).toBe(false);

  await save({ preset: 'survey-heavy', thresholds: { min_coverage: 90 } });
  expect((await versions())[0]).toEqual(['survey-heavy', 2, true]);
  expect((await store.scorecards.bands(install.id, 'customer')).insufficient).toBeGreaterThan(after.insufficient);
  await save({});
});

it('a field that is taken out is not written any more; one that is added is made and filled', async () => {
  await save({ fields: ['band', 'card'] });
  await connected.call('PATCH', '/crm/v3/properties/contacts/pulso_score', { label: 'Mine now' });
  const { store } = connected.core;
  const logged = await store.writebacks.countLog((await installed()).id);
  await save({ fields: ['band', 'card'], thresholds: { band_good: 99 } });
  const entries = await store.writebacks.log((await installed()).id, 1_000);
  const fresh = entries.slice(0, entries.length - logged);
  expect(fresh.length).toBeGreaterThan(0);
  expect([...new Set(fresh.flatMap(({ after }) => Object.keys(after)))].sort()).toEqual(['band', 'card']);

  for (const object of ['contacts', 'companies'])
    await connected.call('DELETE', `/crm/v3/properties/${object}/pulso_nps`);
  await save({ fields: ['band', 'card', 'nps'] });
  expect((await contacts('pulso_nps')).some(({ pulso_nps: nps }) => (nps ?? '') !== '')).toBe(true);
  await save({});
});

it('another language: what is written is in it', async () => {
  const texts = async () => (await contacts('pulso_next_step')).flatMap(({ pulso_next_step: text }) => text || []);
  const english = await texts();
  await save({ language: 'es' });
  const spanish = await texts();
  expect(spanish).toHaveLength(english.length);
  expect(spanish.filter((text) => english.includes(text))).toEqual([]);
  await save({});
  expect(await texts()).toEqual(english);
});

it('who changed what, when, before and after', async () => {
  const log = await connected.core.store.settingsLog.list((await installed()).id, 100);
  expect(log.at(-1)).toEqual({
    ...{ at: '2026-11-20T12:00:00.000Z', by: 'ana@acme.example' },
    ...{ before: { preset: null }, after: { preset: 'survey-heavy' } },
  });
  expect(log.length).toBeGreaterThan(6);
});
