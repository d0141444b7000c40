/** What an admin chose for one install, over what the program's configuration says for all. */
import { z } from 'zod';
import { FIELD_NAMES, type FieldName } from '../cards/fields.ts';
import { checkModel } from '../cx/check-model.ts';
import { defaultModel } from '../cx/default-model.ts';
import type { MetricDefinition } from '../cx/define-metric.ts';
import { type Model, modelSchema } from '../cx/model/model.ts';
import { LANGUAGES, type Language, languageSchema, type Wording } from '../cx/model/text.ts';
import { PRESETS } from '../cx/presets.ts';
import { THRESHOLDS } from '../cx/thresholds.ts';
import type { Install } from '../store/port.ts';

/** Null: as the configuration says. It stands in `install.settings`, beside what Pulso itself remembers there. */
const choiceSchema = z.strictObject({
  /** Id of a preset. */
  preset: z.string().nullable().default(null),
  /** By threshold id; one that is missing stays as the model has it. */
  thresholds: z.record(z.string(), z.number()).default({}),
  /** The fields to write. */
  fields: z.array(z.string()).nullable().default(null),
  /** Of what is written. */
  language: languageSchema.nullable().default(null),
});
export type Choice = z.infer<typeof choiceSchema>;
export const CHOICE_KEYS = ['preset', 'thresholds', 'fields', 'language'] as const;

/** What stands in the program's configuration for every install. */
export interface Defaults {
  readonly language: Language;
  /** All when absent. */
  readonly fields?: readonly string[] | undefined;
  /** The shipped one when absent. */
  readonly model?: Model | undefined;
}

export interface Settings {
  readonly model: Model;
  readonly fields: readonly FieldName[];
  readonly language: Language;
}

/** What of an install decides by what it is scored and what is written to it. */
export type SettingsOwner = Pick<Install, 'timeZone' | 'settings'>;

/** A fault of a choice, in every language that the product speaks. */
export interface ChoiceFault {
  /** `preset`, `thresholds.band_good`, `fields` … */
  readonly key: string;
  readonly message: Wording;
}

/** What was chosen and still makes sense: a preset, threshold or field of a former version is as if it had not been chosen. */
export function choiceOf({ settings }: Pick<Install, 'settings'>): Choice {
  const preset = PRESETS.find(({ id }) => id === settings.preset)?.id ?? null;
  const given = z.record(z.string(), z.unknown()).safeParse(settings.thresholds).data ?? {};
  const thresholds = THRESHOLDS.flatMap(({ id }): [string, number][] =>
    typeof given[id] === 'number' ? [[id, given[id]]] : [],
  );
  const listed = z.array(z.string()).safeParse(settings.fields).data;
  const fields = listed === undefined ? null : FIELD_NAMES.filter((name) => listed.includes(name));
  return {
    ...{ preset, thresholds: Object.fromEntries(thresholds) },
    fields: fields === null || fields.length === 0 ? null : fields,
    language: languageSchema.safeParse(settings.language).data ?? null,
  };
}

/** The install's model, fields and language. A model that its choice would break is as configured. */
export function settingsOf(install: SettingsOwner, defaults: Defaults): Settings {
  const choice = choiceOf(install);
  const model = modelSchema.safeParse(modelOf(choice, install.timeZone, defaults)).data;
  const names = choice.fields ?? defaults.fields ?? FIELD_NAMES;
  return {
    model: model ?? baseModel(null, install.timeZone, defaults),
    fields: FIELD_NAMES.filter((name) => names.includes(name)),
    language: choice.language ?? defaults.language,
  };
}

/** The model before thresholds: the configured one as it is, or a preset with working hours where the account's people work. */
function baseModel(preset: string | null, timeZone: string, { model }: Defaults): Model {
  const hours = { ...defaultModel.businessHours, timeZone };
  const zoned = modelSchema.shape.businessHours.safeParse(hours).success
    ? { ...defaultModel, businessHours: hours }
    : defaultModel;
  const chosen = PRESETS.find(({ id }) => id === preset);
  if (chosen === undefined) return model ?? zoned;
  return { ...(model ?? zoned), ...chosen.model, id: chosen.id };
}

function modelOf({ preset, thresholds }: Choice, timeZone: string, defaults: Defaults): Model {
  return THRESHOLDS.reduce(
    (model, threshold) => {
      const value = thresholds[threshold.id];
      return value === undefined ? model : threshold.set(model, value);
    },
    baseModel(preset, timeZone, defaults),
  );
}

export interface CheckedChoice {
  readonly choice: Choice;
  readonly faults: readonly ChoiceFault[];
}

