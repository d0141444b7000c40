import { describe, expect, it } from 'vitest';
import { hubspotSeed } from '../../../../src/sandbox/hubspot/seed.ts';
import type { SeedObject } from '../../../../src/sandbox/hubspot/seed-format.ts';
import { Portal } from '../../../../src/sandbox/hubspot/state/portal.ts';
import { memoryStorage } from '../../../../src/sandbox/shared/storage.ts';
import { generateWorld } from '../../../../src/sandbox/world/generate.ts';
import { STORIES } from '../../../../src/sandbox/world/stories.ts';

const world = generateWorld({ seed: 2026, now: new Date('2026-11-23T12:00:00Z') });
const portal = hubspotSeed(world);
const objects = [...portal.objects];
const associations = [...portal.associations];
const byType = Map.groupBy(objects, (object) => object.type);
const get = (type: SeedObject['type'], id: string | undefined) =>
  objects.find((object) => object.type === type && object.id === id);

describe('the seeded HubSpot portal', () => {
  it('holds every record of the world once, and can be read twice', () => {
    const sizes = Object.fromEntries([...byType].map(([type, list]) => [type, list.length]));
    expect(sizes).toMatchObject({ contacts: 601, companies: 120, tickets: 2000, feedback_submissions: 900 });
    const engagements = ['emails', 'calls', 'meetings', 'notes'].map((type) => sizes[type] ?? 0);
    expect(engagements.reduce((sum, size) => sum + size, 0)).toBe(6000);
    expect([...portal.objects]).toHaveLength(objects.length);
    expect(new Set(objects.map(({ type, id }) => `${type}/${id}`)).size).toBe(objects.length);
  });

  it('uses text values only, and leaves unknown properties out', () => {
    for (const { properties } of objects) {
      for (const value of Object.values(properties)) {
        expect(typeof value).toBe('string');
        expect(value).not.toMatch(/^$|undefined|NaN/);
      }
    }
  });

  it('dates objects in UTC, updated after they were created', () => {
    for (const { createdAt, updatedAt } of objects) {
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(updatedAt >= createdAt).toBe(true);
    }
  });

  it('says times of tickets in HubSpot’s way, with the stage history newest first', () => {
    for (const ticket of byType.get('tickets') ?? []) {
      const { createdate, closed_date, time_to_close, hs_pipeline_stage } = ticket.properties;
      const history = ticket.history?.hs_pipeline_stage ?? [];
      expect(history[0]?.value).toBe(hs_pipeline_stage);
      expect(history.at(-1)).toEqual({ value: '1', timestamp: createdate });
      expect(closed_date !== undefined).toBe(hs_pipeline_stage === '4');
      if (closed_date !== undefined) {
        expect(Date.parse(closed_date) - Date.parse(createdate ?? '')).toBe(Number(time_to_close));
      }
    }
    const reopened = STORIES.find((story) => story.id === 'reopened-three-times')?.who.contact.id;
    const stages = world.tickets
      .filter((ticket) => ticket.personId === reopened)
      .map((ticket) =>
        get('tickets', ticket.id)
          ?.history?.hs_pipeline_stage?.map(({ value }) => value)
          .join(''),
      );
    expect(stages).toEqual(['343423421']);
  });

  it('groups answers as HubSpot does, and gives the one off the scale no group', () => {
    for (const { properties } of byType.get('feedback_submissions') ?? []) {
      const { hs_survey_type: type, hs_value: value, hs_response_group: group } = properties;
      if (type === 'NPS' && Number(value) > 10) expect(group).toBeUndefined();
      else expect(['DETRACTOR', 'PASSIVE', 'PROMOTER']).toContain(group);
      if (type === 'CSAT') expect(group).toBe(['DETRACTOR', 'PASSIVE', 'PROMOTER'][Number(value)]);
    }
  });

  it('associates records that exist, with HubSpot’s type ids', () => {
    const known = new Set(objects.map(({ type, id }) => `${type}/${id}`));
    const ids: Record<string, readonly number[]> = {};
    for (const { from, to, typeIds } of associations) {
      expect(known.has(`${from.type}/${from.id}`)).toBe(true);
      expect(known.has(`${to.type}/${to.id}`)).toBe(true);
      ids[`${from.type} to ${to.type}`] = typeIds;
    }
    expect(ids).toEqual({
      'contacts to companies': [1, 279],
      'tickets to contacts': [16],
      'tickets to companies': [26, 339],
      'feedback_submissions to contacts': [98],
      'feedback_submissions to companies': [928],
      'feedback_submissions to tickets': [100],
      'emails to contacts': [198],
      'emails to companies': [186],
      'emails to tickets': [224],
      'calls to contacts': [194],
      'calls to companies': [182],
      'calls to tickets': [220],
      'meetings to contacts': [200],
      'meetings to companies': [188],
      'notes to contacts': [202],
      'notes to companies': [190],
      'notes to tickets': [228],
      'deals to contacts': [3],
      'deals to companies': [5, 341],
    });
  });

  it('marks the archived contact, and the merged one with the id that is gone', () => {
    const recordOf = (id: string) => world.oddities.find((oddity) => oddity.id === id)?.recordId;
    expect(objects.filter((object) => object.archivedAt !== undefined).map((object) => object.id)).toEqual([
      recordOf('archived_contact'),
    ]);
    const gone = get('contacts', recordOf('merged_contact'))?.properties.hs_merged_object_ids;
    expect(gone).toMatch(/^\d+$/);
    expect(get('contacts', gone)).toBeUndefined();
  });
});

describe('a portal filled from the seed', () => {
  const filled = new Portal(memoryStorage(), { clock: () => new Date(world.now), searchIndexLagMs: 0 });
  filled.open(() => portal);

  it('lists the live contacts, and keeps the archived one apart', () => {
    expect([...filled.records.list('contacts', false)]).toHaveLength(600);
    expect([...filled.records.list('contacts', true)]).toHaveLength(1);
  });

  it('knows every property that values are checked by', () => {
    for (const { type, properties } of objects) {
      for (const property of Object.keys(properties)) expect(filled.schema.find(type, property)).toBeDefined();
    }
  });
});
