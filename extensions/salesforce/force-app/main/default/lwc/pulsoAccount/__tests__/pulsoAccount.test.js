import PulsoAccount from 'c/pulsoAccount';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import { createElement } from 'lwc';
import { all, drawn, textOf } from '../../../../../../jest.screen.js';

const ACCOUNT = '0015g00000AAAAAAA1';
const PEOPLE = [
  ['Ana', 88, 'good', 1.2, 0, null],
  ['Berta', null, null, null, null, null],
  ['Carla', 31.4, 'critical', -12.5, 2, 'Slow answer;Reopened'],
  ['Diego', 49, 'poor', 0, 1, 'Undecided'],
  ['Eva', 22, 'critical', null, 0, null],
  ['Fran', 60, 'fair', -1, 0, null],
];

const contact = ([name, score, band, change, tickets, flags], index) => ({
  apiName: 'Contact',
  id: `0035g00000AAAAA00${index}`,
  fields: {
    Name: { value: name },
    Pulso_Score__c: { value: score },
    Pulso_Band__c: { value: band },
    Pulso_Change_30d__c: { value: change },
    Pulso_Open_Tickets__c: { value: tickets },
    Pulso_Flags__c: { value: 'ids', displayValue: flags },
  },
});

async function show(records, rest = {}, properties = {}) {
  const element = createElement('c-pulso-account', { is: PulsoAccount });
  Object.assign(element, { recordId: ACCOUNT, ...properties });
  document.body.append(element);
  if (records) getRelatedListRecords.emit({ count: records.length, nextPageToken: null, ...rest, records });
  await drawn();
  return element;
}
const names = (element) => all(element, 'c-pulso-record-link').map(({ label }) => label);

describe('the people at an account', () => {
  afterEach(() => {
    jest.clearAllMocks();
    document.body.replaceChildren();
  });

  it('asks for its contacts, and for our fields only where they may be read', async () => {
    await show();
    const config = getRelatedListRecords.getLastConfig();
    expect(config).toMatchObject({ parentRecordId: ACCOUNT, relatedListId: 'Contacts' });
    expect(config.fields).toEqual(['Contact.Id', 'Contact.Name']);
    expect(config.optionalFields).toContain('Contact.Pulso_Score__c');
  });

  it('stand by band, the worst first; who has no score comes last', async () => {
    const element = await show(PEOPLE.map(contact), {}, { rows: 10 });
    expect(names(element)).toEqual(['Eva', 'Carla', 'Diego', 'Fran', 'Ana', 'Berta']);
    expect(textOf(element)).toContain('2 Critical 1 Poor 1 Fair 1 Good 1 Not enough known');
    expect(textOf(element)).toContain('31 Critical Slow answer, Reopened · −12.5 in 30 days · 2 open cases');
    await expect(element).toBeAccessible();
  });

  it('are folded after five', async () => {
    const element = await show(PEOPLE.map(contact));
    expect(names(element)).toHaveLength(5);
    all(element, 'button')
      .find(({ textContent }) => textContent === '1 more')
      .click();
    await drawn();
    expect(names(element)).toHaveLength(6);
  });

  it('are told to be cut where there are more than a page', async () => {
    expect(textOf(await show(PEOPLE.map(contact), { nextPageToken: '500' }))).toContain('The first 500 contacts');
  });

  it.each([
    ['nobody belongs to it', [], 'This account has no contacts'],
    [
      'the fields are hidden',
      [{ id: '0035g00000AAAAA001', fields: { Name: { value: 'Ana' } } }],
      'You may not see the Pulso fields',
    ],
  ])('says so when %s', async (_, records, words) => {
    const element = await show(records);
    expect(textOf(element)).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('waits, and passes on what the platform says', async () => {
    const element = await show();
    expect(all(element, 'lightning-spinner')).toHaveLength(1);
    getRelatedListRecords.error({ message: 'No related list.' });
    await drawn();
    expect(textOf(element)).toContain('No related list.');
    await expect(element).toBeAccessible();
  });

  it('are asked for again by the button', async () => {
    const element = await show(PEOPLE.slice(0, 1).map(contact));
    all(element, 'lightning-button-icon')[0].click();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([
      { recordId: ACCOUNT },
      { recordId: '0035g00000AAAAA000' },
    ]);
    await drawn();
    expect(textOf(element)).toContain('Refreshed');
  });
});
