/** The main job, as a stranger sees it: start with nothing configured, read back with HubSpot's own client. */
import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCard } from '../../src/cards/stored-card.ts';
import { LANGUAGES } from '../../src/cx/model/text.ts';
import { STORIES } from '../../src/sandbox/world/stories.ts';
import { newHome, type Running, runPulso, startPulso, until } from './start-pulso.ts';

const TOKEN = 'sandbox-hubspot-token';
const PROPERTIES = ['pulso_score', 'pulso_band', 'pulso_coverage', 'pulso_flags', 'pulso_card', 'pulso_next_step'];

const home = newHome();
let running: Running;
let url: string;
let sandbox: string;
let client: Client;

type Properties = Readonly<Record<string, string | null>>;

async function allContacts(): Promise<Map<string, Properties>> {
  const found = new Map<string, Properties>();
  let after: string | undefined;
  do {
    const page = await client.crm.contacts.basicApi.getPage(100, after, PROPERTIES);
    for (const contact of page.results) found.set(contact.id, contact.properties);
    after = page.paging?.next?.after;
  } while (after !== undefined);
  return found;
}

interface Calls {
  readonly byRoute: readonly {
    readonly route: string;
    readonly count: number;
    readonly statuses: Record<string, number>;
  }[];
}
const calls = async (): Promise<Calls> => (await (await fetch(`${sandbox}/_sandbox/calls`)).json()) as Calls;
const countOf = ({ byRoute }: Calls, pattern: RegExp): number =>
  byRoute.filter(({ route }) => pattern.test(route)).reduce((sum, { count }) => sum + count, 0);

/** Change events by what became of them, as GET /metrics counts them. */
function eventsOf(metrics: string, outcome: 'accepted' | 'ignored'): number {
  const line = new RegExp(`^pulso_webhook_events_total\\{crm="hubspot",outcome="${outcome}"\\} (\\d+)`, 'm');
  return Number(line.exec(metrics)?.[1] ?? Number.NaN);
}

beforeAll(async () => {
  // Nothing but webhooks can bring news in this test: the poll is a day away.
  running = startPulso(['start'], home, { PULSO_POLL_MINUTES: '1440', PULSO_SANDBOX_CONTACTS: '' });
  url = await running.printed(/^Pulso is at (\S+)/);
  sandbox = await running.printed(/sandbox HubSpot is at (\S+)/);
  client = new Client({ accessToken: TOKEN, basePath: sandbox });
  await until(
    () => fetch(`${url}/readyz`),
    (response) => response.status === 200,
  );
});
afterAll(() => running.end());

