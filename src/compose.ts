/** Builds everything by hand, once. Whatever needs a clock, a key, a folder or a CRM is given it here. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { alertText } from './cards/alert-text.ts';
import { cardWording } from './cards/card-wording.ts';
import { checkTemplate } from './cards/check-template.ts';
import type { DrawCard } from './cards/draw-card.ts';
import { type CardField, fieldSpecs, fieldValues, sameFields } from './cards/fields.ts';
import { loadCardFiles } from './cards/load.ts';
import { createRenderer, type Renderer } from './cards/render.ts';
import { type CardWording, cardView } from './cards/view.ts';
import { createDictionary, type Dictionary } from './cards/words.ts';
import type { Config } from './config.ts';
import { type Contributions, loadContributions } from './contributions.ts';
import { systemClock } from './crm/clock.ts';
import { hubspot } from './crm/hubspot/index.ts';
import { hubspotWords } from './crm/hubspot/words.ts';
import type { Crm, CrmConnection, CrmManifest, FieldSpec, Pacer } from './crm/port.ts';
import { salesforce } from './crm/salesforce/index.ts';
import { createSharedPacer, type SharedPacer } from './crm/shared-pacer.ts';
import { checkModel } from './cx/check-model.ts';
import { createEvaluate, type Evaluate } from './cx/evaluate.ts';
import type { Model } from './cx/model/model.ts';
import { LANGUAGES, type Language } from './cx/model/text.ts';
import type { Stage } from './cx/model/touchpoint.ts';
import { Bug, ConfigInvalid } from './errors.ts';
import { type Settings, type SettingsOwner, settingsOf } from './jobs/install-settings.ts';
import { createTextReaders } from './jobs/learn/read-learned.ts';
import type { Queue, Task } from './jobs/queue.ts';
import { createSettingsKeeper, type SettingsKeeper } from './jobs/settings-keeper.ts';
import { readStatus, type StatusReport } from './jobs/status.ts';
import { stepOutputs } from './jobs/step-outputs.ts';
import { storedTokens } from './jobs/stored-access.ts';
import { createTasks } from './jobs/tasks/create-tasks.ts';
import type { TaskDeps } from './jobs/tasks/deps.ts';
import { createTemplateKeeper, type TemplateKeeper, type TemplateKeeperOptions } from './jobs/template-keeper.ts';
import { createTemplateShelf, type TemplateShelf } from './jobs/template-shelf.ts';
import { readKeyFile } from './key-file.ts';
import type { Log } from './log.ts';
import { openHome } from './open-home.ts';
import { createScoreBeside } from './score-beside.ts';
import { openStore } from './store/open.ts';
import type { Install, Store } from './store/port.ts';

const DAY_MS = 86_400_000;

export interface Core {
  readonly config: Config;
  readonly log: Log;
  /** Milliseconds since 1970; stands still where the configuration fixes it. */
  readonly now: () => number;
  readonly store: Store;
  readonly queue: Queue;
  readonly crms: ReadonlyMap<string, Crm>;
  readonly contributions: Contributions;
  readonly wording: CardWording;
  readonly dictionary: Dictionary;
  readonly taskDeps: TaskDeps;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly drawCard: DrawCard;
  readonly modelOf: (install: SettingsOwner) => Model;
  /** Of what is written to an install's CRM. */
  readonly languageOf: (install: SettingsOwner) => Language;
  readonly settings: SettingsKeeper;
  readonly templateShelf: TemplateShelf;
  readonly templates: TemplateKeeper;
  /** The fields that Pulso can write; an install may have chosen fewer. */
  readonly allFields: readonly FieldSpec[];
  status(): Promise<StatusReport>;
  close(): Promise<void>;
}

