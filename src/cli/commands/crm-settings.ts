import { readFileSync } from 'node:fs';
import { RequestInvalid } from '../../errors.ts';
import { chooseCrmSettings, crmSettingsOf } from '../../jobs/choose-crm-settings.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';

function readFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const message = `${path} cannot be read as JSON (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new RequestInvalid('The settings cannot be read:', [{ key: '--file', message }]);
  }
}

/** `pulso crm-settings`: what the fields and objects of an install's CRM mean, and how it is read and written. */
export const addCrmSettings: AddCommand = (program, output) => {
  program
    .command('crm-settings')
    .description('How each install’s CRM is read and written; --file or --reset changes it.')
    .option('--install <id>', 'only this install')
    .option(
      '--file <path>',
      'JSON with the settings that differ from what is shipped (docs/hubspot.md, docs/salesforce.md)',
    )
    .option('--reset', 'as shipped')
    .action(async (options: { install?: string; file?: string; reset?: boolean }) => {
      await withCore(async (core) => {
        const given = options.file === undefined ? {} : readFile(options.file);
        const isChange = options.file !== undefined || options.reset === true;
        if (isChange)
          for (const install of await chooseInstalls(core, options.install))
            await chooseCrmSettings(core, install, given);
        const inForce = (await chooseInstalls(core, options.install)).map((install) => ({
          install: install.id,
          settings: crmSettingsOf(core, install),
        }));
        output.result(JSON.stringify(inForce, null, 2));
        if (isChange) output.remark('Everything is read again by the running program, or by "pulso sync".');
      });
    });
};
