import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, smallPortal } from './small-portal.ts';

const NASTY = '<script>alert("x")</script>';

describe('the record pages', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    const seed = smallPortal();
    const person = [...seed.objects][0];
    if (!person) throw new Error('the small portal has contacts');
    const nasty = {
      ...person,
      properties: { ...person.properties, firstname: NASTY, pulso_score: '61', pulso_card: '{"a":1}' },
    };
    portal = await openPortal({
      seed: { ...seed, objects: [nasty, ...[...seed.objects].slice(1)] },
      renderCard: (cardJson, language) => `<article lang="${language}">card ${cardJson.length}</article>`,
    });
  });
  afterAll(() => portal.sandbox.close());

  const page = (path: string) => portal.call('GET', path, undefined, null);

  it('show a contact with timeline and card, and nothing unescaped', async () => {
    const { status, body, headers } = await page('/contacts/4242/record/0-1/1001');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(body).not.toContain(NASTY);
    expect(body).toContain('&lt;script&gt;alert(');
    expect(body).toContain('<article lang="en">card 7</article>');
    expect(body).toContain('Great &lt;b&gt;help&lt;/b&gt;');
    expect(body).toContain('Called back');
    expect(body).toContain('href="/contacts/4242/record/0-5/701"');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('say so when there is no card, in the reader’s language', async () => {
    expect((await page('/contacts/4242/record/0-1/1002')).body).toContain(
      'Pulso has not written a card for this record yet.',
    );
    const spanish = await page('/contacts/4242/record/0-1/1002?lang=es');
    expect(spanish.body).toContain('<html lang="es">');
    expect(spanish.body).toContain('Pulso todavía no ha escrito una tarjeta');
  });

  it('list contacts with Pulso’s columns and find them', async () => {
    const list = '/contacts/4242/objects/0-1/views/all/list';
    const all = await page(list);
    expect(all.body).toContain('pulso_score');
    expect(all.body).not.toContain('pulso_card');
    const found = await page(`${list}?query=person2`);
    expect(found.body).toContain('/record/0-1/1002');
    expect(found.body).not.toContain('/record/0-1/1003');
    expect((await page('/')).body).toContain(list);
  });

  it('change a ticket as a person does', async () => {
    const path = '/contacts/4242/record/0-5/702';
    const reply = await fetch(portal.sandbox.url + path, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ hs_pipeline_stage: '4' }),
    });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, path]);
    const { body } = await portal.call(
      'GET',
      '/crm/v3/objects/tickets/702?properties=hs_is_closed&propertiesWithHistory=hs_pipeline_stage',
    );
    expect([body.properties.hs_is_closed, body.propertiesWithHistory.hs_pipeline_stage[0].sourceType]).toEqual([
      'true',
      'CRM_UI',
    ]);
  });

  it('answer 404 for what does not exist', async () => {
    for (const path of ['/contacts/4242/record/0-1/5', '/contacts/1/record/0-1/1001', '/contacts/4242/record/9-9/1']) {
      expect((await page(path)).status).toBe(404);
    }
    const tooLong = await portal.call('GET', `/crm/v3/objects/contacts?properties=${'x'.repeat(17_000)}`);
    expect([tooLong.status, tooLong.body.status]).toEqual([414, 'error']);
    const undecodable = await portal.call('GET', '/crm/v3/objects/contacts/%E0%A4%A');
    expect([undecodable.status, undecodable.body.status]).toEqual([400, 'error']);
    const api = await portal.call('GET', '/crm/v9/nothing');
    expect([api.status, api.body.status]).toEqual([404, 'error']);
  });
});
