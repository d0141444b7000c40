import {
  Accordion,
  Alert,
  Button,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  NumberInput,
  Select,
  StatusTag,
  Table,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { createElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SettingsView } from '../../../extensions/hubspot/src/app/settings/page/settings.tsx';
import type { ChoiceAnswer, SettingsAnswer } from '../../../src/http/hubspot/settings-answer.ts';
import { BASE, type FetchCall, type Scripted, scriptFetch, wordsIn } from '../../fixtures/hubspot-card.ts';

const standard = { band_good: 75, band_fair: 55, band_poor: 35, slow_answer_hours: 24 };
const settings: SettingsAnswer = {
  mayChange: true,
  account: { name: 'Acme', id: '1001', timeZone: 'Europe/Madrid' },
  ...{ status: 'active', reason: null, notices: ['tickets: the scope is missing'] },
  streams: [
    {
      ...{ object: 'customer', title: 'Customers', read: 12_345, phase: 'incremental' },
      updatedAt: '2026-11-23T08:00:00.000Z',
    },
    { object: 'deal', title: 'Deals', read: 10, phase: 'backfill', updatedAt: '2026-11-23T08:00:00.000Z' },
  ],
  waiting: { scores: 3, writes: 5 },
  model: {
    ...{ id: 'default', version: 1, bands: { good: 75, fair: 55, poor: 35 }, minCoverage: 40 },
    weights: [{ title: 'NPS', percent: 19 }],
  },
  choice: { preset: null, thresholds: {}, fields: null, language: null },
  presets: [
    { id: null, title: 'Balanced', describes: 'Half and half.', thresholds: standard },
    {
      ...{ id: 'early-warning', title: 'Early warning', describes: 'Warns earlier.' },
      thresholds: { ...standard, slow_answer_hours: 8 },
    },
  ],
  thresholds: [
    ...['good', 'fair', 'poor'].map((band) => ({
      ...{ id: `band_${band}`, title: `${band} begins at`, unit: 'points', min: 0, max: 100 },
    })),
    { id: 'slow_answer_hours', title: 'An answer is slow after', unit: 'working hours', min: 0.5, max: 400 },
  ],
  fields: [
    { name: 'score', label: 'CX score by Pulso', written: true },
    { name: 'card', label: 'CX card by Pulso', written: true },
  ],
  ...{ language: 'en', configuredLanguage: 'en', changes: [] },
};
const preview: NonNullable<ChoiceAnswer['preview']> = {
  ...{ customers: 400, of: 12_345, changed: 12 },
  counts: [
    { from: 'good', to: 'good', fromLabel: 'Good', toLabel: 'Good', customers: 388 },
    { from: 'fair', to: 'poor', fromLabel: 'Fair', toLabel: 'Poor', customers: 12 },
  ],
  flags: [{ flag: 'slow-answer', title: 'Slow answer', raised: 9, cleared: 0 }],
  moves: [
    {
      ...{ subject: { object: 'customer', id: '1' }, name: '<b>Marta</b>', from: 'fair', to: 'poor' },
      ...{ scoreFrom: 56.4, scoreTo: null, points: null },
    },
  ],
};

const open = (language = 'en') => {
  const renderer = createRenderer('settings');
  const { addAlert } = renderer.mocks.actions;
  const context = { user: { language }, variables: { PULSO_URL: BASE } };
  renderer.render(createElement(SettingsView, { context, addAlert }));
  return renderer;
};
type Opened = ReturnType<typeof open>;
const button = (renderer: Opened, text: string) => renderer.find(LoadingButton, (node) => node.text === text);
const plain = (renderer: Opened, text: string) => renderer.find(Button, (node) => node.text === text);
const select = (renderer: Opened, name: string) => renderer.find(Select, (node) => node.props.name === name);
const number = (renderer: Opened, name: string) => renderer.find(NumberInput, (node) => node.props.name === name);
const alerts = (renderer: Opened) => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);
const text = (renderer: Opened) => wordsIn(renderer.getRootNode());
const doing = ({ body }: FetchCall) => (body as { do?: string } | null)?.do;
/** The settings as they are; a preview and a save as given. */
const answering = (given: { preview?: Scripted; save?: Scripted } = {}) =>
  scriptFetch((call) => {
    const asked = doing(call);
    if (asked === 'preview') return given.preview ?? { body: { preview } };
    if (asked === 'save') return given.save ?? { status: 202, body: settings };
    return { body: settings };
  });
const ready = async (language = 'en') => {
  const renderer = open(language);
  await renderer.waitFor(() => renderer.find(StatusTag));
  return renderer;
};

