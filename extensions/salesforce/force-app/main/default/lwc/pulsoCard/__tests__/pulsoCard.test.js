import PulsoCard from 'c/pulsoCard';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { createElement } from 'lwc';
import { all, drawn, textOf } from '../../../../../../jest.screen.js';
import bad from './data/bad-en.json';
import good from './data/good-en.json';
import insufficient from './data/insufficient-en.json';

const CONTACT = '0035g00000AAAAAAA1';
const ACCOUNT = '0015g00000AAAAAAA1';
const CASE = '5005g00000AAAAAAA1';
/** Two hours after the cards of the tests were drawn. */
const NOW = Date.parse('2026-11-23T11:00:00Z');

const field = (value) => ({ displayValue: null, value });
const recordOf = (fields) => ({ apiName: 'Contact', id: CONTACT, fields });

function open(properties = {}) {
  const element = createElement('c-pulso-card', { is: PulsoCard });
  Object.assign(element, { recordId: CONTACT, objectApiName: 'Contact', ...properties });
  document.body.append(element);
  return element;
}

async function withCard(card, properties) {
  const element = open(properties);
  getRecord.emit(recordOf({ Pulso_Card__c: field(typeof card === 'string' ? card : JSON.stringify(card)) }));
  await drawn();
  return element;
}

const copyOf = (card) => JSON.parse(JSON.stringify(card));
const notice = (element) => all(element, 'c-pulso-notice')[0]?.kind;

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => {
  Date.now.mockRestore();
  jest.clearAllMocks();
  document.body.replaceChildren();
});

describe('what it asks for', () => {
  it.each([
    ['Contact', ['Contact.Pulso_Card__c']],
    ['Account', ['Account.Pulso_Card__c', 'Account.Pulso_Card__pc', 'Account.IsPersonAccount']],
    [
      'Case',
      [
        'Case.Pulso_Card__c',
        'Case.Contact.Pulso_Card__c',
        'Case.ContactId',
        'Case.Account.Pulso_Card__c',
        'Case.AccountId',
      ],
    ],
  ])('on a %s only what may be missing, so that a hidden field is no error', async (objectApiName, optionalFields) => {
    open({ objectApiName });
    await drawn();
    expect(getRecord.getLastConfig()).toEqual({ recordId: CONTACT, optionalFields });
  });
});

