import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal } from './small-portal.ts';

const ENDPOINTS: readonly (readonly [string, string])[] = [
  ['POST', '/crm/v3/objects/contacts'],
  ['PATCH', '/crm/v3/objects/contacts/1001'],
  ['POST', '/crm/objects/2026-09/tickets/search'],
  ['POST', '/crm/objects/2026-09/contacts/merge'],
  ['POST', '/crm/objects/2026-09/contacts/batch/read'],
  ['POST', '/crm/objects/2026-09/contacts/batch/create'],
  ['POST', '/crm/objects/2026-09/contacts/batch/update'],
  ['POST', '/crm/objects/2026-09/contacts/batch/upsert'],
  ['POST', '/crm/objects/2026-09/contacts/batch/archive'],
  ['POST', '/crm/associations/2026-09/contacts/companies/batch/read'],
  ['POST', '/crm/associations/2026-09/contacts/companies/batch/create'],
  ['POST', '/crm/associations/2026-09/contacts/companies/labels'],
  ['POST', '/crm/v3/properties/contacts'],
  ['POST', '/crm/v3/properties/contacts/batch/create'],
  ['POST', '/crm/v3/properties/contacts/groups'],
  ['PATCH', '/crm/v3/properties/contacts/email'],
  ['POST', '/oauth/2026-09/token'],
  ['POST', '/_sandbox/faults'],
  ['POST', '/_sandbox/edits'],
  ['PUT', '/_sandbox/webhooks'],
];

/** JSON in which the API's own field names turn up with values of every kind. */
const fields = fc.constantFrom(
  'inputs',
  'properties',
  'id',
  'from',
  'to',
  'types',
  'associationTypeId',
  'filterGroups',
  'filters',
  'propertyName',
  'operator',
  'value',
  'sorts',
  'after',
  'limit',
  'idProperty',
  'objectType',
  'kind',
  'path',
  'name',
  'options',
  'primaryObjectId',
  'objectIdToMerge',
  'email',
  'hs_pipeline_stage',
);
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('1001', 'EQ', '__proto__', 'constructor', '(', 'error'),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fields, fc.string()), tie('tree'), { maxKeys: 5 }),
  ),
}));

describe('whatever is sent', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal({ tier: { burst: 1e6, searchPerSecond: 1e6, associationBurst: 1e6 } });
  });
  afterAll(() => portal.sandbox.close());

  it('is answered, and never with a fault of the server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ENDPOINTS),
        fc.oneof(
          tree.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        async ([method, path], body) => {
          const reply = await portal.call(method, path, body);
          await portal.call('DELETE', '/_sandbox/faults', undefined, null);
          if (reply.status >= 500) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
          if (reply.status >= 400)
            expect(reply.body).toMatchObject({ status: expect.any(String), message: expect.any(String) });
        },
      ),
      { numRuns: 600 },
    );
    expect((await portal.call('GET', '/crm/v3/objects/contacts?limit=1')).status).toBe(200);
  });
});
