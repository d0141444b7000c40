/**
 * Two made-up views between which all others lie: one where everything is known, one where nothing is. A template that draws both
 * has met every value and both sides of every plain condition.
 */
import type { CardView } from './view.ts';

const AT = '2026-11-23T09:00:00.000Z';
const HREF = 'https://example.com/record';

const everything: CardView = {
  ...{ language: 'en', timeZone: 'UTC', asOf: AT, tone: 'critical' },
  subject: { name: 'Marta Iglesias', href: HREF, object: 'customer' },
  score: { value: 23.4, low: 15.1, high: 34.9 },
  band: { id: 'critical', label: 'Critical' },
  override: { value: 40, by: 'Eva', reason: 'Told us on the phone.', until: AT },
  ...{
    lowSince: AT,
    frozenAt: AT,
    forecast: { band: 'Critical', at: AT },
    coverage: 0.8,
    minCoverage: 0.3,
    change: -12.5,
  },
  ...{ perception: 20.5, record: 30.1 },
  missing: ['Reviews'],
  drivers: [
    { metric: 'nps', label: 'NPS', detail: '2 of 10', points: -9.4 },
    { metric: 'reopens', label: 'Reopened tickets', detail: null, points: 3.1 },
  ],
  flags: (['high', 'medium', 'low'] as const).map((severity) => ({
    ...{ id: 'slow-answer', title: 'Slow answer', severity, severityLabel: severity, since: AT },
    ...{ sentence: 'Waited 31 hours.', quote: 'Nobody calls <back> & I wait.', href: HREF, advice: 'Call today.' },
  })),
  tiles: [
    { id: 'openTickets', label: 'Open tickets', value: '2', unit: null },
    { id: 'firstResponse', label: 'First response', value: '31', unit: 'h' },
  ],
  journey: [
    { kind: 'ticket', label: 'Ticket by e-mail', at: AT, mood: 'bad', moodLabel: 'Bad', href: HREF },
    { kind: 'message', label: 'E-mail', at: AT, mood: 'unknown', moodLabel: 'Not known', href: null },
  ],
  ...{ nextStep: 'Call today.', holdSelling: true, openTickets: 2 },
  tickets: [{ subject: 'The app does not start', since: AT, href: HREF }],
};

const nothing: CardView = {
  ...{ language: 'en', timeZone: 'UTC', asOf: AT, tone: 'unknown' },
  subject: { name: 'Acme', href: null, object: 'account' },
  ...{
    score: null,
    band: null,
    override: null,
    lowSince: null,
    frozenAt: null,
    forecast: null,
    coverage: 0,
    minCoverage: 0.3,
  },
  ...{ change: null, perception: null, record: null, missing: [], drivers: [], flags: [], tiles: [], journey: [] },
  ...{ nextStep: null, holdSelling: false, openTickets: 0, tickets: [] },
};

export const SAMPLE_VIEWS: readonly CardView[] = [
  everything,
  {
    ...everything,
    override: null,
    lowSince: null,
    frozenAt: null,
    forecast: null,
    change: 0,
    nextStep: null,
    holdSelling: false,
  },
  nothing,
];