/** The store, the queue, the engine, the CRMs and the tasks of one thread. */
export async function composeCore(config: Config, log: Log): Promise<Core> {
  openHome(config.home);
  const fixedNow = config.now === undefined ? null : Date.parse(config.now);
  const now = (): number => fixedNow ?? Date.now();
  const secretKey =
    config.key === undefined ? readKeyFile(join(config.home, 'key')) : Buffer.from(config.key, 'base64');
  const { store, queue } = await openStore({
    url: config.databaseUrl ?? join(config.home, 'pulso.db'),
    secretKey,
    clock: () => Date.now(),
  });
  const crms: ReadonlyMap<string, Crm> = new Map([hubspot, salesforce].map((crm) => [crm.manifest.id, crm]));
  const contributions = await loadContributions();
  const wording = cardWording(contributions);
  const cardFiles = loadCardFiles();
  const dictionary = createDictionary(cardFiles.locales);
  const shipped = cardFiles.templates;
  const renderer = createRenderer({ templates: shipped, dictionary });
  const shelf = createTemplateShelf({
    ...{ store, folder: join(config.home, 'templates'), now, log },
    check: (name, source) => checkTemplate(renderer, name, source),
  });
  const { drawCard, viewOf, languageOf, engine, ...scoring } = composeScoring(
    config,
    contributions,
    wording,
    renderer,
    shelf,
    dictionary,
  );
  const pacers = createPacers(store, log);
  const connect = createConnect(crms, store, log, pacers.of);
  const taskDeps: TaskDeps = {
    ...{ store, queue, now, log, connect, ...scoring },
    textReaderOf: createTextReaders(store),
    ...(availableParallelism() > 1 ? { scoreBeside: createScoreBeside(config) } : {}),
    lifecycleStage,
    announces: (crm) => crms.get(crm)?.manifest.capabilities.alerts === true,
    hears: (crm) => crms.get(crm)?.manifest.capabilities.requests === true,
    flagTitles: (flag) => Object.values(wording.flags[flag]?.title ?? {}),
    alertCooldownMs: config.alertCooldownDays * DAY_MS,
    linkBy: config.linkCustomers ?? null,
    templatesOf: shelf.of,
  };
  return {
    config,
    log,
    now,
    store,
    queue,
    crms,
    contributions,
    wording,
    dictionary,
    taskDeps,
    tasks: createTasks(taskDeps),
    drawCard,
    modelOf: scoring.modelOf,
    languageOf,
    allFields: fieldSpecs(contributions.flags),
    settings: createSettingsKeeper({
      ...{ deps: taskDeps, evaluate: engine, metrics: contributions.metrics },
      defaults: config,
    }),
    templateShelf: shelf,
    templates: createTemplateKeeper({ store, queue, shelf, renderer, shipped, viewOf, now }),
    status: () => readStatus(store, queue, now()),
    async close() {
      await pacers.close();
      await store.close();
    },
  };
}

type Scoring = Pick<
  TaskDeps,
  'modelOf' | 'evaluate' | 'fieldsOf' | 'fieldValues' | 'stepOutputs' | 'alertText' | 'sameFields'
> &
  Pick<Core, 'drawCard' | 'languageOf'> &
  Pick<TemplateKeeperOptions, 'viewOf'> & { readonly engine: Evaluate };

/** Signals → scorecard → field values, under the install's model, in its language and time zone. */
function composeScoring(
  config: Config,
  contributions: Contributions,
  wording: CardWording,
  renderer: Renderer,
  shelf: TemplateShelf,
  dictionary: Dictionary,
): Scoring {
  const evaluate = createEvaluate(contributions);
  const { modelOf, fieldsOf, languageOf } = createSettings(config, contributions);
  const versioned = createVersioned();
  const viewOf: TemplateKeeperOptions['viewOf'] = ({ scorecard, subject, signals, install, language }) => {
    const { minCoverage } = modelOf(install);
    const words = dictionary.words(language, install.timeZone);
    return cardView({ scorecard, subject, wording, signals, minCoverage }, words);
  };
  const drawCard: DrawCard = ({ template, templates, ...card }) => {
    const { language } = card;
    const drawn = renderer.renderWithFallback(template, viewOf(card), language, templates?.sources);
    if (drawn.fault !== null && templates !== undefined) shelf.broken(templates, template, drawn.fault);
    return drawn.document;
  };
  return {
    engine: evaluate,
    drawCard,
    viewOf,
    modelOf,
    fieldsOf,
    languageOf,
    evaluate: ({ install, modelVersion, ...input }) =>
      evaluate({ ...input, model: versioned(modelOf(install), modelVersion) }),
    fieldValues: ({ scorecard, subject, signals, object, install, templates }) => {
      const language = languageOf(install);
      const words = dictionary.words(language, install.timeZone);
      const template = subject.object === 'account' ? 'account' : 'contact';
      const draw = (inLanguage: Language) =>
        drawCard({ scorecard, subject, signals, install, language: inLanguage, template, templates });
      const translations = LANGUAGES.filter((one) => one !== language).map(draw);
      const fields = fieldsOf(install);
      return fieldValues({ scorecard, card: draw(language), translations, wording, words, fields, object });
    },
    stepOutputs: (install, scorecard) =>
      stepOutputs(scorecard, wording, dictionary.words(languageOf(install), install.timeZone)),
    alertText: (install, alert, name) =>
      alertText(alert, name, wording, dictionary.words(languageOf(install), install.timeZone)),
    sameFields,
  };
}

