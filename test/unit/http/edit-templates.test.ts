import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { openDoors, PORTALS } from '../../fixtures/hubspot-calls.ts';

const { ours } = PORTALS;
let doors: Awaited<ReturnType<typeof openDoors>>;
let signedIn = true;

const survey = (customer: string, value: number): Signal =>
  signalSchema.parse({
    ...{ id: `s-${customer}`, origin: `s-${customer}`, customer, kind: 'survey', survey: 'nps', value },
    ...{ touchpoint: 'survey', at: '2026-11-10T10:00:00.000Z', source: 'hubspot' },
  });
const HEAD = `<card title="Ours" tone="{{tone}}" language="{{language}}" asOf="{{asOf}}" asOfLabel="x" subject="{{subject.name}}">`;
const own = (body: string) => `${HEAD}\n${body}\n</card>`;
const NOTE = own('<note tone="info">Our own words for {{subject.name}}</note>');

const PATH = `/templates/${ours.id}/contact`;
const page = async (path: string) => {
  const response = await fetch(`${doors.url}${path}`, { headers: { 'accept-language': 'en' } });
  return { status: response.status, text: await response.text(), csp: response.headers.get('content-security-policy') };
};
const send = async (form: Record<string, string>, headers: Record<string, string> = {}, path = PATH) => {
  const response = await fetch(`${doors.url}${path}?lang=en`, {
    ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual' as const },
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
};
const cardTitle = async (id = '301') =>
  ((await doors.call(`/hubspot/card?objectTypeId=0-1&objectId=${id}`)).body.card as { title: string }).title;

beforeAll(async () => {
  doors = await openDoors(undefined, { allows: async () => signedIn, signIn: () => null });
  await doors.score(ours.id, '301', [survey('301', 2)], 'Marta <b>Iglesias</b>');
});
afterAll(async () => {
  await doors.close();
  rmSync(doors.core.config.home, { recursive: true });
});

describe('the card templates of an account', () => {
  test('are listed, each with what is shown, to whoever may see the console and to nobody else', async () => {
    const list = await page(`/templates/${ours.id}`);
    expect(list).toMatchObject({ status: 200, csp: expect.stringContaining("form-action 'self'") });
    expect(list.text.match(/As shipped/g)).toHaveLength(3);
    signedIn = false;
    expect((await page(`/templates/${ours.id}`)).status).toBe(401);
    expect((await page(PATH)).text).toContain('Console key');
    expect((await send({ do: 'save', source: NOTE })).status).toBe(401);
    signedIn = true;
    expect(await doors.store.templates.list(ours.id)).toEqual([]);
    for (const path of ['/templates/nobody', '/templates/nobody/contact', `/templates/${ours.id}/other`])
      expect((await page(path)).status).toBe(404);
  });

  test('are edited with the shipped text before one’s eyes, drawn on a real customer whose name is text', async () => {
    const { status, text } = await page(PATH);
    expect(status).toBe(200);
    expect(text).toContain('{{#each drivers}}');
    expect(text).toContain('class="pulso-card"');
    expect(text).toContain('Marta &lt;b&gt;Iglesias&lt;/b&gt;');
    expect(text).not.toContain('<b>Iglesias');
  });

  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['another name of the same site', { 'sec-fetch-site': 'same-site' }],
    ['an older browser on a page of somebody else', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['a page that hides where it is from', { 'sec-fetch-site': '', origin: 'null' }],
  ])('a form sent from elsewhere is refused: %s', async (_, headers) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
    const response = await fetch(`${doors.url}${PATH}`, {
      ...{ method: 'POST', body: new URLSearchParams({ do: 'save', source: NOTE }), headers: given },
    });
    expect(response.status).toBe(403);
    expect(await doors.store.templates.list(ours.id)).toEqual([]);
  });
});