/** Checks a choice as a person sends it. All faults at once, each with its field and what to do; `choice` counts without faults only. */
export function checkChoice(
  given: unknown,
  { timeZone }: Pick<Install, 'timeZone'>,
  defaults: Defaults,
  metrics: readonly Pick<MetricDefinition, 'id'>[],
): CheckedChoice {
  const raw = z.record(z.string(), z.unknown()).safeParse(given).data;
  if (raw === undefined) {
    const message = { en: 'give preset, thresholds, fields and language', es: 'da modelo, umbrales, campos e idioma' };
    return { choice: choiceOf({ settings: {} }), faults: [{ key: 'choice', message }] };
  }
  const faults: ChoiceFault[] = Object.keys(raw)
    .filter((key) => !(CHOICE_KEYS as readonly string[]).includes(key))
    .map((key) => ({ key, message: oneOf('is not a setting', 'no es un ajuste', CHOICE_KEYS) }));
  const parsed = {
    preset: raw.preset ?? null,
    thresholds: raw.thresholds ?? {},
    fields: raw.fields ?? null,
    language: raw.language ?? null,
  };
  const ids = PRESETS.map(({ id }) => id);
  if (parsed.preset !== null && !ids.includes(String(parsed.preset)))
    faults.push({ key: 'preset', message: oneOf('is no preset', 'no es un modelo', ids) });
  if (parsed.language !== null && !languageSchema.safeParse(parsed.language).success)
    faults.push({ key: 'language', message: oneOf('is not spoken', 'no se habla', LANGUAGES) });
  faults.push(...fieldFaults(parsed.fields), ...thresholdFaults(parsed.thresholds));
  const choice = choiceSchema.safeParse(parsed);
  if (!choice.success || faults.length > 0) return { choice: choiceOf({ settings: {} }), faults };
  return { choice: choice.data, faults: modelFaults(modelOf(choice.data, timeZone, defaults), metrics) };
}

const oneOf = (en: string, es: string, values: readonly string[]): Wording => ({
  en: `${en}; choose from ${values.join(', ')}`,
  es: `${es}; elige entre ${values.join(', ')}`,
});

function fieldFaults(fields: unknown): ChoiceFault[] {
  if (fields === null) return [];
  if (!Array.isArray(fields) || fields.length === 0) {
    const message = { en: 'choose at least one field', es: 'elige al menos un campo' };
    return [{ key: 'fields', message }];
  }
  return fields
    .filter((name) => !(FIELD_NAMES as readonly unknown[]).includes(name))
    .map((name) => ({ key: `fields.${String(name)}`, message: oneOf('is no field', 'no es un campo', FIELD_NAMES) }));
}

function thresholdFaults(thresholds: unknown): ChoiceFault[] {
  const given = z.record(z.string(), z.unknown()).safeParse(thresholds).data;
  if (given === undefined) {
    const message = { en: 'give numbers by their names', es: 'da números con sus nombres' };
    return [{ key: 'thresholds', message }];
  }
  return Object.entries(given).flatMap(([id, value]): ChoiceFault[] => {
    const key = `thresholds.${id}`;
    const threshold = THRESHOLDS.find((one) => one.id === id);
    if (threshold === undefined) {
      const ids = THRESHOLDS.map((one) => one.id);
      return [{ key, message: oneOf('is no threshold', 'no es un umbral', ids) }];
    }
    const { min, max, whole } = threshold;
    const fits = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (fits) return [];
    const en = `give a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
    return [{ key, message: { en, es: `da un número ${whole ? 'entero ' : ''}de ${min} a ${max}` } }];
  });
}

/** What is wrong only in the whole: bands that do not fall, a model that weighs nothing. */
function modelFaults(model: Model, metrics: readonly Pick<MetricDefinition, 'id'>[]): ChoiceFault[] {
  const { good, fair, poor } = model.bands;
  if (!(good > fair && fair > poor)) {
    const en = `bands must fall: good ${good} above fair ${fair} above poor ${poor}`;
    const es = `los niveles deben bajar: buena ${good} sobre regular ${fair} sobre mala ${poor}`;
    return ['band_good', 'band_fair', 'band_poor'].map((id) => ({ key: `thresholds.${id}`, message: { en, es } }));
  }
  const parsed = modelSchema.safeParse(model);
  const issues = parsed.success
    ? checkModel(model, metrics)
    : parsed.error.issues.map((issue) => ({ key: issue.path.join('.'), message: issue.message }));
  return issues.map(({ key, message }) => ({ key: `model.${key}`, message: { en: message, es: message } }));
}