describe('the document', () => {
  it('shows score, band, interval, coverage, change and the two parts', async () => {
    const element = await withCard(bad);
    const text = textOf(element);
    for (const words of [
      '31 / 100',
      'Critical',
      'since 5 Nov 2026',
      'likely 24 to 38',
      '76% of what counts is known',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('−27.6 points in 30 days');
    expect(text).toContain('What they say 23');
    expect(all(element, 'svg[role="img"]')[0].getAttribute('aria-label')).toBe('31 / 100, Critical, likely 24 to 38');
    await expect(element).toBeAccessible();
  });

  it('shows drivers with their points and what was measured', async () => {
    const element = await withCard(bad);
    expect(textOf(element)).toContain('What moves the score');
    expect(textOf(element)).toContain('First response −8.1 31.4 working hours, 6 tickets');
  });

  it('shows flags with severity, age, quote, advice and a way to the evidence', async () => {
    const element = await withCard(bad);
    const text = textOf(element);
    expect(text).toContain('Slow answer serious, since 3 Nov 2026 No answer for 61 working hours; 24 is the limit.');
    expect(text).toContain('“This is the third time I ask. Is anybody there?”');
    expect(text).toContain('Call and ask what happened.');
    const links = all(element, 'a').map((link) => [link.textContent, link.getAttribute('href')]);
    expect(links).toContainEqual(['See the record', 'https://app.example.com/contacts/1/record/0-5/901']);
  });

  it('says the next step once, and not again as the advice of a flag', async () => {
    const element = await withCard(bad);
    const { text } = bad.blocks.find(({ type }) => type === 'next');
    expect(textOf(element).split(text)).toHaveLength(2);
  });

  it('shows facts, the warning not to sell, touchpoints with their mood in words, and whom it is about', async () => {
    const text = textOf(await withCard(bad));
    expect(text).toContain('2 tickets are still open. Not the moment to sell.');
    expect(text).toContain('Open tickets 2');
    expect(text).toContain('went badly');
    expect(text).toContain('Marta Iglesias');
    expect(text).toContain('As of 23 Nov 2026, 10:00 (2 hours ago)');
  });

  it('folds what is long, and unfolds it', async () => {
    const many = copyOf(bad);
    const flags = many.blocks.find(({ type }) => type === 'flags');
    flags.items = Array.from({ length: 5 }, (_, index) => ({ ...flags.items[0], title: `Flag ${index + 1}` }));
    flags.more = { count: 4, label: '4 more' };
    const element = await withCard(many);
    expect(textOf(element)).not.toContain('Flag 4');
    all(element, 'button')
      .find(({ textContent }) => textContent === '6 more')
      .click();
    await drawn();
    expect(textOf(element)).toContain('Flag 5');
    expect(textOf(element)).toContain('4 more');
    await expect(element).toBeAccessible();
  });

  it('is drawn for somebody who is content', async () => {
    const element = await withCard(good);
    expect(textOf(element)).toContain('Good');
    await expect(element).toBeAccessible();
  });

  it('shows no number where too little is known, and what would help', async () => {
    const element = await withCard(insufficient);
    const { title, missing } = insufficient.blocks.find(({ type }) => type === 'insufficient');
    expect(textOf(element)).toContain(title);
    expect(textOf(element)).toContain(missing[0]);
    expect(textOf(element)).not.toContain('/ 100');
    await expect(element).toBeAccessible();
  });

  it('shows HTML as text and follows no script', async () => {
    const nasty = copyOf(bad);
    nasty.subject = { name: '<img src=x onerror=alert(1)>', href: 'javascript:alert(1)' };
    nasty.blocks.find(({ type }) => type === 'flags').items[0].href = 'JavaScript:alert(2)';
    const element = await withCard(nasty);
    expect(textOf(element)).toContain('<img src=x onerror=alert(1)>');
    expect(all(element, 'img')).toEqual([]);
    expect(all(element, 'a').filter((link) => !/^https:/.test(link.getAttribute('href')))).toEqual([]);
  });

  it('is shown in the language of the user where it was written in several', async () => {
    const text = textOf(await withCard({ ...bad, title: 'Experiencia', language: 'es', translations: { en: bad } }));
    expect(text).toContain('Customer experience');
    expect(text).not.toContain('Experiencia');
  });

  it('says that it is old after two days', async () => {
    const element = await withCard({ ...bad, asOf: '2026-11-20T09:00:00.000Z' });
    expect(textOf(element)).toContain('Pulso wrote this 3 days ago. Something may have changed since.');
    await expect(element).toBeAccessible();
  });

  it('leaves out blocks of a newer Pulso', async () => {
    const element = await withCard({ ...bad, blocks: [{ type: 'hologram' }, ...bad.blocks] });
    expect(textOf(element)).toContain('31 / 100');
  });
});

describe('the choices of whoever lays out the page', () => {
  it('hides what they hide', async () => {
    const element = await withCard(bad, {
      hideDrivers: true,
      hideJourney: true,
      hideFacts: true,
      cardTitle: 'How they feel',
    });
    const text = textOf(element);
    for (const words of ['What moves the score', 'Latest touchpoints', 'Facts']) expect(text).not.toContain(words);
    expect(text).toContain('What hurts');
    expect(all(element, 'lightning-card')[0].title).toBe('How they feel');
  });

  it('in its compact form keeps score, next step and flags by name', async () => {
    const element = await withCard(bad, { compact: true });
    const text = textOf(element);
    expect(text).toContain('31 / 100');
    expect(text).toContain('Slow answer');
    expect(text).toContain('Next step');
    expect(text).not.toContain('Is anybody there?');
    expect(text).not.toContain('What moves the score');
    await expect(element).toBeAccessible();
  });

  it('is called Pulso unless they say otherwise', async () => {
    expect(all(await withCard(bad), 'lightning-card')[0].title).toBe('Pulso');
  });
});

describe('a case', () => {
  const onCase = async (fields) => {
    const element = open({ recordId: CASE, objectApiName: 'Case' });
    getRecord.emit({ apiName: 'Case', id: CASE, fields });
    await drawn();
    return element;
  };
  const contact = (fields) => ({ ContactId: field(CONTACT), Contact: field(recordOf(fields)) });
  const none = { ContactId: field(null), Contact: field(null), AccountId: field(null), Account: field(null) };

  it('shows its own card first', async () => {
    const own = { Pulso_Card__c: field(JSON.stringify(good)) };
    expect(textOf(await onCase({ ...own, ...contact({ Pulso_Card__c: field(JSON.stringify(bad)) }) }))).toContain(
      'Good',
    );
  });

  it('shows the card of its contact, flags before drivers', async () => {
    const text = textOf(await onCase({ ...none, ...contact({ Pulso_Card__c: field(JSON.stringify(bad)) }) }));
    expect(text.indexOf('What hurts')).toBeGreaterThan(0);
    expect(text.indexOf('What hurts')).toBeLessThan(text.indexOf('What moves the score'));
  });

  it('shows the card of its account where nobody is its contact', async () => {
    const account = {
      AccountId: field(ACCOUNT),
      Account: field(recordOf({ Pulso_Card__c: field(JSON.stringify(bad)) })),
    };
    expect(textOf(await onCase({ ...none, ...account }))).toContain('31 / 100');
  });

  it.each([
    ['nobody is linked', none, 'unlinked'],
    ['its contact has no card yet', { ...none, ...contact({ Pulso_Card__c: field(null) }) }, 'none'],
    ['the card of its contact is hidden', { ...none, ...contact({}) }, 'forbidden'],
  ])('says when %s', async (_, fields, kind) => {
    const element = await onCase(fields);
    expect(notice(element)).toBe(kind);
    await expect(element).toBeAccessible();
  });
});

describe('without a card', () => {
  it('waits for the record', async () => {
    const element = open();
    await drawn();
    expect(all(element, 'lightning-spinner')[0].alternativeText).toBe('Loading');
    await expect(element).toBeAccessible();
  });

  it.each([
    ['Pulso has not written yet', { Pulso_Card__c: field(null) }, 'none', 'No card yet'],
    ['the user may not read the field', {}, 'forbidden', 'Pulso: user'],
    ['the text was cut', { Pulso_Card__c: field(JSON.stringify(bad).slice(0, 500)) }, 'unreadable', 'cannot be shown'],
    ['the text is of another version', { Pulso_Card__c: field('{"version":9}') }, 'unreadable', 'cannot be shown'],
  ])('says so when %s', async (_, fields, kind, words) => {
    const element = open();
    getRecord.emit(recordOf(fields));
    await drawn();
    expect(notice(element)).toBe(kind);
    expect(textOf(element)).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('passes on what the platform says when it does not give out the record', async () => {
    const element = open();
    getRecord.error({ message: 'You do not have the level of access necessary.' });
    await drawn();
    expect(notice(element)).toBe('failed');
    expect(textOf(element)).toContain('You do not have the level of access necessary.');
    await expect(element).toBeAccessible();
  });
});

describe('refreshing', () => {
  const button = (element) => all(element, 'lightning-button-icon')[0];

  it('asks the platform for the record again, and says when that is done', async () => {
    const element = await withCard(bad);
    button(element).click();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: CONTACT }]);
    await drawn();
    expect(textOf(element)).toContain('Refreshed');
    expect(button(element).disabled).toBe(false);
  });

  it('on a case asks for its contact too', async () => {
    const element = open({ recordId: CASE, objectApiName: 'Case' });
    getRecord.emit({ apiName: 'Case', id: CASE, fields: { ContactId: field(CONTACT), Contact: field(recordOf({})) } });
    await drawn();
    button(element).click();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: CASE }, { recordId: CONTACT }]);
  });

  it('says when it did not work', async () => {
    notifyRecordUpdateAvailable.mockRejectedValueOnce({ body: { message: 'offline' } });
    const element = await withCard(bad);
    const heard = jest.fn();
    element.addEventListener('lightning__showtoast', heard);
    button(element).click();
    await drawn();
    expect(heard.mock.calls[0][0].detail).toMatchObject({ message: 'offline', variant: 'error' });
    expect(button(element).disabled).toBe(false);
  });
});
