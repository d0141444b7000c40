import PulsoPortfolio from 'c/pulsoPortfolio';
import { gql, graphql } from 'lightning/graphql';
import { createElement } from 'lwc';
import { all, drawn, textOf } from '../../../../../../jest.screen.js';

const value = (held) => ({ value: held });
const node = (Id, name, score, band) => ({
  node: {
    ...{ Id, Name: value(name), score: value(score), band: value(band) },
    ...{
      change: value(-3.2),
      openTickets: value(1),
      flags: { displayValue: 'Slow answer;Reopened;Undecided;Angry words' },
    },
  },
});
const portfolio = (customers, accounts) => ({
  uiapi: {
    query: {
      ...{
        critical: { totalCount: 12 },
        poor: { totalCount: 34 },
        fair: { totalCount: 560 },
        good: { totalCount: 7800 },
      },
      unknown: { totalCount: 9 },
      accounts: { edges: accounts },
      customers: { edges: customers },
    },
  },
});
const CUSTOMERS = [
  node('0035g00000AAAAA001', 'Carla', 22.4, 'critical'),
  node('0035g00000AAAAA002', 'Diego', 49, 'poor'),
];
const ACCOUNTS = [node('0015g00000AAAAA001', 'Hotel Norte', 31, 'critical')];

async function show(properties = {}) {
  const element = createElement('c-pulso-portfolio', { is: PulsoPortfolio });
  Object.assign(element, properties);
  document.body.append(element);
  await drawn();
  return element;
}

describe('the portfolio', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks once, for as many rows as the page wants', async () => {
    await show({ rows: 8 });
    expect(graphql.getLastConfig().variables).toEqual({ first: 8 });
    const [source] = gql.mock.calls[0][0];
    // A request to the platform may hold ten of these.
    expect(source.match(/: (Contact|Account)\(/g).length).toBeLessThanOrEqual(10);
  });

  it('counts customers by band, and lists who needs somebody first', async () => {
    const element = await show();
    graphql.emit(portfolio(CUSTOMERS, ACCOUNTS));
    await drawn();
    const text = textOf(element);
    expect(text).toContain('12 Critical 34 Poor 560 Fair 7,800 Good 9 Not enough known');
    expect(text).toContain('Accounts that need attention first');
    expect(text).toContain('22 Critical Slow answer, Reopened, Undecided · −3.2 in 30 days · 1 open case');
    expect(all(element, 'c-pulso-record-link').map(({ label }) => label)).toEqual(['Hotel Norte', 'Carla', 'Diego']);
    await expect(element).toBeAccessible();
  });

  it('draws what it may read of a row', async () => {
    const element = await show();
    graphql.emit(portfolio([{ node: { Id: '0035g00000AAAAA001', Name: value('Carla'), score: value(22) } }], []));
    await drawn();
    expect(textOf(element)).toContain('22 Not enough known');
    expect(textOf(element)).toContain('None has a score.');
  });

  it.each([
    ['nobody has a score', (element) => element && graphql.emit(portfolio([], [])), 'Nobody has a score yet'],
    [
      'the fields are hidden',
      () => graphql.emitErrors([{ message: "Validation error (FieldUndefined@[uiapi]) : Field 'Pulso_Band__c'" }]),
      'You may not see the Pulso fields',
    ],
    ['the platform refuses', () => graphql.emitErrors([{ message: 'Too many requests.' }]), 'Too many requests.'],
  ])('says so when %s', async (_, answer, words) => {
    const element = await show();
    answer(element);
    await drawn();
    expect(textOf(element)).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('waits, and asks again by the button', async () => {
    const element = await show();
    expect(all(element, 'lightning-spinner')).toHaveLength(1);
    const refresh = jest.fn().mockResolvedValue();
    graphql.emit(portfolio(CUSTOMERS, ACCOUNTS), undefined, refresh);
    await drawn();
    all(element, 'lightning-button-icon')[0].click();
    await drawn();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(textOf(element)).toContain('Refreshed');
  });
});
