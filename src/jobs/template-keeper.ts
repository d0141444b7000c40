/** Card templates of installs as doors use them: which there are, whether one fits, what it would show, and keeping it. */
import { createHash } from 'node:crypto';
import { checkTemplate, type TemplateFault } from '../cards/check-template.ts';
import type { CardDocument } from '../cards/document.ts';
import { CARD_TEMPLATES, type CardTemplate } from '../cards/draw-card.ts';
import type { Renderer } from '../cards/render.ts';
import type { CardSubject, CardView } from '../cards/view.ts';
import type { Scorecard, Subject } from '../cx/model/scorecard.ts';
import type { Signal } from '../cx/model/signal.ts';
import type { Language } from '../cx/model/text.ts';
import type { Install, ScoredSubject, Store } from '../store/port.ts';
import type { SettingsOwner } from './install-settings.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';
import { TEMPLATE_OBJECT, type TemplateShelf } from './template-shelf.ts';

export interface TemplateState {
  readonly name: CardTemplate;
  readonly shipped: string;
  /** Where the one that is shown comes from. */
  readonly from: 'shipped' | 'folder' | 'console';
  readonly source: string;
  /** Of the file; null unless `from` is `folder`. */
  readonly path: string | null;
  /** Who kept it and when; null unless `from` is `console`. */
  readonly kept: { readonly by: string; readonly at: string } | null;
}

export interface TemplateKeeper {
  list(install: string): Promise<readonly TemplateState[]>;
  /** By template: why the one that an install has cannot be drawn. */
  faults(install: string): Promise<Readonly<Record<string, string>>>;
  /** Real customers, or accounts, on whom a template can be tried: the lowest scores first. */
  examples(install: string, name: CardTemplate): Promise<readonly ScoredSubject[]>;
  /** Every fault that it has, drawn for made-up and real customers. */
  check(install: Install, name: CardTemplate, source: string): Promise<readonly TemplateFault[]>;
  /** As the example would see it. Throws TemplateInvalid. */
  draw(
    install: Install,
    name: CardTemplate,
    source: string,
    of: ScoredSubject,
    language: Language,
  ): Promise<CardDocument>;
  /** Keeps it where it has no fault; returns its faults. @param by who, for the log. */
  save(install: Install, name: CardTemplate, source: string, by: string): Promise<readonly TemplateFault[]>;
  /** Back to what the folder has, or was shipped. False where nothing was kept. */
  reset(install: Install, name: CardTemplate, by: string): Promise<boolean>;
}

export interface TemplateKeeperOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly shelf: TemplateShelf;
  readonly renderer: Renderer;
  /** The shipped templates by name. */
  readonly shipped: Readonly<Record<string, string>>;
  readonly viewOf: (drawn: {
    readonly scorecard: Scorecard;
    readonly subject: CardSubject;
    readonly signals: readonly Signal[];
    readonly install: SettingsOwner;
    readonly language: Language;
  }) => CardView;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const EXAMPLES = 12;
const SIGNALS_OF_EXAMPLE = 64;

/** What the settings' log says of a template: enough to see that it is another one. */
const inLog = (source: string | null): string =>
  source === null ? 'none' : createHash('sha256').update(source).digest('hex').slice(0, 12);

export function createTemplateKeeper(options: TemplateKeeperOptions): TemplateKeeper {
  const { store, queue, shelf, renderer, shipped, viewOf, now } = options;
  const objectOf = (name: CardTemplate): Subject['object'] => (name === 'account' ? 'account' : 'customer');

  async function view(install: Install, subject: ScoredSubject, language: Language): Promise<CardView> {
    const page = { until: subject.scorecard.at, skip: 0, limit: SIGNALS_OF_EXAMPLE };
    const signals = await store.signals.latest(install.id, subject, page);
    return viewOf({ scorecard: subject.scorecard, subject, signals, install, language });
  }

  /** What was written into the CRM is drawn anew for everybody: the card stands in a field of theirs. */
  async function change(install: string, name: CardTemplate, source: string | null, by: string): Promise<boolean> {
    const at = new Date(now()).toISOString();
    return await store.transaction(async (tx) => {
      const before = (await store.templates.list(install)).find((one) => one.name === name)?.source ?? null;
      if (before === source) return false;
      if (source === null) await store.templates.remove(tx, install, name);
      else await store.templates.put(tx, install, { name, source, at, by });
      const key = `template ${name}`;
      await store.settingsLog.add(tx, install, {
        ...{ at, by, before: { [key]: inLog(before) }, after: { [key]: inLog(source) } },
      });
      await store.setAsides.clear(tx, install, TEMPLATE_OBJECT, [name]);
      await store.subjects.markAllDirty(tx, install);
      await enqueueTask(queue, tx, 'score', install);
      return true;
    }, install);
  }

  const keeper: TemplateKeeper = {
    async list(install) {
      // Whoever looks at them is told of a fault, also before a card was drawn.
      await shelf.of(install);
      const [kept, files] = await Promise.all([store.templates.list(install), shelf.files(install)]);
      return CARD_TEMPLATES.map((name): TemplateState => {
        const own = kept.find((one) => one.name === name);
        const file = files.find((one) => one.name === name);
        const text = shipped[name] ?? '';
        if (own !== undefined) {
          const { source, by, at } = own;
          return { name, shipped: text, from: 'console', source, path: null, kept: { by, at } };
        }
        if (file !== undefined) {
          return { name, shipped: text, from: 'folder', source: file.source, path: file.path, kept: null };
        }
        return { name, shipped: text, from: 'shipped', source: text, path: null, kept: null };
      });
    },

    async faults(install) {
      const rows = await store.setAsides.of(install, TEMPLATE_OBJECT, CARD_TEMPLATES);
      return Object.fromEntries(rows.map(({ record, detail }) => [record, detail]));
    },

    examples: (install, name) => store.scorecards.worst(install, objectOf(name), EXAMPLES),

    async check(install, name, source) {
      const examples = await keeper.examples(install.id, name);
      const views = await Promise.all(examples.map((example) => view(install, example, 'en')));
      return checkTemplate(renderer, name, source, views);
    },

    async draw(install, name, source, of, language) {
      return renderer.render(name, await view(install, of, language), language, { [name]: source });
    },

    async save(install, name, source, by) {
      const faults = await keeper.check(install, name, source);
      if (faults.length === 0) await change(install.id, name, source, by);
      return faults;
    },

    reset: (install, name, by) => change(install.id, name, null, by),
  };
  return keeper;
}
