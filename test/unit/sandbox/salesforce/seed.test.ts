import { describe, expect, it } from 'vitest';
import { salesforceSeed } from '../../../../src/sandbox/salesforce/seed.ts';
import { seedId } from '../../../../src/sandbox/salesforce/seed-ids.ts';
import { Org } from '../../../../src/sandbox/salesforce/state/org.ts';
import { plantOrg } from '../../../../src/sandbox/salesforce/state/plant.ts';
import { memoryStorage } from '../../../../src/sandbox/shared/storage.ts';
import { generateWorld } from '../../../../src/sandbox/world/generate.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const world = generateWorld({ seed: 7, now: NOW, contacts: 120 });
const org = new Org(memoryStorage(), {
  clock: () => NOW,
  surveys: true,
  personAccounts: false,
  multiCurrency: false,
  languages: [],
  customFieldLimit: 500,
  openFields: false,
});
plantOrg(org, salesforceSeed(world));

describe('the seeded org', () => {
  it('holds everyone and everything of the world', () => {
    const { records } = org;
    expect(records.count('Account')).toBe(world.accounts.length);
    expect(records.count('Contact')).toBe(world.people.filter((person) => !person.archived).length);
    expect(records.count('Case')).toBe(world.tickets.length);
    expect(records.count('SurveyResponse')).toBe(world.surveys.length);
    expect(records.count('Opportunity')).toBe(world.deals.length);
    expect(records.count('EmailMessage')).toBe(world.engagements.filter(({ kind }) => kind === 'email').length);
    expect(records.count('Event')).toBe(world.engagements.filter(({ kind }) => kind === 'meeting').length);
  });

  it('has only references that lead somewhere, required values, and no text beyond its length', () => {
    for (const { definition } of org.schema.list()) {
      for (const record of org.records.list(definition.name)) {
        for (const field of definition.fields) {
          const value = record.fields[field.name];
          const where = `${definition.name}.${field.name} of ${record.id}`;
          if (field.type === 'reference' && typeof value === 'string') {
            const target = org.schema.ofId(value)?.definition.name ?? '';
            expect(field.referenceTo, where).toContain(target);
            expect(org.records.find(target, value), where).toBeDefined();
          }
          if (typeof value === 'string' && field.length > 0)
            expect(value.length, where).toBeLessThanOrEqual(field.length);
          if (!field.nillable && field.createable && field.type !== 'boolean' && record.fields.IsDeleted !== true)
            expect(value, where).toBeDefined();
          if (field.type === 'picklist' && field.picklist.length > 0 && value !== undefined)
            expect(
              field.picklist.map((each) => each.value),
              where,
            ).toContain(value);
        }
      }
    }
  });

  it('tells each ticket’s course in the history of its case', () => {
    for (const ticket of world.tickets) {
      const history = org.records
        .byValue('CaseHistory', 'CaseId', [seedId('case', ticket.id)])
        .filter((row) => row.fields.Field === 'Status');
      const closings = history.filter((row) => row.fields.NewValue === 'Closed').length;
      expect(closings).toBe(
        ticket.stages.filter(({ stage }, at) => stage === 'closed' && ticket.stages[at - 1]?.stage !== 'closed').length,
      );
    }
  });

  it('shows the first answer of every ticket that had one', () => {
    for (const ticket of world.tickets) {
      if (ticket.firstReplyAt === undefined) continue;
      const id = seedId('case', ticket.id);
      const mails = org.records
        .byValue('EmailMessage', 'ParentId', [id])
        .filter((row) => row.fields.Incoming === false);
      const comments = org.records
        .byValue('CaseComment', 'ParentId', [id])
        .filter((row) => row.fields.IsPublished === true);
      const first = [...mails, ...comments].map((row) => String(row.fields.CreatedDate)).toSorted()[0];
      expect(Date.parse(first?.replace('+0000', 'Z') ?? '')).toBeLessThanOrEqual(ticket.firstReplyAt);
    }
  });

  it('keeps merged and archived contacts in the recycle bin', () => {
    const merged = world.people.find((person) => person.mergedIds.length > 0);
    const loser = org.records.find('Contact', seedId('contact', merged?.mergedIds[0] ?? ''));
    expect(loser?.fields).toMatchObject({ IsDeleted: true, MasterRecordId: seedId('contact', merged?.id ?? '') });
    const archived = world.people.find((person) => person.archived);
    expect(org.records.live('Contact', seedId('contact', archived?.id ?? ''))).toBeUndefined();
  });
});
