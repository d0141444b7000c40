/** What the settings page inside HubSpot shows, and what an admin changes there. */
import { z } from 'zod';
import { metricTitle } from '../../cards/view.ts';
import type { Words } from '../../cards/words.ts';
import type { Language } from '../../cx/model/text.ts';
import { PRESETS } from '../../cx/presets.ts';
import { THRESHOLDS } from '../../cx/thresholds.ts';
import type { Place } from '../../cx/what-if.ts';
import { holdInstall, resumeInstall } from '../../jobs/hold-install.ts';
import { type Choice, type ChoiceFault, choiceOf } from '../../jobs/install-settings.ts';
import type { Preview } from '../../jobs/preview-settings.ts';
import { enqueueTask } from '../../jobs/tasks/names.ts';
import type { Install, SettingsChange, StreamState } from '../../store/port.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { SignedCall } from '../verify.ts';

const CHANGES_SHOWN = 10;

type Thresholds = Readonly<Record<string, number>>;

export interface SettingsAnswer {
  /** This person is named among the admins of this Pulso. */
  readonly mayChange: boolean;
  readonly account: { readonly name: string; readonly id: string; readonly timeZone: string };
  readonly status: Install['status'];
  readonly reason: string | null;
  /** Refused fields, missing scopes, objects that this account cannot give. */
  readonly notices: readonly string[];
  readonly streams: readonly (Pick<StreamState, 'object' | 'read' | 'phase' | 'updatedAt'> & {
    readonly title: string;
  })[];
  readonly waiting: { readonly scores: number; readonly writes: number };
  /** In use. */
  readonly model: {
    readonly id: string;
    readonly version: number;
    readonly bands: Readonly<Record<'good' | 'fair' | 'poor', number>>;
    /** Share that has to be known before a number is shown, in percent. */
    readonly minCoverage: number;
    readonly weights: readonly { readonly title: string; readonly percent: number }[];
  };
  /** What was chosen for this account; null where it is as the configuration says. */
  readonly choice: Choice;
  /** What there is to choose from. The preset null is the configuration's own model. */
  readonly presets: readonly {
    readonly id: string | null;
    readonly title: string;
    readonly describes: string;
    readonly thresholds: Thresholds;
  }[];
  readonly thresholds: readonly {
    readonly id: string;
    readonly title: string;
    readonly unit: string | null;
    readonly min: number;
    readonly max: number;
  }[];
  /** Every field that there is; those that are not written keep their last values in the CRM. */
  readonly fields: readonly { readonly name: string; readonly label: string; readonly written: boolean }[];
  readonly language: Language;
  /** The one that is written where none is chosen. */
  readonly configuredLanguage: Language;
  /** The last changes, the newest first. */
  readonly changes: readonly SettingsChange[];
}

/** The answer to a preview; to a choice that does not fit, its faults in the language of whoever looks. */
export interface ChoiceAnswer {
  readonly faults?: readonly { readonly key: string; readonly message: string }[];
  readonly preview?: Omit<Preview, 'counts' | 'flags'> & {
    readonly counts: readonly (Preview['counts'][number] & { readonly fromLabel: string; readonly toLabel: string })[];
    readonly flags: readonly (Preview['flags'][number] & { readonly title: string })[];
  };
}

type Deps = Pick<
  HttpDeps,
  | 'store'
  | 'queue'
  | 'now'
  | 'wording'
  | 'modelOf'
  | 'allFields'
  | 'fieldsOf'
  | 'languageOf'
  | 'language'
  | 'admins'
  | 'settings'
>;

const settingsSchema = z.object({
  notices: z.array(z.string()).default([]),
  unavailable: z.record(z.string(), z.array(z.string())).default({}),
});
export const changeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['pause', 'resume', 'rescore']) }),
  z.strictObject({ do: z.enum(['preview', 'save']), choice: z.unknown() }),
]);
export type Change = z.infer<typeof changeSchema>;

/** HubSpot says who looks, but not what they may; so who may change something is written down in Pulso. */
export const mayChange = ({ admins }: Pick<Deps, 'admins'>, { user }: SignedCall): boolean =>
  user?.email != null && admins.includes(user.email.toLowerCase());

/** The install as it is stored at this moment. */
const latest = async ({ store }: Pick<Deps, 'store'>, { install }: SignedCall): Promise<Install> =>
  (await store.installs.get(install.id)) ?? install;

