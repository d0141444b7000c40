/** A choice as it is being made: what the inputs hold, what is wrong with it, and what is sent. */
import type { Choice, Fault, Preset, Settings } from './answer.ts';
import type { Words } from './words.ts';

/** In a select, what stands for null. */
export const AS_CONFIGURED = 'configured';

export interface Draft {
  readonly preset: string;
  /** Every threshold, the model's own included; what is no number is not given yet. */
  readonly thresholds: Readonly<Record<string, number>>;
  readonly fields: readonly string[];
  readonly language: string;
}

const selectValue = (id: string | null): string => id ?? AS_CONFIGURED;

export function presetOf({ presets }: Settings, preset: string): Preset | undefined {
  return presets.find(({ id }) => selectValue(id) === preset) ?? presets[0];
}

export function draftOf(settings: Settings): Draft {
  const { choice, fields, presets } = settings;
  // The first entry may be the shipped model under either name.
  const preset = presets.some(({ id }) => id === choice.preset) ? selectValue(choice.preset) : AS_CONFIGURED;
  return {
    preset,
    thresholds: { ...presetOf(settings, preset)?.thresholds, ...choice.thresholds },
    fields: fields.filter(({ written }) => written).map(({ name }) => name),
    language: selectValue(choice.language),
  };
}

/** Another model brings its own thresholds; those that a person set stay. */
export function withPreset(settings: Settings, draft: Draft, preset: string): Draft {
  const [before, after] = [presetOf(settings, draft.preset), presetOf(settings, preset)];
  const own = Object.entries(draft.thresholds).filter(([id, value]) => value !== before?.thresholds[id]);
  return { ...draft, preset, thresholds: { ...after?.thresholds, ...Object.fromEntries(own) } };
}

/** The model's own thresholds again. */
export function withStandards(settings: Settings, draft: Draft): Draft {
  return { ...draft, thresholds: { ...presetOf(settings, draft.preset)?.thresholds } };
}

/** What is sent: only what differs from the model, and null for everything that is as configured. */
export function choiceOf(settings: Settings, draft: Draft): Choice {
  const standards = presetOf(settings, draft.preset)?.thresholds ?? {};
  const own = Object.entries(draft.thresholds).filter(([id, value]) => value !== standards[id]);
  const before = draftOf(settings).fields;
  const same = before.length === draft.fields.length && before.every((name) => draft.fields.includes(name));
  const all = draft.fields.length === settings.fields.length;
  return {
    preset: draft.preset === AS_CONFIGURED ? null : draft.preset,
    thresholds: Object.fromEntries(own),
    fields: same ? settings.choice.fields : all ? null : draft.fields,
    language: draft.language === 'en' || draft.language === 'es' ? draft.language : null,
  };
}

export function differs(settings: Settings, draft: Draft): boolean {
  const [before, after] = [choiceOf(settings, draftOf(settings)), choiceOf(settings, draft)];
  const text = ({ thresholds, ...rest }: Choice) => JSON.stringify([rest, Object.entries(thresholds).sort()]);
  return text(before) !== text(after);
}

/** What can be said before Pulso is asked: numbers out of range, bands that do not fall, no field at all. */
export function faultsOf({ thresholds }: Settings, draft: Draft, words: Words): readonly Fault[] {
  const faults: Fault[] = thresholds.flatMap(({ id, min, max }) => {
    const value = draft.thresholds[id];
    const fits = value !== undefined && value >= min && value <= max;
    return fits ? [] : [{ key: `thresholds.${id}`, message: words.range(min, max) }];
  });
  const bands = ['band_good', 'band_fair', 'band_poor'];
  const [good = 0, fair = 0, poor = 0] = bands.map((id) => draft.thresholds[id]);
  if (faults.length === 0 && !(good > fair && fair > poor)) {
    faults.push(...bands.map((id) => ({ key: `thresholds.${id}`, message: words.fall })));
  }
  if (draft.fields.length === 0) faults.push({ key: 'fields', message: words.atLeastOne });
  return faults;
}