/** The same object for the same model and version: the engine checks every one that it sees for the first time. */
function createVersioned(): (model: Model, version: number | undefined) => Model {
  const known = new WeakMap<Model, Model>();
  return (model, version = model.version) => {
    const before = model.version === version ? model : known.get(model);
    if (before?.version === version) return before;
    const made = { ...model, version };
    known.set(model, made);
    return made;
  };
}

interface Made {
  readonly timeZone: string;
  readonly settings: Settings;
  readonly fields: readonly CardField[];
}

/** More installs than that share one program seldom. */
const MOST_SETTINGS = 200;

/**
 * What an install is scored by, writes and speaks: the configuration, and over it what its admin chose.
 * @throws ConfigInvalid where the configuration itself does not fit.
 */
function createSettings(config: Config, { metrics, flags }: Contributions) {
  const faults = config.model === undefined ? [] : checkModel(config.model, metrics);
  if (faults.length > 0) throw new ConfigInvalid(faults.map(({ key, message }) => ({ key: `model.${key}`, message })));
  fieldSpecs(flags, config.fields);
  // A job asks once per customer with the same object, a card each time with another one that says the same.
  const known = new WeakMap<object, Made>();
  const bySettings = new Map<string, Made>();
  const of = (install: SettingsOwner): Made => {
    const before = known.get(install.settings);
    if (before?.timeZone === install.timeZone) return before;
    const text = JSON.stringify([install.timeZone, install.settings]);
    const made = bySettings.get(text) ?? make(install);
    if (bySettings.size >= MOST_SETTINGS) bySettings.clear();
    bySettings.set(text, made);
    known.set(install.settings, made);
    return made;
  };
  const make = ({ timeZone, ...install }: SettingsOwner): Made => {
    const settings = settingsOf({ timeZone, ...install }, config);
    return { timeZone, settings, fields: fieldSpecs(flags, settings.fields) };
  };
  return {
    modelOf: (install: SettingsOwner) => of(install).settings.model,
    fieldsOf: (install: SettingsOwner) => of(install).fields,
    languageOf: (install: SettingsOwner) => of(install).settings.language,
  };
}

/** Salesforce has no lifecycle of its own; who keeps one there mostly uses HubSpot's words. */
function lifecycleStage(_crm: string, lifecycle: string | undefined): Stage | null {
  const word = lifecycle?.toLowerCase().replaceAll(/[\s_-]/g, '');
  return (word === undefined ? undefined : LIFECYCLE.get(word)) ?? null;
}
const LIFECYCLE = new Map(Object.entries(hubspotWords.stages.lifecyclestage?.values ?? {}));

/** One pacer per install: this program's share of what the account allows to all of them. */
function createPacers(
  store: Store,
  log: Log,
): { of(install: string, manifest: CrmManifest): Pacer; close(): Promise<void> } {
  const holder = randomUUID();
  const pacers = new Map<string, SharedPacer>();
  return {
    of(install, { buckets }) {
      const known = pacers.get(install);
      if (known !== undefined) return known;
      const options = { install, holder, buckets, ledger: store.permits, clock: systemClock };
      const pacer = createSharedPacer({ ...options, log: log.child({ install }) });
      pacers.set(install, pacer);
      return pacer;
    },
    async close() {
      await Promise.all([...pacers.values()].map((pacer) => pacer.close()));
    },
  };
}

/** One connection per install and address. */
function createConnect(
  crms: ReadonlyMap<string, Crm>,
  store: Store,
  log: Log,
  pacerOf: (install: string, manifest: CrmManifest) => Pacer,
): (install: Install) => CrmConnection {
  const connections = new Map<string, CrmConnection>();
  return (install) => {
    const settings = install.settings.crm ?? {};
    const key = `${install.id} ${install.baseUrl} ${JSON.stringify(settings)}`;
    const known = connections.get(key);
    if (known !== undefined) return known;
    const crm = crms.get(install.crm);
    if (crm === undefined) throw new Bug(`the install ${install.id} belongs to the unknown CRM ${install.crm}`);
    const connection = crm.connect({
      installId: install.id,
      baseUrl: install.baseUrl,
      settings,
      tokens: storedTokens({ store, clock: systemClock }, crm, install),
      pacer: pacerOf(install.id, crm.manifest),
      clock: systemClock,
      log: log.child({ install: install.id }),
    });
    connections.set(key, connection);
    return connection;
  };
}
