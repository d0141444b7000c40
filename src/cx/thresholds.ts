/** The numbers of a model that an admin may set, by names of their own: what they mean, their range, and where they stand. */
import type { Model } from './model/model.ts';
import type { Wording } from './model/text.ts';

export interface Threshold {
  readonly id: string;
  readonly title: Wording;
  readonly unit: Wording | null;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  get(model: Model): number;
  set(model: Model, value: number): Model;
}

const HOURS = { en: 'working hours', es: 'horas laborables' };
const DAYS = { en: 'days', es: 'días' };
const POINTS = { en: 'points', es: 'puntos' };

function band(name: keyof Model['bands'], title: Wording, min: number, max: number): Threshold {
  return {
    ...{ id: `band_${name}`, title, unit: POINTS, min, max, whole: false },
    get: (model) => model.bands[name],
    set: (model, value) => ({ ...model, bands: { ...model.bands, [name]: value } }),
  };
}

type Flags = Model['flags'];
/** A number of one flag's settings. */
function flag<Name extends keyof Flags, Key extends keyof Flags[Name] & string>(
  name: Name,
  key: Key,
  { id, ...rest }: Omit<Threshold, 'get' | 'set'>,
): Threshold {
  return {
    ...{ id, ...rest },
    get: ({ flags }) => Number(flags[name][key]),
    set: (model, value) => ({ ...model, flags: { ...model.flags, [name]: { ...model.flags[name], [key]: value } } }),
  };
}

export const THRESHOLDS: readonly Threshold[] = [
  band('good', { en: 'Good begins at', es: 'Buena desde' }, 1, 100),
  band('fair', { en: 'Fair begins at', es: 'Regular desde' }, 1, 99),
  band('poor', { en: 'Poor begins at', es: 'Mala desde' }, 0, 98),
  {
    id: 'min_coverage',
    title: { en: 'A number is shown from', es: 'Se muestra un número desde' },
    unit: { en: '% known', es: '% conocido' },
    ...{ min: 5, max: 95, whole: true },
    get: ({ minCoverage }) => Math.round(minCoverage * 100),
    set: (model, value) => ({ ...model, minCoverage: value / 100 }),
  },
  flag('slowAnswer', 'hours', {
    ...{ id: 'slow_answer_hours', unit: HOURS, min: 0.5, max: 400, whole: false },
    title: { en: 'An answer is slow after', es: 'Una respuesta es lenta tras' },
  }),
  flag('detractorUnanswered', 'hours', {
    ...{ id: 'bad_answer_hours', unit: { en: 'hours', es: 'horas' }, min: 1, max: 1_000, whole: false },
    title: { en: 'A bad survey answer is left alone after', es: 'Una mala respuesta queda sin atender tras' },
  }),
  flag('repeatedContact', 'contacts', {
    ...{ id: 'repeated_contacts', unit: { en: 'contacts', es: 'contactos' }, min: 2, max: 20, whole: true },
    title: { en: 'The same problem is repeated from', es: 'El mismo problema se repite desde' },
  }),
  flag('silentCustomer', 'days', {
    ...{ id: 'silent_days', unit: DAYS, min: 7, max: 730, whole: true },
    title: { en: 'A customer is silent after', es: 'Un cliente no da señales tras' },
  }),
  flag('technicalProblems', 'tickets', {
    ...{ id: 'technical_tickets', unit: { en: 'tickets', es: 'tickets' }, min: 2, max: 50, whole: true },
    title: { en: 'Technical problems pile up from', es: 'Los problemas técnicos se acumulan desde' },
  }),
  flag('brokenPromise', 'graceHours', {
    ...{ id: 'promise_grace_hours', unit: { en: 'hours', es: 'horas' }, min: 0, max: 720, whole: false },
    title: { en: 'A promise is broken when late by', es: 'Una promesa se rompe con un retraso de' },
  }),
  flag('indecision', 'days', {
    ...{ id: 'indecision_days', unit: DAYS, min: 7, max: 730, whole: true },
    title: { en: 'A deal stands still after', es: 'Un negocio se estanca tras' },
  }),
  flag('scoreFalls', 'points', {
    ...{ id: 'score_falls_points', unit: POINTS, min: 1, max: 60, whole: false },
    title: { en: 'A score falls from a loss of', es: 'Una puntuación cae desde una pérdida de' },
  }),
];
