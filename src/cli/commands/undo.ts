import type { FieldResult } from '../../crm/port.ts';
import { holdInstall } from '../../jobs/hold-install.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { withSandbox } from '../with-sandbox.ts';

/** `pulso undo`: takes everything back that Pulso wrote, by removing its fields from the CRM, and pauses. */
export const addUndo: AddCommand = (program, output, exit) => {
  program
    .command('undo')
    .description('Remove all fields of Pulso, with their values, from the CRM, and pause.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        const undone: { install: string; records: number; fields: readonly FieldResult[] }[] = [];
        await withSandbox(core, installs, async () => {
          for (const install of installs) {
            await holdInstall(
              core,
              install,
              'Undone by an admin: the fields were removed. "pulso resume" creates and fills them again.',
            );
            // All that there are: one that is not written any more still stands there.
            const results = await core.taskDeps.connect(install).removeFields(core.allFields);
            const left = results.filter((result) => result.outcome === 'refused' || result.outcome === 'conflict');
            const records =
              left.length === 0
                ? await core.store.transaction((tx) => core.store.writebacks.undone(tx, install.id))
                : 0;
            undone.push({ install: install.id, records, fields: results });
            if (!options.json)
              output.result(
                `${install.id}: ${results.length - left.length} fields removed, ${records} records as before`,
              );
            for (const result of left)
              output.remark(`${result.object}.${result.field}: ${result.message ?? result.outcome}`);
            if (left.length > 0) exit(1);
          }
        });
        if (options.json) output.result(JSON.stringify(undone, null, 2));
      });
    });
};
