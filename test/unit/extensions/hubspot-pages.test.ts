import {
  BarChart,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  StatisticsItem,
  StatusTag,
  TableRow,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { createElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HomeView } from '../../../extensions/hubspot/src/app/pages/page/home.tsx';
import type { HomeAnswer } from '../../../src/http/hubspot/home-answer.ts';
import { BASE, scriptFetch, wordsIn } from '../../fixtures/hubspot-card.ts';

const contextFor = (language: string) => ({ user: { language }, variables: { PULSO_URL: BASE } });
const counts = { good: 120, fair: 60, poor: 14, critical: 6, insufficient: 31 };
const marta = {
  ...{ name: 'Marta Iglesias', href: 'https://app.example.com/contacts/1/record/0-1/301', score: 31 },
  ...{ band: 'critical' as const, bandLabel: 'Critical', flags: ['Slow answer', '<script>alert(1)</script>'] },
};
const home: HomeAnswer = {
  ...{ at: '2026-11-23T12:00:00.000Z', account: 'Acme', status: 'active', reason: null, waiting: 0 },
  ...{ customers: counts, accounts: counts, worstAccounts: [{ ...marta, name: 'Acme SL', href: null }] },
  worstCustomers: [marta],
  changes: [{ name: 'Marta', href: null, at: '2026-11-22T12:00:00.000Z', from: 'Fair', to: 'Critical', better: false }],
  together: null,
  ...{ among: 200, frictions: [{ title: 'Slow answer', count: 40 }], drivers: [{ title: 'NPS', points: -8.2 }] },
};
afterEach(() => vi.unstubAllGlobals());

describe('home', () => {
  const open = (language = 'en') => {
    const renderer = createRenderer('pages');
    renderer.render(createElement(HomeView, { context: contextFor(language) }));
    return renderer;
  };

  test('everybody by band, who needs somebody, what changed, what hurts', async () => {
    scriptFetch(() => ({ body: home }));
    const renderer = open();
    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading');
    await renderer.waitFor(() => renderer.find(StatisticsItem));
    expect(renderer.findAll(StatisticsItem).map(({ props }) => props.number)).toEqual([
      ...[120, 60, 14, 6, 31],
      ...[120, 60, 14, 6, 31],
    ]);
    expect(renderer.findAll(TableRow)).toHaveLength(4);
    const text = wordsIn(renderer.getRootNode());
    expect(text).toContain('Marta Iglesias');
    expect(text).toContain('Slow answer, <script>alert(1)</script>');
    expect(text).toContain('Frictions among the 200 who are poor or critical');
    expect(renderer.find(StatusTag, (tag) => tag.text === 'Fair → Critical').props.variant).toBe('danger');
    expect(renderer.findAll(BarChart).map(({ props }) => props.data)).toEqual([
      [{ title: 'Slow answer', value: 40 }],
      [{ title: 'NPS', value: -8.2 }],
    ]);
  });

  const together: NonNullable<HomeAnswer['together']> = {
    ...{ at: '2026-11-23T04:00:00.000Z', customers: 5_000, of: 20_000, meanScore: 71 },
    frictions: [
      { title: 'Slow answer', customers: 900, percent: 18, cumulative: 60 },
      { title: 'High effort', customers: 300, percent: 6, cumulative: 80 },
      { title: 'Reopened', customers: 300, percent: 6, cumulative: 100 },
    ],
    keyDrivers: {
      ...{ status: 'reported', target: 'NPS', answers: 640 },
      drivers: [
        { title: 'First response', importance: 44, performance: 31, advice: 'improve' },
        { title: 'Reopens', importance: 0, performance: 90, advice: 'maintain' },
      ],
    },
  };
  const shown = async (answer: HomeAnswer, language = 'en') => {
    scriptFetch(() => ({ body: answer }));
    const renderer = open(language);
    await renderer.waitFor(() => renderer.find(StatisticsItem));
    return { renderer, text: wordsIn(renderer.getRootNode()) };
  };

  test('everybody together: the vital few frictions, and what goes with what customers say', async () => {
    const { renderer, text } = await shown({ ...home, together });
    expect(renderer.findAll(BarChart)[0]?.props.data).toContainEqual({
      ...{ title: 'Slow answer (18% of customers)', value: 900 },
    });
    for (const part of [
      ...['2 frictions are 80% of all.', '5,000 of 20,000 customers, evenly chosen, 23 Nov 2026.'],
      ...['What goes with their answers: NPS', '44%', 'may be chance', 'From 640 customers.'],
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Frictions among the 200');
    expect(renderer.find(StatusTag, (tag) => tag.text === 'Improve first').props.variant).toBe('danger');
  });

  test.each([
    [{ answers: 12, needed: 100 }, 'Too few to say: 12 customers have an answer'],
    [{ answers: null, needed: null }, 'Too few to say: nobody has an answer'],
  ])('too few answers to say what goes with them: %j', async (counted, said) => {
    const keyDrivers = { status: 'insufficient' as const, target: 'NPS', ...counted };
    const { text } = await shown({ ...home, together: { ...together, frictions: [], keyDrivers } });
    expect(text).toContain(said);
    expect(text).toContain('No customer has a friction now. Good.');
  });

  test('nobody scored yet', async () => {
    const none = { good: 0, fair: 0, poor: 0, critical: 0, insufficient: 12 };
    scriptFetch(() => ({ body: { ...home, customers: none, worstCustomers: [], worstAccounts: [], waiting: 12 } }));
    const renderer = open('es');
    await renderer.waitFor(() => expect(renderer.find(EmptyState).props.title).toBe('Todavía nadie tiene puntuación'));
    expect(wordsIn(renderer.getRootNode())).toContain('12 esperan una nueva puntuación.');
  });

  test.each([
    [{ status: 401 }, 'Pulso is not connected with this account'],
    [{ status: 500 }, 'Pulso does not answer'],
    [{ status: 200, body: { bands: [] } }, 'Pulso does not answer'],
  ])('%j', async (scripted, title) => {
    scriptFetch(() => scripted);
    const renderer = open();
    await renderer.waitFor(() => expect(renderer.find(ErrorState).props.title).toBe(title));
  });
});
