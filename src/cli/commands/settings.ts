import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Core } from '../../compose.ts';
import { RequestInvalid } from '../../errors.ts';
import { CHOICE_KEYS, type Choice, choiceOf } from '../../jobs/install-settings.ts';
import type { Preview } from '../../jobs/preview-settings.ts';
import type { Install } from '../../store/port.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { wholeNumber } from '../options.ts';
import { table } from '../output.ts';

interface SetOptions {
  readonly install?: string;
  readonly preset?: string;
  readonly threshold: Readonly<Record<string, number>>;
  readonly fields?: string;
  readonly language?: string;
  readonly file?: string;
  readonly by: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

function threshold(text: string, known: Readonly<Record<string, number>>): Record<string, number> {
  const [, id, value] = /^([a-z_]+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError('give it as name=number, such as slow_answer_hours=8');
  return { ...known, [id]: Number(value) };
}

/** `pulso settings`: what was chosen for an install, over the configuration; who changed it; and changing it. */
export const addSettings: AddCommand = (program, output) => {
  const settings = program.command('settings').description('What each install is scored by, writes and speaks.');

  settings
    .command('list')
    .description('What is chosen now, and the last changes.')
    .option('--install <id>', 'only this install')
    .option('--limit <count>', 'at most so many changes', wholeNumber(1, 10_000), 20)
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; limit: number; json?: boolean }) => {
      await withCore(async (core) => {
        const reports = [];
        for (const install of await chooseInstalls(core, options.install)) {
          reports.push({
            ...{ install: install.id, choice: choiceOf(install), ...inUse(core, install) },
            changes: await core.store.settingsLog.list(install.id, options.limit),
          });
        }
        if (options.json) return output.result(JSON.stringify(reports, null, 2));
        for (const { install, choice, model, fields, language, changes } of reports) {
          output.result(
            `${install}: model ${model}, ${fields} fields, ${language}; chosen here: ${JSON.stringify(choice)}`,
          );
          if (changes.length === 0) continue;
          output.result(
            table(
              ['at', 'by', 'before', 'after'],
              changes.map(({ at, by, before, after }) => [at, by, JSON.stringify(before), JSON.stringify(after)]),
            ),
          );
        }
      });
    });

  settings
    .command('set')
    .description('Choose for an install. What is not named stays; --dry-run only says what would happen.')
    .option('--install <id>', 'only this install')
    .option('--preset <id>', 'a model to begin from ("configured": the configuration’s)')
    .option('--threshold <name=number>', 'a number of the model; may be repeated', threshold, {})
    .option('--fields <names>', 'fields to write, separated by commas ("all": as configured)')
    .option('--language <code>', 'of what is written ("configured": the configuration’s)')
    .option('--file <path>', 'JSON with preset, thresholds, fields and language: the whole choice')
    .option('--by <who>', 'for the log', 'the command line')
    .option('--dry-run', 'check and preview, keep nothing')
    .option('--json', 'as JSON')
    .action(async (options: SetOptions) => {
      await withCore(async (core) => {
        const results = [];
        for (const install of await chooseInstalls(core, options.install)) {
          const choice = checked(core, install, wanted(options, choiceOf(install)));
          const { said, ...result } = options.dryRun
            ? await tried(core, install, choice)
            : await kept(core, install, choice, options.by);
          results.push({ install: install.id, choice, ...result });
          if (!options.json) output.result(`${install.id}: ${said}`);
        }
        if (options.json) output.result(JSON.stringify(results, null, 2));
      });
    });

  settings
    .command('reset')
    .description('As the configuration says again.')
    .option('--install <id>', 'only this install')
    .option('--by <who>', 'for the log', 'the command line')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; by: string; json?: boolean }) => {
      await withCore(async (core) => {
        const results = [];
        for (const install of await chooseInstalls(core, options.install)) {
          const changed = await core.settings.save(install, checked(core, install, {}), options.by);
          results.push({ install: install.id, changed });
          if (!options.json) output.result(`${install.id}: ${changed ? 'as configured' : 'nothing was chosen'}`);
        }
        if (options.json) output.result(JSON.stringify(results, null, 2));
      });
    });
};

async function tried(core: Core, install: Install, choice: Choice) {
  const preview = await core.settings.preview(install, choice);
  return { preview, said: sentence(preview) };
}

async function kept(core: Core, install: Install, choice: Choice, by: string) {
  const changed = await core.settings.save(install, choice, by);
  return { changed, said: changed ? 'kept; everybody is scored anew' : 'nothing differs' };
}

function inUse(core: Core, install: Install) {
  const fields = new Set(core.taskDeps.fieldsOf(install).map(({ name }) => name));
  return { model: core.modelOf(install).id, fields: fields.size, language: core.languageOf(install) };
}

/** The choice with what the command names. */
function wanted(options: SetOptions, before: Choice): unknown {
  if (options.file !== undefined) return readChoiceFile(options.file);
  const { preset, fields, language } = options;
  return {
    preset: preset === undefined ? before.preset : preset === 'configured' ? null : preset,
    thresholds: { ...before.thresholds, ...options.threshold },
    fields:
      fields === undefined ? before.fields : fields === 'all' ? null : fields.split(',').map((name) => name.trim()),
    language: language === undefined ? before.language : language === 'configured' ? null : language,
  };
}

function readChoiceFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const message = `${path} cannot be read as JSON (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new RequestInvalid('The settings cannot be read:', [{ key: '--file', message }]);
  }
}

function checked(core: Core, install: Install, given: unknown): Choice {
  const { choice, faults } = core.settings.check(given, install);
  if (faults.length === 0) return choice;
  const named = faults.map(({ key, message }) => ({ key, message: message.en }));
  throw new RequestInvalid(`These settings (${CHOICE_KEYS.join(', ')}) cannot be kept:`, named);
}

function sentence({ customers, of, changed, counts }: Preview): string {
  const moves = counts
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, customers: count }) => `${count} ${from} → ${to}`);
  const some = customers === of ? `${customers}` : `${customers} of ${of}, evenly chosen,`;
  return `${changed} of the ${some} customers looked at would change band${moves.length > 0 ? `: ${moves.join(', ')}` : ''}`;
}
