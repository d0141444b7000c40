/** docs/data-read.md lists every field that is read: written from the adapters' own lists, so that it cannot fall behind. */
import { describe, expect, test } from 'vitest';
import { READS as HUBSPOT } from '../../../src/crm/hubspot/properties.ts';
import { READS as SALESFORCE } from '../../../src/crm/salesforce/select.ts';

const table = (rows: readonly { object: string; fields: readonly string[]; why: string }[]): string =>
  [
    '| object | what for | fields |',
    '|---|---|---|',
    ...rows.map(
      ({ object, fields, why }) => `| ${object} | ${why} | ${fields.map((one) => `\`${one}\``).join(', ')} |`,
    ),
  ].join('\n');

const PAGE = `# What Pulso reads

The least that the numbers need. This page is written from the lists that the adapters ask with (\`npx vitest run test/unit/crm/data-read.test.ts -u\`); what an account lacks, or our user may not
see, is left out. Nothing else is asked for: no telephone number, postal address, birthday, IP address, cookie, recording, attachment or payment, and no biometric data.

- What was read stays on your server: texts are read there, no model is called.
- \`pulso settings\` and \`pulso crm-settings\` name the few properties of your own that are read besides: an external number, promised dates, segments, lifecycle, language.
- Who opted out of marketing stays so: Pulso sends nothing to customers. Who is erased in the CRM is forgotten here, with texts and everything made of them
  ([architecture](architecture.md)).
- Devices (IoT), websites and shops are not read; what they send comes as signals ([signals](signals.md)) with the fields named there, and a field that is not named is refused.

## HubSpot

${table(HUBSPOT)}

Besides: each record's id and when it was changed, the ids of what it is linked with, and the account's pipelines.

## Salesforce

${table(SALESFORCE)}

Besides: each record's id, when it was changed and whether it was deleted; answers to surveys in objects of your own as far as \`surveyObjects\` names them.
`;

describe('what is read', () => {
  test('stands in docs/data-read.md, field by field', async () => {
    await expect(PAGE).toMatchFileSnapshot(new URL('../../../docs/data-read.md', import.meta.url).pathname);
  });

  test.each([...HUBSPOT, ...SALESFORCE])(
    '$object: every field has its purpose, and none is personal without need',
    ({ fields, why }) => {
      expect(why.length).toBeGreaterThan(5);
      expect(
        fields.filter((name) =>
          /phone|street|city|zip|birth|gender|ip_|latitude|longitude|recording|avatar/i.test(name),
        ),
      ).toEqual([]);
    },
  );
});