export async function settingsAnswer(deps: Deps, call: SignedCall, words: Words): Promise<SettingsAnswer> {
  const { store } = deps;
  const install = await latest(deps, call);
  const { notices, unavailable } = settingsSchema.parse(install.settings);
  return {
    mayChange: mayChange(deps, call),
    account: { name: install.name, id: install.accountId, timeZone: install.timeZone },
    status: install.status,
    reason: install.statusReason,
    notices: [...notices, ...Object.values(unavailable).flat()],
    // Others are clocks of our own.
    streams: (await store.streams.list(install.id))
      .filter(({ object }) => words.has(`object.${object}`))
      .map(({ object, read, phase, updatedAt }) => ({
        ...{ object, read, phase, updatedAt },
        title: words.t(`object.${object}`),
      })),
    waiting: {
      scores: await store.subjects.countDirty(install.id),
      writes: await store.writebacks.countPending(install.id),
    },
    model: await modelAnswer(deps, install, words),
    choice: choiceOf(install),
    presets: presetsAnswer(deps, install, words.language),
    thresholds: THRESHOLDS.map(({ id, title, unit, min, max }) => ({
      ...{ id, title: title[words.language], unit: unit?.[words.language] ?? null, min, max },
    })),
    fields: fieldsAnswer(deps, install),
    language: deps.languageOf(install),
    configuredLanguage: deps.language,
    changes: await store.settingsLog.list(install.id, CHANGES_SHOWN),
  };
}

async function modelAnswer(deps: Deps, install: Install, words: Words): Promise<SettingsAnswer['model']> {
  const model = deps.modelOf(install);
  const sum = Object.values(model.weights).reduce((total, weight) => total + weight, 0);
  const used = (await deps.store.models.list(install.id)).find(({ kind, used }) => kind === 'score' && used);
  return {
    id: model.id,
    version: used?.id === model.id ? used.version : model.version,
    bands: model.bands,
    minCoverage: Math.round(model.minCoverage * 100),
    weights: Object.entries(model.weights)
      .filter(([, weight]) => weight > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([metric, weight]) => ({
        title: metricTitle(metric, deps.wording, words),
        percent: Math.round((weight / sum) * 1000) / 10,
      })),
  };
}

const CONFIGURED = {
  title: { en: 'As configured', es: 'Como está configurado' },
  describes: { en: 'The model of Pulso’s own configuration.', es: 'El modelo de la configuración de Pulso.' },
};

/** The shipped model needs no second entry: without a model of its own, the configuration means the first preset. */
function presetsAnswer({ settings }: Deps, install: Install, language: Language): SettingsAnswer['presets'] {
  const standards = settings.standards(install);
  const entries = [
    ...(settings.configured ? [{ id: null, ...CONFIGURED }] : []),
    ...PRESETS.map((preset, index) => ({ ...preset, id: index === 0 && !settings.configured ? null : preset.id })),
  ];
  return entries.map(({ id, title, describes }) => ({
    ...{ id, title: title[language], describes: describes[language] },
    thresholds: standards.get(id) ?? {},
  }));
}

function fieldsAnswer(deps: Deps, install: Install): SettingsAnswer['fields'] {
  const written = new Set(deps.fieldsOf(install).map(({ name }) => name));
  const labels = new Map(deps.allFields.map(({ name, label }) => [name, label]));
  return [...labels].map(([name, label]) => ({ name, label, written: written.has(name) }));
}

const inLanguage = (faults: readonly ChoiceFault[], language: Language) =>
  faults.map(({ key, message }) => ({ key, message: message[language] }));

/** Does what was asked for; null where the page is to be shown as it is now. */
export async function change(deps: Deps, call: SignedCall, asked: Change, words: Words): Promise<ChoiceAnswer | null> {
  const { store, queue } = deps;
  const install = await latest(deps, call);
  const who = call.user?.email ?? 'Somebody';
  switch (asked.do) {
    case 'pause':
      await holdInstall({ store }, install, `${who} paused it in HubSpot.`);
      await logStatus(deps, install, 'paused', who);
      return null;
    case 'resume':
      await resumeInstall({ store, queue }, install);
      await logStatus(deps, install, 'active', who);
      return null;
    case 'rescore':
      await store.transaction(async (tx) => {
        await store.subjects.markAllDirty(tx, install.id);
        await enqueueTask(queue, tx, 'score', install.id);
      }, install.id);
      return null;
    default: {
      const { choice, faults } = deps.settings.check(asked.choice, install);
      if (faults.length > 0) return { faults: inLanguage(faults, words.language) };
      if (asked.do === 'preview')
        return { preview: previewAnswer(deps, await deps.settings.preview(install, choice), words) };
      await deps.settings.save(install, choice, `${who} in HubSpot`);
      return null;
    }
  }
}

async function logStatus(
  { store, now }: Deps,
  { id, status }: Install,
  after: Install['status'],
  who: string,
): Promise<void> {
  const change = { at: new Date(now()).toISOString(), by: `${who} in HubSpot` };
  await store.transaction(
    (tx) => store.settingsLog.add(tx, id, { ...change, before: { status }, after: { status: after } }),
    id,
  );
}

function previewAnswer({ wording }: Deps, preview: Preview, words: Words): NonNullable<ChoiceAnswer['preview']> {
  const label = (place: Place) => words.t(`band.${place}`);
  return {
    ...preview,
    counts: preview.counts.map((count) => ({ ...count, fromLabel: label(count.from), toLabel: label(count.to) })),
    flags: preview.flags.map((flag) => ({
      ...flag,
      title: wording.flags[flag.flag]?.title[words.language] ?? flag.flag,
    })),
  };
}
