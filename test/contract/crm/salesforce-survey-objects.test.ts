/** Answers to surveys in an object of the org's own, as other survey tools write them. */
import jsforce from 'jsforce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signalsOf } from '../../../src/crm/signals.ts';
import { connectTo, idsOf, lastCheckpoint, pass, recordsOf } from './bench.ts';
import { type SalesforceBench, salesforceBench } from './salesforce-bench.ts';
import { idOf } from './salesforce-org.ts';

const OBJECT = 'Feedback_Answer__c';
const MAPPED = {
  object: OBJECT,
  survey: 'csat',
  value: 'Stars__c',
  scale: [1, 5],
  contact: 'Contact__c',
  case: 'Case__c',
  comment: 'Comment__c',
  answeredAt: 'Answered_At__c',
  name: 'After a case',
};
const settings = { surveyObjects: [MAPPED] };

let bench: SalesforceBench;
beforeEach(async () => {
  bench = await salesforceBench({ customers: 20, sandbox: { openFields: true } });
  const conn = new jsforce.Connection({ instanceUrl: bench.baseUrl, accessToken: bench.token, version: '67.0' });
  const field = (name: string, rest: object) => ({ fullName: `${OBJECT}.${name}`, label: name, ...rest });
  const lookup = (name: string, referenceTo: string) =>
    field(name, { type: 'Lookup', referenceTo, relationshipName: `Answers_of_${referenceTo}` });
  const nameField = { type: 'AutoNumber', label: 'Answer', displayFormat: 'A-{0}' };
  await conn.metadata.create('CustomObject', [
    {
      fullName: OBJECT,
      label: 'Answer',
      pluralLabel: 'Answers',
      nameField,
      deploymentStatus: 'Deployed',
      sharingModel: 'ReadWrite',
    },
  ] as never);
  const made = await conn.metadata.create('CustomField', [
    field('Stars__c', { type: 'Number', precision: 2, scale: 0 }),
    field('Comment__c', { type: 'LongTextArea', length: 2000, visibleLines: 3 }),
    field('Answered_At__c', { type: 'DateTime' }),
    lookup('Contact__c', 'Contact'),
    lookup('Case__c', 'Case'),
  ] as never);
  expect(
    [made].flat().every(({ success }) => success),
    JSON.stringify(made),
  ).toBe(true);
});
afterEach(() => bench.close());

async function answer(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const { status, body } = await bench.api('POST', `/sobjects/${OBJECT}`, fields);
  expect(status, JSON.stringify(body)).toBe(201);
  return (body as { id: string }).id;
}
const AT = '2026-11-19T09:00:00.000Z';
const surveys = async () => await pass(connectTo(bench, { settings }), 'survey', null);

