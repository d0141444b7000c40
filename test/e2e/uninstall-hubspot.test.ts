/** `pulso uninstall hubspot`: the portal is left without anything of ours, and so is the data folder. */
import { afterEach, expect, test } from 'vitest';
import { type Connected, openConnected } from './connected.ts';
import { runPulso } from './start-pulso.ts';

let connected: Connected | null = null;
afterEach(() => connected?.close());

test('shows first what would go, then removes it and forgets the account', async () => {
  const portal = await openConnected();
  connected = portal;
  await portal.connect();
  const { home } = portal.core.config;
  const names = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const type of ['contacts', 'companies', 'tickets']) {
      const { results } = (await portal.call('GET', `/crm/v3/properties/${type}`)) as { results: { name: string }[] };
      found.push(...results.map(({ name }) => name).filter((name) => name.startsWith('pulso_')));
    }
    return found;
  };
  const before = await names();
  expect(before.length).toBeGreaterThan(40);

  const preview = await runPulso(['uninstall', 'hubspot'], home);
  expect([preview.code, preview.stdout]).toEqual([0, expect.stringContaining(`${before.length} properties`)]);
  expect(await names()).toEqual(before);

  const done = await runPulso(['uninstall', 'hubspot', '--yes'], home);
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining(`${before.length} properties removed`)]);
  expect(await names()).toEqual([]);
  const { results: groups } = (await portal.call('GET', '/crm/v3/properties/contacts/groups')) as {
    results: { name: string }[];
  };
  expect(groups.filter(({ name }) => /pulso/i.test(name))).toEqual([]);
  expect(await portal.core.store.installs.list()).toEqual([]);
  const again = await runPulso(['uninstall', 'hubspot', '--yes'], home);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('no such HubSpot account')]);
});
