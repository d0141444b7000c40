/**
 * An install's own card templates: files in a folder, and over them what an admin keeps from the console. A broken one costs
 * nobody a card, and is shown to the admin among what was set aside until it is mended.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TemplateFault } from '../cards/check-template.ts';
import { CARD_TEMPLATES, type OwnTemplates } from '../cards/draw-card.ts';
import type { TemplateInvalid } from '../errors.ts';
import type { Log } from '../log.ts';
import type { SetAsideRow, Store } from '../store/port.ts';

/** Under these words a broken template stands among what was set aside. */
export const TEMPLATE_OBJECT = 'template';
const REASON = 'template_invalid';

/** The folder of templates for every install that has no folder of its own. */
const EVERYBODY = 'all';
/** How long a folder is taken to be as it was read. */
const READ_EVERY_MS = 1_000;
/** Faults that are told once and not for every card. */
const MOST_TOLD = 1_000;

export interface TemplateFile {
  readonly name: string;
  readonly source: string;
  readonly path: string;
}

export interface TemplateShelf {
  /** As they are now; a change in the folder is noticed within two seconds. */
  of(install: string): Promise<OwnTemplates>;
  /** The files alone, an install's own before those for everybody. */
  files(install: string): Promise<readonly TemplateFile[]>;
  /** A card could not be drawn by the install's own template. */
  broken(templates: OwnTemplates, name: string, fault: TemplateInvalid): void;
}

export interface TemplateShelfOptions {
  readonly store: Store;
  /** Holds `<install>/cards/*.hbs` and `all/cards/*.hbs`; need not exist. */
  readonly folder: string;
  readonly check: (name: string, source: string) => readonly TemplateFault[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

async function filesIn(folder: string): Promise<readonly TemplateFile[]> {
  const names = await readdir(folder).catch(() => []);
  const wanted = names.filter((name) => name.endsWith('.hbs')).sort();
  return await Promise.all(
    wanted.map(async (file) => {
      const path = join(folder, file);
      return { name: basename(file, '.hbs'), path, source: await readFile(path, 'utf8') };
    }),
  );
}

/** Of this install and nobody else: its id is never a way to another folder. */
const isFolderName = (install: string) => basename(install) === install && !install.startsWith('.');

export function createTemplateShelf({ store, folder, check, now, log }: TemplateShelfOptions): TemplateShelf {
  const read = new Map<string, { readonly at: number; readonly files: Promise<readonly TemplateFile[]> }>();
  const known = new Map<string, OwnTemplates>();
  const told = new Set<string>();

  async function readFiles(install: string): Promise<readonly TemplateFile[]> {
    const everybody = await filesIn(join(folder, EVERYBODY, 'cards'));
    const own = isFolderName(install) ? await filesIn(join(folder, install, 'cards')) : [];
    return [...own, ...everybody.filter(({ name }) => !own.some((file) => file.name === name))];
  }

  function files(install: string): Promise<readonly TemplateFile[]> {
    const before = read.get(install);
    const at = performance.now();
    if (before !== undefined && at - before.at < READ_EVERY_MS) return before.files;
    const reading = readFiles(install);
    read.set(install, { at, files: reading });
    return reading;
  }

  /** Nobody waits for it: a card must not hang on the store's writers. */
  function keep(install: string, faulty: ReadonlyMap<string, string>, sound: readonly string[]): void {
    const at = new Date(now()).toISOString();
    const rows = [...faulty].map(
      ([record, detail]): SetAsideRow => ({ object: TEMPLATE_OBJECT, record, reason: REASON, detail, at }),
    );
    store
      .transaction(async (tx) => {
        await store.setAsides.clear(tx, install, TEMPLATE_OBJECT, sound);
        if (rows.length > 0) await store.setAsides.put(tx, install, rows);
      }, install)
      .catch((error: unknown) => log.error({ install, reason: String(error) }, 'a template fault was not kept'));
  }

  function look({ install, sources }: OwnTemplates): void {
    const faulty = new Map<string, string>();
    for (const [name, source] of Object.entries(sources)) {
      const [fault] = check(name, source);
      if (fault !== undefined) faulty.set(name, fault.message);
    }
    for (const [name, message] of faulty) log.warn({ install, template: name, reason: message }, 'template broken');
    keep(
      install,
      faulty,
      CARD_TEMPLATES.filter((name) => !faulty.has(name)),
    );
  }

  /** From before, when there were templates that are gone now. */
  async function hasFaults(install: string): Promise<boolean> {
    return (await store.setAsides.counts(install)).some(({ object }) => object === TEMPLATE_OBJECT);
  }

  return {
    files,
    async of(install) {
      const [stored, inFolder] = await Promise.all([store.templates.list(install), files(install)]);
      const sources = Object.fromEntries([...inFolder, ...stored].map(({ name, source }) => [name, source]));
      const mark = createHash('sha256')
        .update(JSON.stringify(Object.entries(sources).sort()))
        .digest('base64');
      const before = known.get(install);
      if (before?.mark === mark) return before;
      const templates = { install, sources, mark };
      known.set(install, templates);
      if (before !== undefined || Object.keys(sources).length > 0 || (await hasFaults(install))) look(templates);
      return templates;
    },
    broken({ install, mark }, name, { message }) {
      const fault = [install, mark, name, message].join('\n');
      if (told.has(fault)) return;
      if (told.size >= MOST_TOLD) told.clear();
      told.add(fault);
      log.warn({ install, template: name, reason: message }, 'template broken');
      keep(install, new Map([[name, message]]), []);
    },
  };
}
