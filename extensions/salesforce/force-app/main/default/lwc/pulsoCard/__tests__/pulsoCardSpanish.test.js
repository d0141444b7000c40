import PulsoCard from 'c/pulsoCard';
import { getRecord } from 'lightning/uiRecordApi';
import { createElement } from 'lwc';
import { all, drawn, textOf } from '../../../../../../jest.screen.js';
import english from './data/bad-en.json';
import spanish from './data/bad-es.json';
import insufficient from './data/insufficient-es.json';

jest.mock('@salesforce/i18n/lang', () => ({ default: 'es-MX' }), { virtual: true });

async function show(fields) {
  const element = createElement('c-pulso-card', { is: PulsoCard });
  Object.assign(element, { recordId: '0035g00000AAAAAAA1', objectApiName: 'Contact' });
  document.body.append(element);
  getRecord.emit({ apiName: 'Contact', id: '0035g00000AAAAAAA1', fields });
  await drawn();
  return element;
}
const stored = (card) => ({ Pulso_Card__c: { value: JSON.stringify(card) } });

describe('for somebody who uses Salesforce in Spanish', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T11:00:00Z'));
  });
  afterEach(() => {
    Date.now.mockRestore();
    document.body.replaceChildren();
  });

  it('speaks Spanish around the card and in it', async () => {
    const element = await show(stored(spanish));
    const text = textOf(element);
    expect(text).toContain('Crítica');
    expect(text).toContain('Datos del 23 nov 2026, 10:00 (hace 3 días)');
    expect(text).toContain('Pulso escribió esto hace 3 días.');
    expect(all(element, 'lightning-button-icon')[0].alternativeText).toBe('Actualizar');
    await expect(element).toBeAccessible();
  });

  it('takes the Spanish card where there are several', async () => {
    expect(textOf(await show(stored({ ...english, translations: { es: spanish } })))).toContain('Crítica');
  });

  it('marks a card in English as English', async () => {
    const element = await show(stored(english));
    expect(all(element, 'article')[0].getAttribute('lang')).toBe('en');
    expect(all(element, '.age')[0].getAttribute('lang')).toBe('es');
  });

  it('says in Spanish what is missing and what hinders', async () => {
    const { title } = insufficient.blocks.find(({ type }) => type === 'insufficient');
    expect(textOf(await show(stored(insufficient)))).toContain(title);
    expect(textOf(await show({}))).toContain('No puedes ver los campos de Pulso');
    expect(textOf(await show({ Pulso_Card__c: { value: null } }))).toContain('Todavía no hay tarjeta');
  });
});
