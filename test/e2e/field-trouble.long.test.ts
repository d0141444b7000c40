/** What an admin of the CRM does to our fields: theirs is never touched, and ours come back with their values. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdInstall, resumeInstall } from '../../src/jobs/hold-install.ts';
import { type Connected, OPEN_TICKETS, openConnected } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await openConnected();
});
afterEach(async () => connected.close());

const ours = (properties: Readonly<Record<string, string | null>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('pulso_')));

interface Page {
  readonly results: readonly { readonly id: string; readonly properties: Readonly<Record<string, string | null>> }[];
}

async function contacts(...names: string[]): Promise<Page['results']> {
  return ((await connected.call('GET', `/crm/v3/objects/contacts?limit=100&properties=${names.join(',')}`)) as Page)
    .results;
}
const withValue = async (name: string): Promise<number> =>
  (await contacts(name)).filter(({ properties }) => (properties[name] ?? '') !== '').length;

const PROPERTIES = '/crm/v3/properties/contacts';

describe('a property of our name that belongs to somebody else', () => {
  it('keeps its values, and the other fields are written', async () => {
    await connected.call('POST', PROPERTIES, {
      name: 'pulso_score',
      label: 'Somebody else',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    });
    const [first] = await contacts();
    await connected.call('PATCH', `/crm/v3/objects/contacts/${first?.id}`, { properties: { pulso_score: 'by hand' } });
    await connected.connect();

    const { notices, toWrite } = await connected.status();
    expect(notices.join()).toContain('pulso_score exists as string/text');
    expect(toWrite).toBe(0);
    const values = (await contacts('pulso_score')).map(({ properties }) => properties.pulso_score ?? null);
    expect(values.filter((value) => value !== null && value !== '')).toEqual(['by hand']);
    expect(await withValue('pulso_card')).toBe(60);
  });

  it('is filled once it was deleted and the account connected again', async () => {
    await connected.call('POST', PROPERTIES, {
      name: 'pulso_coverage',
      label: 'Somebody else',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    });
    await connected.connect();
    expect(await withValue('pulso_coverage')).toBe(0);
    await connected.call('DELETE', `${PROPERTIES}/pulso_coverage`);
    await connected.connect();
    expect((await connected.status()).notices).toEqual([]);
    expect(await withValue('pulso_coverage')).toBe(60);
  });
});

describe('a field of ours that an admin deleted', () => {
  it('comes back with the values of every record when the account is connected again', async () => {
    await connected.connect();
    await connected.call('DELETE', `${PROPERTIES}/pulso_coverage`);
    await connected.connect();
    expect(await withValue('pulso_coverage')).toBe(60);
  });

  it('comes back by itself with the next write that needs it; no other field is lost', async () => {
    await connected.connect();
    const [before] = await contacts('pulso_card');
    await connected.call('DELETE', `${PROPERTIES}/pulso_card`);
    await connected.call('POST', '/_sandbox/edits', {
      objectType: 'tickets',
      properties: {
        subject: 'The heating is cold again',
        hs_pipeline: '0',
        hs_pipeline_stage: '1',
        createdate: '2026-11-19T09:00:00.000Z',
      },
      associate: [{ objectType: 'contacts', id: before?.id }],
    });
    await connected.run('pull');
    const after = await contacts('pulso_card', 'pulso_open_tickets');
    expect(after.filter(({ properties }) => properties.pulso_card).length).toBe(60);
    expect((await connected.status()).toWrite).toBe(0);
  });
});

describe('undo and resume', () => {
  it('leave nothing of ours in the CRM, and fill everything again', async () => {
    await connected.connect();
    const before = await contacts('pulso_card', 'pulso_score');
    const { store, taskDeps } = connected.core;
    const [install] = await store.installs.list();
    if (install === undefined) throw new Error('nothing is connected');
    await holdInstall(connected.core, install, 'Undone by an admin');
    await taskDeps.connect(install).removeFields(taskDeps.fieldsOf(install));
    expect(await store.transaction((tx) => store.writebacks.undone(tx, install.id))).toBe(60 + 12 + OPEN_TICKETS);
    const { results } = (await connected.call('GET', PROPERTIES)) as { results: { name: string }[] };
    expect(results.filter(({ name }) => name.startsWith('pulso_'))).toEqual([]);
    await connected.run('pull', 'push');
    expect((await connected.status()).status).toBe('paused');
    await resumeInstall(connected.core, install);
    await connected.run();
    const after = await contacts('pulso_card', 'pulso_score');
    expect(after.map(({ properties }) => ours(properties))).toEqual(before.map(({ properties }) => ours(properties)));
  });
});

describe('an option that an admin removed', () => {
  it('comes back with the next write that needs it', async () => {
    await connected.connect();
    const flags = (await connected.call('GET', `${PROPERTIES}/pulso_band`)) as { options: { value: string }[] };
    await connected.call('PATCH', `${PROPERTIES}/pulso_band`, {
      options: [{ value: 'other', label: 'Other', displayOrder: 0, hidden: false }],
    });
    for (const { id } of await contacts()) {
      await connected.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties: { pulso_band: '' } });
    }
    await connected.core.store.transaction(async (tx) => {
      const [install] = await connected.core.store.installs.list();
      await connected.core.store.writebacks.undone(tx, install?.id ?? '');
    });
    await connected.run('push');
    const back = (await connected.call('GET', `${PROPERTIES}/pulso_band`)) as { options: { value: string }[] };
    expect(back.options.map(({ value }) => value)).toEqual(
      expect.arrayContaining(flags.options.map(({ value }) => value)),
    );
    const scored = (await contacts('pulso_score', 'pulso_band')).filter(({ properties }) => properties.pulso_score);
    expect(scored.length).toBeGreaterThan(20);
    expect(scored.every(({ properties }) => properties.pulso_band)).toBe(true);
  });
});

describe('an account with room for a few properties only', () => {
  it('gets those, and is told about the others', async () => {
    const small = await openConnected({ tier: { customProperties: 5 } });
    const { results: companies } = (await small.call('GET', '/crm/v3/objects/companies?limit=1')) as Page;
    expect(companies).toHaveLength(1);
    await small.connect();
    const { notices, toWrite } = await small.status();
    // One notice for each object, with all the fields that found no room.
    expect(notices).toHaveLength(3);
    expect(notices[0]).toMatch(/customer\.coverage, .*customer\.card: .*room for 2 more custom properties/);
    expect(toWrite).toBe(0);
    const { results } = (await small.call('GET', '/crm/v3/objects/contacts?limit=100&properties=pulso_score')) as Page;
    expect(results.filter(({ properties }) => properties.pulso_score).length).toBeGreaterThan(20);
    await small.close();
  });
});

describe('a rule of the account that one of our values breaks', () => {
  it('keeps that field out and is shown; the other fields are written', async () => {
    await connected.connect();
    await connected.core.store.transaction(async (tx) => {
      const [install] = await connected.core.store.installs.list();
      await connected.core.store.writebacks.undone(tx, install?.id ?? '');
    });
    for (const { id } of await contacts()) {
      await connected.call('PATCH', `/crm/v3/objects/contacts/${id}`, {
        properties: { pulso_score: '', pulso_coverage: '' },
      });
    }
    const rule = '/crm/property-validations/2026-09/0-1/pulso_coverage/rule-type/MAX_NUMBER';
    await connected.call('PUT', rule, { ruleArguments: ['1'], shouldApplyNormalization: false });
    await connected.run('push');
    const scored = (await contacts('pulso_score', 'pulso_coverage')).filter(({ properties }) => properties.pulso_score);
    expect(scored.length).toBeGreaterThan(20);
    expect(scored.every(({ properties }) => !properties.pulso_coverage)).toBe(true);
    const { setAside, toWrite } = await connected.status();
    expect(toWrite).toBe(0);
    const refused = setAside.find(({ object, reason }) => object === 'customer' && reason === 'not_written');
    expect(refused?.count).toBeGreaterThan(20);
    expect(refused?.example.detail).toMatch(/^coverage: /);
  });
});