afterEach(() => vi.unstubAllGlobals());

describe('what is', () => {
  test('connection, what is worth knowing, what was read, how it scores', async () => {
    answering();
    const renderer = open();
    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading');
    await renderer.waitFor(() => expect(renderer.find(StatusTag).text).toBe('Connected'));
    for (const part of [
      ...['Acme (1001)', '3 for a score, 5 to be written', '12,345', 'first pass'],
      ...['Good 75, fair 55, poor 35', '19%', 'Nobody has changed anything here yet.'],
    ])
      expect(text(renderer)).toContain(part);
    expect(wordsIn(renderer.find(Alert))).toContain('tickets: the scope is missing');
  });

  test('properties that are left out, and who changed what', async () => {
    const [score, card] = settings.fields;
    const changes = [
      { at: '2026-11-22T10:00:00.000Z', by: 'ana@acme.example', before: {}, after: { fields: ['score'] } },
    ];
    scriptFetch(() => ({ body: { ...settings, fields: [score, { ...card, written: false }], changes } }));
    const renderer = await ready();
    expect(text(renderer)).toContain('Not written any more; HubSpot keeps their last values: CX card by Pulso');
    expect(text(renderer)).toContain('22 Nov 2026, 11:00, ana@acme.example: properties');
  });

  test.each([
    [{ status: 401 }, 'Pulso is not connected with this account'],
    [{ status: 500 }, 'Pulso does not answer'],
    [{ status: 200, body: { model: {} } }, 'Pulso does not answer'],
  ])('%j', async (scripted, title) => {
    scriptFetch(() => scripted);
    const renderer = open();
    await renderer.waitFor(() => expect(renderer.find(ErrorState).props.title).toBe(title));
  });
});

describe('an admin', () => {
  test('pauses', async () => {
    const calls = scriptFetch(({ method }) => ({
      status: method === 'POST' ? 202 : 200,
      body: method === 'POST' ? { ...settings, status: 'paused', reason: 'ana@acme.example paused it.' } : settings,
    }));
    const renderer = await ready();
    button(renderer, 'Pause Pulso').trigger('onClick');
    await renderer.waitFor(() => button(renderer, 'Resume'));
    expect(calls[1]).toMatchObject({ method: 'POST', body: { do: 'pause' } });
    expect(text(renderer)).toContain('ana@acme.example paused it.');
    expect(alerts(renderer)).toEqual([{ type: 'success', message: 'Done.' }]);
  });

  test('who is none sees no button and no input; one who lost the right is told', async () => {
    let mayChange = false;
    scriptFetch(({ method }) => (method === 'POST' ? { status: 403 } : { body: { ...settings, mayChange } }));
    const renderer = await ready();
    expect(renderer.maybeFind(LoadingButton)).toBeNull();
    expect(renderer.maybeFind(Select)).toBeNull();
    mayChange = true;
    const again = await ready('es');
    button(again, 'Puntuar a todos de nuevo').trigger('onClick');
    await again.waitFor(() => expect(again.mocks.actions.addAlert.callCount).toBe(1));
    const refused = { type: 'danger', message: expect.stringContaining('No puedes hacer esto') };
    expect(alerts(again)).toEqual([refused]);
    select(again, 'language').trigger('onChange', 'es' as never);
    button(again, 'Ver qué cambiaría').trigger('onClick');
    await again.waitFor(() => expect(alerts(again)).toEqual([refused, refused]));
    expect(again.maybeFind(LoadingButton, (node) => node.text === 'Guardar y puntuar a todos de nuevo')).toBeNull();
  });
});

