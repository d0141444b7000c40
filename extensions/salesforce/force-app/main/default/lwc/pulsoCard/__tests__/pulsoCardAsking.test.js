import PulsoCard from 'c/pulsoCard';
import { graphql } from 'lightning/graphql';
import { createRecord, getRecord } from 'lightning/uiRecordApi';
import { createElement } from 'lwc';
import { all, drawn, textOf } from '../../../../../../jest.screen.js';
import bad from './data/bad-en.json';

const CONTACT = '0035g00000AAAAAAA1';
const FLAG = bad.blocks.find(({ type }) => type === 'flags').items[0];

const value = (held) => ({ value: held });
const asked = (...requests) => ({
  uiapi: {
    query: {
      Pulso_Request__c: {
        edges: requests.map((request, index) => ({
          node: {
            Id: `a005g000000000${index}AAA`,
            ...Object.fromEntries(Object.entries(request).map(([name, held]) => [name, value(held)])),
          },
        })),
      },
    },
  },
});

async function open(requests = asked(), properties = {}) {
  const element = createElement('c-pulso-card', { is: PulsoCard });
  Object.assign(element, { recordId: CONTACT, objectApiName: 'Contact', ...properties });
  document.body.append(element);
  const fields = { Pulso_Card__c: { displayValue: null, value: JSON.stringify(bad) } };
  getRecord.emit({ apiName: 'Contact', id: CONTACT, fields });
  if (requests === null) graphql.emitErrors([{ message: "Field 'Pulso_Request__c' is undefined" }]);
  else graphql.emit(requests);
  await drawn();
  return element;
}

const button = (element, label) =>
  all(element, 'lightning-button, button').find((one) => (one.label ?? one.textContent) === label);
async function press(element, label) {
  button(element, label).click();
  await drawn();
}
function write(element, label, text) {
  const field = all(element, 'lightning-textarea').find((one) => one.label === label);
  field.value = text;
  field.dispatchEvent(new CustomEvent('change'));
}

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-23T11:00:00Z'), doNotFake: ['queueMicrotask', 'nextTick'] });
  createRecord.mockClear();
  createRecord.mockResolvedValue({});
});
afterEach(() => {
  document.body.replaceChildren();
  jest.useRealTimers();
});

it.each([
  ['to whom may not ask', null, {}],
  ['on a compact card', asked(), { compact: true }],
  ['where an admin hides it', asked(), { hideActions: true }],
])('offers nothing %s', async (_, requests, properties) => {
  const element = await open(requests, properties);
  expect(all(element, 'c-pulso-tell')).toEqual([]);
  expect(button(element, 'Acknowledge')).toBeUndefined();
});

it('asks for a recalculation, says so, and looks for the new card', async () => {
  const element = await open();
  await press(element, 'Recalculate now');
  expect(createRecord).toHaveBeenCalledWith({
    apiName: 'Pulso_Request__c',
    fields: { Kind__c: 'recalculate', Record_Id__c: CONTACT },
  });
  expect(textOf(element)).toContain('Pulso has been asked.');
  expect(jest.getTimerCount()).toBe(1);
  element.remove();
  expect(jest.getTimerCount()).toBe(0);
});

it('keeps what somebody saw, with mood and place, and not an empty word', async () => {
  const element = await open();
  await press(element, 'Log what I saw');
  expect(button(element, 'Save').disabled).toBe(true);
  write(element, 'What did you see or hear?', '  Very angry on the phone. ');
  for (const [index, chosen] of ['bad', 'phone'].entries()) {
    const select = all(element, 'select')[index];
    select.value = chosen;
    select.dispatchEvent(new CustomEvent('change'));
  }
  await drawn();
  await press(element, 'Save');
  expect(createRecord.mock.calls[0][0].fields).toEqual({
    ...{ Kind__c: 'observation', Record_Id__c: CONTACT },
    ...{ Text__c: 'Very angry on the phone.', Mood__c: 'bad', Touchpoint__c: 'phone' },
  });
  expect(all(element, 'lightning-textarea')).toEqual([]);
});

it('is about a person: an account offers no observation, a person account does', async () => {
  expect(button(await open(asked(), { objectApiName: 'Account' }), 'Log what I saw')).toBeUndefined();
  const element = createElement('c-pulso-card', { is: PulsoCard });
  Object.assign(element, { recordId: CONTACT, objectApiName: 'Account' });
  document.body.append(element);
  const fields = {
    // The card of a person account stands in its contact's field.
    Pulso_Card__pc: { displayValue: null, value: JSON.stringify(bad) },
    IsPersonAccount: { displayValue: null, value: true },
  };
  getRecord.emit({ apiName: 'Account', id: CONTACT, fields });
  graphql.emit(asked());
  await drawn();
  expect(textOf(element)).toContain('31 / 100');
  expect(button(element, 'Log what I saw')).toBeDefined();
});

it('says whether the score fits, with a reason where it does not', async () => {
  const element = await open();
  await press(element, 'This is wrong');
  write(element, 'What is wrong? (optional)', 'They renewed yesterday.');
  await press(element, 'Send');
  expect(createRecord.mock.calls[0][0].fields).toEqual({
    ...{ Kind__c: 'wrong', Record_Id__c: CONTACT, Text__c: 'They renewed yesterday.' },
  });
  expect(textOf(element)).toContain('Thank you.');
});

it('acknowledges a flag by its name and its time, and remembers what was acknowledged before', async () => {
  const element = await open();
  const before = all(element, '.acknowledge').length;
  await press(element, 'Acknowledge');
  expect(createRecord.mock.calls[0][0].fields).toEqual({
    ...{ Kind__c: 'acknowledge', Record_Id__c: CONTACT, Flag__c: FLAG.title, Flag_Since__c: FLAG.since },
  });
  expect(all(element, '.acknowledge').length).toBe(before - 1);
  expect(textOf(element)).toContain('You acknowledged this on 23 Nov 2026, 12:00');
  element.remove();
  const at = '2026-11-22T09:00:00.000Z';
  const seen = { kind: 'acknowledge', flag: FLAG.title, since: FLAG.since, status: 'done', at };
  expect(textOf(await open(asked(seen)))).toContain('You acknowledged this on 22 Nov 2026, 10:00');
});

it('says why Pulso did not do what was asked last, and why the platform refuses', async () => {
  const refused = { kind: 'acknowledge', flag: 'x', since: 'y', status: 'refused', result: 'is not raised any more' };
  const element = await open(asked(refused));
  expect(textOf(element)).toContain('Pulso did not do what you asked last: is not raised any more');
  createRecord.mockRejectedValueOnce({ body: { message: 'insufficient access rights on object id' } });
  const toasts = [];
  element.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.message));
  await press(element, 'Recalculate now');
  expect(textOf(element)).not.toContain('Pulso has been asked.');
  expect(toasts).toEqual(['insufficient access rights on object id']);
});

it('is accessible with everything open', async () => {
  const element = await open();
  await press(element, 'Log what I saw');
  await press(element, 'This is wrong');
  jest.useRealTimers();
  await expect(element).toBeAccessible();
});
