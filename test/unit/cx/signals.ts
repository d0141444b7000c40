/** Signals for tests: dates are told in days before NOW, everything else has a plain default. */
import type { z } from 'zod';
import { defaultModel } from '../../../src/cx/default-model.ts';
import type { Model } from '../../../src/cx/model/model.ts';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';

export const NOW = '2026-11-23T12:00:00.000Z';
export const NOW_MS = Date.parse(NOW);
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** The default model with working hours round the clock, so that tests can count hours in the head. */
export const model: Model = {
  ...defaultModel,
  businessHours: { timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], opensAtMinute: 0, closesAtMinute: 1440, holidays: [] },
};

/** ISO instant so many days (and hours more) before NOW. */
export function ago(days: number, hours = 0): string {
  return new Date(NOW_MS - days * DAY_MS - hours * HOUR_MS).toISOString();
}

type SignalInput = z.input<typeof signalSchema>;
type InputOf<Kind extends SignalInput['kind']> = Extract<SignalInput, { kind: Kind }>;
type Given<Kind extends SignalInput['kind']> = Partial<Omit<InputOf<Kind>, 'kind'>> & { at: string };

let count = 0;
function build(kind: SignalInput['kind'], defaults: object, given: object): Signal {
  count += 1;
  return signalSchema.parse({
    kind,
    id: `test:${kind}:${String(count).padStart(6, '0')}`,
    customer: 'ana',
    touchpoint: 'email',
    source: 'test',
    ...defaults,
    ...given,
  });
}

export const survey = (given: Given<'survey'> & { survey: 'nps' | 'csat' | 'ces' | 'other'; value: number }): Signal =>
  build('survey', { touchpoint: 'survey' }, given);
export const ticket = (given: Given<'ticket'>): Signal =>
  build('ticket', { open: given.resolvedAt === undefined }, given);
export const message = (given: Given<'message'>): Signal => build('message', { direction: 'inbound' }, given);
export const meeting = (given: Given<'meeting'>): Signal => build('meeting', { outcome: 'held' }, given);
export const visit = (given: Given<'visit'>): Signal => build('visit', { touchpoint: 'website' }, given);
export const order = (given: Given<'order'> & { outcome: 'open' | 'won' | 'lost' }): Signal =>
  build('order', { touchpoint: 'purchase' }, given);
export const review = (given: Given<'review'>): Signal => build('review', { touchpoint: 'review' }, given);
export const mention = (given: Given<'mention'>): Signal => build('mention', { touchpoint: 'social' }, given);
export const observation = (given: Given<'observation'>): Signal =>
  build('observation', { touchpoint: 'store', author: 'Naomi' }, given);
export const abandonment = (given: Given<'abandonment'>): Signal =>
  build('abandonment', { touchpoint: 'website' }, given);