describe('a template that is sent', () => {
  test('is shown without being kept', async () => {
    const { status, text } = await send({ do: 'preview', source: NOTE, example: '301' });
    expect(status).toBe(200);
    expect(text).toContain('Our own words for Marta &lt;b&gt;Iglesias&lt;/b&gt;');
    expect(await doors.store.templates.list(ours.id)).toEqual([]);
    expect(await cardTitle()).toBe('Customer experience');
  });

  test.each(['preview', 'save'])(
    'with faults is not kept, and they are told with line and remedy (%s)',
    async (wanted) => {
      const source = own('<note tone="info">x</note>\n<gauge/>');
      const { status, text } = await send({ do: wanted, source });
      expect(status).toBe(422);
      expect(text).toContain('contact:3: &lt;gauge&gt; is not an element of a card');
      expect(text).toContain('&lt;gauge/&gt;');
      expect(await doors.store.templates.list(ours.id)).toEqual([]);
    },
  );

  test('is kept with who and when, drawn at once, logged, and everybody is written anew', async () => {
    expect(await doors.store.subjects.countDirty(ours.id)).toBe(0);
    const kept = await send({ do: 'save', source: NOTE.replaceAll('\n', '\r\n') });
    expect(kept).toMatchObject({ status: 303, to: `${PATH}?lang=en&done=saved` });
    expect(await doors.store.templates.list(ours.id)).toEqual([
      { name: 'contact', source: NOTE, at: '2026-11-23T12:00:00.000Z', by: 'console' },
    ]);
    expect(await cardTitle()).toBe('Ours');
    expect(await doors.store.subjects.countDirty(ours.id)).toBe(1);
    expect((await doors.store.settingsLog.list(ours.id, 1))[0]).toMatchObject({
      ...{ by: 'console', before: { 'template contact': 'none' } },
    });
    expect((await page(`${PATH}?done=saved`)).text).toContain('Cards in the CRM are written anew');
    expect((await page(`/templates/${ours.id}`)).text).toContain('Kept here');
  });

  test('is what the field in the CRM gets', async () => {
    const { taskDeps, store } = doors.core;
    const install = await store.installs.get(ours.id);
    const subject = await store.subjects.get(ours.id, 'customer', '301');
    const scorecard = await store.scorecards.latest(ours.id, { object: 'customer', id: '301' });
    if (install === null || subject === null || scorecard === null) throw new Error('nobody to draw');
    const templates = await taskDeps.templatesOf(ours.id);
    const { card } = taskDeps.fieldValues({
      ...{ scorecard, subject, signals: [], object: 'customer', install, templates },
    });
    expect(JSON.parse(String(card)).title).toBe('Ours');
    const theirs = await taskDeps.templatesOf(PORTALS.theirs.id);
    expect(theirs.sources).toEqual({});
  });

  test('can be dropped again', async () => {
    expect((await send({ do: 'reset', source: '' })).to).toBe(`${PATH}?lang=en&done=reset`);
    expect(await cardTitle()).toBe('Customer experience');
    expect(await doors.store.templates.list(ours.id)).toEqual([]);
  });
});

describe('a template in the folder', () => {
  const write = (install: string, source: string) => {
    const folder = join(doors.core.config.home, 'templates', install, 'cards');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'contact.hbs'), source);
  };
  const faults = () => doors.core.templates.faults(ours.id);

  test('is shown to everybody, an install’s own before it; a broken one is told and costs nobody a card', async () => {
    write('all', NOTE.replace('Ours', 'For all'));
    await vi.waitFor(async () => expect(await cardTitle()).toBe('For all'), 10_000);

    write(ours.id, own('<note tone="info">{{#if score}}{{score.median}}{{/if}}x</note>'));
    await vi.waitFor(async () => {
      expect(await cardTitle()).toBe('Customer experience');
      expect(await faults()).toEqual({ contact: expect.stringContaining('contact:2:') });
    }, 10_000);
    const list = await page(`/templates/${ours.id}`);
    expect(list.text).toContain('It cannot be drawn; the shipped one is shown instead.');
    const [install] = (await doors.core.status()).installs;
    expect(install?.setAside).toEqual([
      expect.objectContaining({ object: 'template', reason: 'template_invalid', count: 1 }),
    ]);

    write(ours.id, NOTE);
    await vi.waitFor(async () => {
      expect(await cardTitle()).toBe('Ours');
      expect(await faults()).toEqual({});
    }, 10_000);
  });
});
