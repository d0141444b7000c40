/** Settings of installs as doors use them: what can be chosen, whether it fits, what it would do, and keeping it. */
import type { MetricDefinition } from '../cx/define-metric.ts';
import type { Evaluate } from '../cx/evaluate.ts';
import { PRESETS } from '../cx/presets.ts';
import { THRESHOLDS } from '../cx/thresholds.ts';
import type { Install } from '../store/port.ts';
import { changeSettings } from './change-settings.ts';
import {
  type CheckedChoice,
  type Choice,
  checkChoice,
  type Defaults,
  type Settings,
  type SettingsOwner,
  settingsOf,
} from './install-settings.ts';
import { type Preview, previewSettings } from './preview-settings.ts';
import type { TaskDeps } from './tasks/deps.ts';

export interface SettingsKeeper {
  /** The configuration has a model of its own. */
  readonly configured: boolean;
  /** Each preset's own thresholds, and under null those of the configuration. */
  standards(install: SettingsOwner): ReadonlyMap<string | null, Readonly<Record<string, number>>>;
  check(given: unknown, install: SettingsOwner): CheckedChoice;
  preview(install: Install, choice: Choice): Promise<Preview>;
  /** False where nothing differs. @param by who, for the log. */
  save(install: Install, choice: Choice, by: string): Promise<boolean>;
}

export interface SettingsKeeperOptions {
  readonly deps: TaskDeps;
  readonly defaults: Defaults;
  readonly metrics: readonly Pick<MetricDefinition, 'id'>[];
  readonly evaluate: Evaluate;
}

export function createSettingsKeeper(options: SettingsKeeperOptions): SettingsKeeper {
  const { defaults, metrics, evaluate, deps } = options;
  const under = (install: SettingsOwner, choice: Partial<Choice>): Settings =>
    settingsOf({ ...install, settings: choice }, defaults);
  return {
    configured: defaults.model !== undefined,
    standards: (install) =>
      new Map(
        [null, ...PRESETS.map(({ id }) => id)].map((preset) => {
          const { model } = under(install, { preset });
          return [preset, Object.fromEntries(THRESHOLDS.map(({ id, get }) => [id, get(model)]))];
        }),
      ),
    check: (given, install) => checkChoice(given, install, defaults, metrics),
    preview: async (install, choice) =>
      await previewSettings(install, {
        ...{ deps, evaluate, now: new Date(deps.now()).toISOString() },
        ...{ model: settingsOf(install, defaults).model, changed: under(install, choice).model },
      }),
    save: async (install, choice, by) => await changeSettings(deps, install.id, choice, by),
  };
}