describe('choosing', () => {
  test('nothing differs: nothing to see and nothing to keep', async () => {
    answering();
    const renderer = await ready();
    expect(button(renderer, 'See what would change').props.disabled).toBe(true);
    expect(renderer.maybeFind(Button, (node) => node.text === 'Discard')).toBeNull();
    expect(text(renderer)).toContain('Nothing differs from what is kept.');
    expect(select(renderer, 'preset').props.options).toEqual([
      { label: 'Balanced', value: 'configured' },
      { label: 'Early warning', value: 'early-warning' },
    ]);
    expect(select(renderer, 'language').props.options[0]?.label).toBe('As configured (English)');
  });

  test('another model brings its own thresholds, except those that a person set', async () => {
    const calls = answering();
    const renderer = await ready();
    number(renderer, 'band_good').trigger('onChange', 80 as never);
    select(renderer, 'preset').trigger('onChange', 'early-warning' as never);
    expect(number(renderer, 'slow_answer_hours').props.value).toBe(8);
    expect(number(renderer, 'band_good').props.value).toBe(80);
    expect(number(renderer, 'band_good').props.description).toBe('The model’s own: 75');
    expect(text(renderer)).toContain('Warns earlier.');
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() => button(renderer, 'Save, and score everybody anew'));
    const choice = { preset: 'early-warning', thresholds: { band_good: 80 }, fields: null, language: null };
    expect(calls.at(-1)).toMatchObject({ body: { do: 'preview', choice } });
    plain(renderer, 'As the model has them').trigger('onClick');
    expect(number(renderer, 'band_good').props.value).toBe(75);
  });

  test('first what would change, then it is kept; an edit after that has to be seen again', async () => {
    const calls = answering();
    const renderer = await ready();
    select(renderer, 'language').trigger('onChange', 'es' as never);
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() => button(renderer, 'Save, and score everybody anew'));
    for (const part of [
      '12 of 400 customers would change band',
      '400 customers were looked at, evenly spread over all 12345.',
      'Slow answer: 9 raised, 0 cleared',
      '<b>Marta</b>: 56 → no score',
    ])
      expect(text(renderer)).toContain(part);
    expect(wordsIn(renderer.findAll(Table)[1] ?? renderer.getRootNode())).toContain('Fair\nPoor\n12');

    renderer.find(ToggleGroup).trigger('onChange', ['score'] as never);
    expect(text(renderer)).not.toContain('would change band');
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() => button(renderer, 'Save, and score everybody anew'));
    button(renderer, 'Save, and score everybody anew').trigger('onClick');
    await renderer.waitFor(() =>
      expect(alerts(renderer)).toEqual([{ type: 'success', message: 'Saved. Everybody is scored anew.' }]),
    );
    const choice = { preset: null, thresholds: {}, fields: ['score'], language: 'es' };
    expect(calls.filter((call) => doing(call) === 'save')).toMatchObject([{ body: { choice } }]);
  });

  test('nobody would change', async () => {
    answering({ preview: { body: { preview: { ...preview, changed: 0, counts: [], flags: [], moves: [] } } } });
    const renderer = await ready();
    select(renderer, 'language').trigger('onChange', 'es' as never);
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() => expect(text(renderer)).toContain('Nobody would change band, and no flag would.'));
  });

  test('what is wrong is said at once, at its input, and is not sent', async () => {
    answering();
    const renderer = await ready('es');
    number(renderer, 'slow_answer_hours').trigger('onChange', 9_999 as never);
    expect(number(renderer, 'slow_answer_hours').props).toMatchObject({
      ...{ error: true, validationMessage: 'Da un número de 0.5 a 400.' },
    });
    renderer.find(ToggleGroup).trigger('onChange', [] as never);
    expect(renderer.find(ToggleGroup).props.validationMessage).toBe('Elige al menos una.');
    expect(button(renderer, 'Ver qué cambiaría').props.disabled).toBe(true);
    plain(renderer, 'Descartar').trigger('onClick');
    number(renderer, 'band_good').trigger('onChange', 40 as never);
    expect(number(renderer, 'band_fair').props.validationMessage).toBe(
      'Los niveles deben bajar: buena sobre regular sobre mala.',
    );
  });

  test('what only Pulso knows to be wrong stands at its input too', async () => {
    const faults = [{ key: 'thresholds.slow_answer_hours', message: 'not with this model' }];
    answering({ preview: { body: { faults } } });
    const renderer = await ready();
    number(renderer, 'slow_answer_hours').trigger('onChange', 12 as never);
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() =>
      expect(number(renderer, 'slow_answer_hours').props.validationMessage).toBe('not with this model'),
    );
    expect(button(renderer, 'See what would change').props.disabled).toBe(true);
    number(renderer, 'slow_answer_hours').trigger('onChange', 13 as never);
    expect(button(renderer, 'See what would change').props.disabled).toBe(false);
  });

  test('Pulso does not answer a preview: the choice stays where it is', async () => {
    answering({ preview: { status: 500 } });
    const renderer = await ready();
    select(renderer, 'preset').trigger('onChange', 'early-warning' as never);
    button(renderer, 'See what would change').trigger('onClick');
    await renderer.waitFor(() => expect(alerts(renderer)).toMatchObject([{ type: 'danger' }]));
    expect(select(renderer, 'preset').props.value).toBe('early-warning');
    expect(renderer.findAll(Accordion).length).toBeGreaterThan(1);
  });
});