describe('npm start with nothing configured', () => {
  it('reads and writes with as few calls as pages', async () => {
    const seen = await calls();
    const statuses = seen.byRoute.flatMap(({ statuses: byStatus }) => Object.keys(byStatus));
    expect(statuses.filter((status) => status === '429' || status >= '500')).toEqual([]);
    const pages = [120, 601, 2000, 900, 472].reduce((sum, records) => sum + Math.ceil(records / 100), 0) + 63;
    expect(countOf(seen, /^GET \/crm\/v3\/objects\/:objectType$/)).toBeLessThanOrEqual(Math.ceil(pages * 1.05));
    expect(countOf(seen, /^POST .*batch\/update$/)).toBeLessThanOrEqual(Math.ceil((7 + 2) * 1.05));
  });

  it('gives every contact with enough known a score, a band and a card, and none of the others a number', async () => {
    const contacts = await allContacts();
    expect(contacts.size).toBeGreaterThanOrEqual(600);
    for (const [id, properties] of contacts) {
      const enough = Number(properties.pulso_coverage) >= 40;
      expect({ id, scored: properties.pulso_score !== null && properties.pulso_score !== '' }).toEqual({
        id,
        scored: enough,
      });
      expect({ id, band: Boolean(properties.pulso_band) }).toEqual({ id, band: enough });
      for (const language of LANGUAGES) {
        const card = readCard(properties.pulso_card ?? null, language);
        expect(card?.language).toBe(language);
        expect(card?.blocks.some((block) => block.type === 'score')).toBe(enough);
      }
    }
  });

  it.each(
    STORIES.flatMap((story) => [
      { id: story.id, contact: story.who.contact.id, expected: story.expect },
      ...(story.also === undefined
        ? []
        : [{ id: `${story.id}, the other one`, contact: story.also.contact.id, expected: story.also.expect }]),
    ]),
  )('finds the story $id', async ({ contact, expected }) => {
    const { properties } = await client.crm.contacts.basicApi.getById(contact, PROPERTIES);
    const flags = (properties.pulso_flags ?? '').split(';').filter((flag) => flag !== '');
    expect(flags).toEqual(expect.arrayContaining([...expected.flags]));
    expect(flags.filter((flag) => expected.notFlags.some((silent) => silent === flag))).toEqual([]);
    expect(expected.band).toContain(properties.pulso_band || 'insufficient');
  });

  it('says what it set aside and why', async () => {
    const { stdout } = await runPulso(['status', '--json'], home);
    const [install] = JSON.parse(stdout).installs;
    expect(install.setAside).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ object: 'ticket', reason: 'no_customer', count: 1 }),
        expect.objectContaining({ object: 'survey', reason: 'out_of_scale' }),
      ]),
    );
  });

  it('is told of its own writes, drops them, and reads nothing again', async () => {
    const { body } = await until(
      async () => ({ body: await (await fetch(`${url}/metrics`)).text() }),
      (answer) => eventsOf(answer.body, 'ignored') >= 600,
    );
    expect(eventsOf(body, 'accepted')).toBe(0);
    // A refresh would have read people by batch/read; how often tickets' histories are read so depends on when the pass falls.
    const { last } = (await (await fetch(`${sandbox}/_sandbox/calls?limit=1000`)).json()) as {
      last: { path: string }[];
    };
    expect(last.length).toBeGreaterThan(0);
    expect(last.filter(({ path }) => /objects\/.*(contacts|companies)\/batch\/read/.test(path))).toEqual([]);
  });

  it('does no write and scores nobody anew in a second sync', async () => {
    const before = await calls();
    const { stdout, code } = await runPulso(['sync', '--json'], home);
    expect(code).toBe(0);
    const { written, installs } = JSON.parse(stdout);
    expect(written).toEqual([expect.objectContaining({ written: 0 })]);
    expect(installs[0]).toMatchObject({ toScore: 0, toWrite: 0 });
    const after = await calls();
    expect(countOf(after, /batch\/(update|upsert|create)$/)).toBe(countOf(before, /batch\/(update|upsert|create)$/));
    expect(countOf(after, /search$/)).toBeGreaterThan(countOf(before, /search$/));
  });

  it('brings a changed ticket to the contact by webhook, without polling', async () => {
    const contact = STORIES.find((story) => story.id === 'quiet-and-content')?.who.contact.id ?? '';
    const before = (await client.crm.contacts.basicApi.getById(contact, PROPERTIES)).properties;
    const ticket = await client.crm.tickets.basicApi.create({
      properties: { subject: 'Boiler control dead again', hs_pipeline: '0', hs_pipeline_stage: '1' },
      associations: [
        { to: { id: contact }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }] },
      ],
    } as never);
    const edited = await fetch(`${sandbox}/_sandbox/edits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ objectType: 'tickets', id: ticket.id, properties: { hs_ticket_priority: 'URGENT' } }),
    });
    expect(edited.ok).toBe(true);
    const after = await until(
      async () =>
        (await client.crm.contacts.basicApi.getById(contact, [...PROPERTIES, 'pulso_open_tickets'])).properties,
      (properties) => properties.pulso_open_tickets === '1',
    );
    expect(after.pulso_score).not.toBe(before.pulso_score);
  });
});
