import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenOrg, openOrg } from './small-org.ts';

describe('the pages of a Salesforce org', () => {
  let org: OpenOrg;
  let contactId: string;
  beforeAll(async () => {
    org = await openOrg({ renderCard: (json, language) => `<b lang="${language}">${JSON.parse(json).title}</b>` });
    await org.call('POST', '/services/data/v67.0/tooling/sobjects/CustomField', {
      FullName: 'Contact.Pulso_Card__c',
      Metadata: { type: 'LongTextArea', label: 'Card', length: 32_000, visibleLines: 3 },
    });
    const fields = { LastName: '<i>Ruiz</i>', Pulso_Card__c: '{"title":"Health"}' };
    contactId = (await org.call('POST', '/_sandbox/edits', { objectType: 'Contact', fields })).body.id;
    await org.call('POST', '/_sandbox/edits', {
      objectType: 'Case',
      fields: { Subject: 'Broken <b>', ContactId: contactId },
    });
  });
  afterAll(() => org.sandbox.close());

  it('show home, lists and records, with everything escaped but the card', async () => {
    expect((await org.call('GET', '/')).body).toContain('Small org');
    expect((await org.call('GET', '/lightning/o/Contact/list?query=ruiz')).body).toContain('&lt;i&gt;Ruiz&lt;/i&gt;');
    const page = await org.call('GET', `/lightning/r/Contact/${contactId}/view?lang=es`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html lang="es">');
    expect(page.body).toContain('Broken &lt;b&gt;');
    expect(page.body).toContain('<b lang="es">Health</b>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await org.call('GET', `/${contactId}`)).status).toBe(200);
    expect((await org.call('GET', '/lightning/r/Contact/003000000000000AAA/view')).status).toBe(404);
  });
});
