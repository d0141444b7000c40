import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import { createPacer } from '../../../src/crm/pacer.ts';
import type { Crm } from '../../../src/crm/port.ts';
import { CRM_OBJECTS } from '../../../src/crm/record.ts';
import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { signalsOf } from '../../../src/crm/signals.ts';
import { staticTokens } from '../../../src/crm/tokens.ts';
import { defaultModel } from '../../../src/cx/default-model.ts';
import type { Evidence } from '../../../src/cx/model/scorecard.ts';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { hubspotSeed } from '../../../src/sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { numberOf } from '../../../src/sandbox/salesforce/ids.ts';
import { salesforceSeed } from '../../../src/sandbox/salesforce/seed.ts';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../../src/sandbox/world/generate.ts';
import { STORIES } from '../../../src/sandbox/world/stories.ts';
import { evaluate } from '../../unit/cx/installed.ts';
import { recordingLog, testClock } from './bench.ts';

const TOKEN = 'the-token';

async function signalsThrough(crm: Crm, baseUrl: string, now: string): Promise<readonly Signal[]> {
  const clock = testClock(now);
  const connection = crm.connect({
    installId: 'install-1',
    baseUrl,
    settings: {},
    tokens: staticTokens(TOKEN),
    pacer: createPacer(crm.manifest.buckets, clock),
    clock,
    log: recordingLog().log,
  });
  const byOrigin = new Map<string, readonly Signal[]>();
  for (const object of CRM_OBJECTS) {
    for await (const page of connection.changes(object, null, new AbortController().signal)) {
      for (const record of page.records) {
        const { origin, signals } = signalsOf(crm.manifest.id, record);
        byOrigin.set(origin, signals);
      }
    }
  }
  return [...byOrigin.values()].flat();
}

/** The number that a record has in the seeded company: HubSpot's own id, and hidden in Salesforce's. */
function worldId(id: string): string {
  return /^[0-9A-Za-z]{18}$/.test(id) ? String(numberOf(id)) : id;
}

/** What a signal says, without what differs between the CRMs by their nature. */
function said({ id: _, origin: __, source: ___, href: ____, ...signal }: Signal): Record<string, unknown> {
  return {
    ...signal,
    customer: worldId(signal.customer),
    ...(signal.account !== undefined && { account: worldId(signal.account) }),
    // Salesforce knows the day of a closing, not its hour.
    ...(signal.kind === 'order' && { at: signal.at.slice(0, 10) }),
    // Its standard reasons of a case are coarser than HubSpot's categories, and its steps have other names.
    ...(signal.kind === 'ticket' && {
      topic: undefined,
      steps: signal.steps?.map(({ hours }) => hours.toFixed(4)).sort(),
    }),
    // HubSpot names a survey by its question, Salesforce by its own name.
    ...(signal.kind === 'survey' && { name: undefined }),
    // HubSpot's sequences do not say whether they sell or inform.
    ...(signal.kind === 'message' && signal.automated && { purpose: undefined }),
  };
}

const lines = (signals: readonly Signal[]): readonly string[] =>
  signals.map((signal) => JSON.stringify(Object.entries(said(signal)).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

describe('the same company through HubSpot and through Salesforce', () => {
  const world = generateWorld({ seed: 2026, now: new Date('2026-11-20T12:00:00Z'), contacts: 120 });
  const now = new Date(world.now).toISOString();
  let stop: () => Promise<void>;
  let fromHubspot: readonly Signal[];
  let fromSalesforce: readonly Signal[];

  beforeAll(async () => {
    const clock = (): Date => new Date(world.now);
    const portal = await startHubspotSandbox({
      ...{ port: 0, seed: hubspotSeed(world), clock, limitClock: () => world.now },
      accessTokens: [TOKEN],
    });
    const org = await startSalesforceSandbox({ port: 0, seed: salesforceSeed(world), clock, accessTokens: [TOKEN] });
    stop = async () => {
      await portal.close();
      await org.close();
    };
    fromHubspot = await signalsThrough(hubspot, portal.url, now);
    fromSalesforce = await signalsThrough(salesforce, org.url, now);
  });
  afterAll(() => stop());

  it.each(['ticket', 'survey', 'message', 'meeting', 'order'] as const)('gives the same %s signals', (kind) => {
    const [left, right] = [fromHubspot, fromSalesforce].map((signals) =>
      lines(signals.filter((signal) => signal.kind === kind)),
    );
    expect(left!.length).toBeGreaterThan(0);
    const onlyLeft = left!.filter((line) => !right!.includes(line));
    const onlyRight = right!.filter((line) => !left!.includes(line));
    expect({ onlyLeft: onlyLeft.slice(0, 3), onlyRight: onlyRight.slice(0, 3) }).toEqual({
      onlyLeft: [],
      onlyRight: [],
    });
    expect(right!.length).toBe(left!.length);
  });

  const people = (signals: readonly Signal[]) => Map.groupBy(signals, ({ customer }) => worldId(customer));

  it('gives the people of the planted stories the same scorecards, whole, but for what names a record or a topic', () => {
    const [left, right] = [people(fromHubspot), people(fromSalesforce)];
    let flags = 0;
    for (const { id, who } of STORIES) {
      const person = who.contact.id;
      const [theirs, ours] = [left, right].map((found) => scorecardOf(person, found.get(person) ?? [], now));
      expect(ours, id).toEqual(theirs);
      flags += theirs!.flags.length;
    }
    expect(flags).toBeGreaterThan(STORIES.length / 2);
  });

  // Where one reason of Salesforce stands for two of HubSpot's categories, a second contact on it counts as a repeated one.
  it('gives everybody the same scorecards where topics are left out', () => {
    const withoutTopics = (signals: readonly Signal[]) =>
      people(signals.map((signal) => (signal.kind === 'ticket' ? { ...signal, topic: undefined } : signal)));
    const [left, right] = [withoutTopics(fromHubspot), withoutTopics(fromSalesforce)];
    expect([...right.keys()].sort()).toEqual([...left.keys()].sort());
    for (const [person, signals] of left)
      expect(scorecardOf(person, right.get(person) ?? [], now), person).toEqual(scorecardOf(person, signals, now));
  });
});

/** A closing that both know to the day alone: the one thing that a score can feel of what Salesforce does not say. */
const toTheDay = (signal: Signal): Signal =>
  signal.kind === 'order' ? { ...signal, at: `${signal.at.slice(0, 10)}T00:00:00.000Z` } : signal;

/** All that is concluded, without ids, links and the CRM's own words for topics and surveys. */
function scorecardOf(person: string, signals: readonly Signal[], now: string) {
  const subject = { object: 'customer', id: person } as const;
  const own = signals.map((signal) => ({ ...toTheDay(signal), customer: person }));
  const scorecard = evaluate({ subject, signals: own, model: defaultModel, now, previousBand: null, lowSince: null });
  const seen = (evidence: readonly Evidence[]) =>
    evidence.map(({ signal: _, href: __, ...rest }) => JSON.stringify(rest)).toSorted();
  return {
    ...scorecard,
    components: scorecard.components.map(({ evidence, details, ...rest }) => ({
      ...rest,
      details: { ...details, topTopic: undefined },
      evidence: seen(evidence),
    })),
    flags: scorecard.flags.map(({ evidence, facts, ...rest }) => ({
      ...rest,
      facts: { ...facts, topic: undefined },
      evidence: seen(evidence),
    })),
  };
}