describe('surveys in an object of the org', () => {
  it('are read beside those of Salesforce, first all and then what is new, and an unanswered one is none', async () => {
    const id = await answer({
      ...{ Stars__c: 2, Comment__c: 'Tardaron una semana.', Answered_At__c: AT },
      ...{ Contact__c: idOf('Contact', 3), Case__c: idOf('Case', 3) },
    });
    await answer({ Contact__c: idOf('Contact', 4) });
    const pages = await surveys();
    expect(pages.flatMap(({ setAside }) => setAside).filter(({ id: at }) => at === id)).toEqual([]);
    const record = recordsOf(pages).find((each) => each.id === id);
    expect(record).toMatchObject({
      ...{ object: 'survey', survey: 'csat', name: 'After a case', value: 2, text: 'Tardaron una semana.' },
      ...{ scale: { min: 1, max: 5, reversed: false }, scope: 'transactional', answeredAt: AT },
      ...{ customers: [idOf('Contact', 3)], accounts: [idOf('Account', 4)] },
      href: expect.stringMatching(`/lightning/r/${OBJECT}/${id}/view$`),
    });
    expect(signalsOf('salesforce', record!).signals).toMatchObject([{ kind: 'survey', value: 2 }]);
    expect(idsOf(pages).filter((each) => each.startsWith('0Ks')).length).toBeGreaterThan(5);

    bench.clock.advance(3_600_000);
    const quiet = await pass(connectTo(bench, { settings }), 'survey', lastCheckpoint(pages));
    expect(idsOf(quiet)).toEqual([]);
    bench.clock.advance(60_000);
    const later = await answer({ Stars__c: 5, Contact__c: idOf('Contact', 5), Answered_At__c: AT });
    const next = await pass(connectTo(bench, { settings }), 'survey', lastCheckpoint(quiet));
    expect(idsOf(next)).toEqual([later]);
    await bench.api('DELETE', `/sobjects/${OBJECT}/${later}`);
    bench.clock.advance(60_000);
    const gone = await pass(connectTo(bench, { settings }), 'survey', lastCheckpoint(next));
    expect(gone.flatMap(({ deleted }) => deleted)).toEqual([{ object: 'survey', id: later, forget: false }]);
  });

  it('belong to the contact of their case where they name none', async () => {
    const id = await answer({ Stars__c: 4, Case__c: idOf('Case', 6), Answered_At__c: AT });
    const { records } = await connectTo(bench, { settings }).fetch('survey', [id, idOf('SurveyResponse', 5)]);
    expect(records.map((record) => [record.id, record.object === 'survey' && record.customers])).toEqual([
      [id, [idOf('Contact', 6)]],
      [idOf('SurveyResponse', 5), [idOf('Contact', 5)]],
    ]);
  });

  it('come through Bulk API where there are many', async () => {
    const id = await answer({
      Stars__c: 1,
      Case__c: idOf('Case', 6),
      Comment__c: 'line one\n"two", three',
      Answered_At__c: AT,
    });
    const bulk = { ...settings, bulk: { readAbove: 1 } };
    const record = recordsOf(await pass(connectTo(bench, { settings: bulk }), 'survey', null)).find(
      (each) => each.id === id,
    );
    expect(record).toMatchObject({ customers: [idOf('Contact', 6)], value: 1, text: 'line one\n"two", three' });
  });

  it('are set aside, with the remedy, where the answer is outside its scale or nobody is known', async () => {
    const [high, lost] = [
      await answer({ Stars__c: 9, Contact__c: idOf('Contact', 3), Answered_At__c: AT }),
      await answer({ Stars__c: 3, Answered_At__c: AT }),
    ];
    const setAside = new Map((await surveys()).flatMap((page) => page.setAside).map((one) => [one.id, one]));
    expect(setAside.get(high)).toMatchObject({
      reason: 'out_of_scale',
      detail: expect.stringContaining('surveyObjects'),
    });
    expect(setAside.get(lost)).toMatchObject({
      reason: 'missing_property',
      detail: expect.stringContaining('Contact__c'),
    });
  });

  it('that the org does not show are named, object and field', async () => {
    await bench.control('POST', '/permissions', { target: `${OBJECT}.Stars__c`, access: 'none' });
    const other = { ...MAPPED, object: 'Not_There__c' };
    const connection = connectTo(bench, { settings: { surveyObjects: [MAPPED, other] } });
    const { missingScopes, unavailable } = await connection.health();
    expect(missingScopes).toEqual([`read ${OBJECT}.Stars__c`]);
    expect(unavailable).toMatchObject([{ object: 'survey', reason: expect.stringMatching(/^Not_There__c: /) }]);
    const pages = await pass(connection, 'survey', null);
    expect(pages.at(-1)?.unavailable).toEqual([expect.stringMatching(/^Not_There__c: /)]);
  });
});

it.each([
  [{ object: 'Contact' }, 'object'],
  [{ contact: undefined, case: undefined }, 'the lookup to the contact or to the case'],
  [{ scale: [5, 1] }, 'below the highest'],
])('a mapping with %j is refused before anything is asked', (fault, message) => {
  expect(() => connectTo(bench, { settings: { surveyObjects: [{ ...MAPPED, ...fault }] } })).toThrow(message);
});
