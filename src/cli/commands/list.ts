import { basename } from 'node:path';
import { fieldSpecs } from '../../cards/fields.ts';
import { loadCardFiles } from '../../cards/load.ts';
import { loadContributions } from '../../contributions.ts';
import { hubspot } from '../../crm/hubspot/index.ts';
import { salesforce } from '../../crm/salesforce/index.ts';
import { defaultModel } from '../../cx/default-model.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';

/** `pulso list`: everything installed, from the manifests, without running any of it. */
export const addList: AddCommand = (program, output) => {
  program
    .command('list')
    .description('What is installed: metrics, flags, cards, CRMs, fields.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { metrics, flags } = await loadContributions();
      const { templates } = loadCardFiles();
      const listed = {
        metrics: metrics.map(({ id, title, describes, nature, unit, needs, better }) => ({
          id,
          title,
          describes,
          nature,
          unit,
          needs,
          better,
          weight: defaultModel.weights[id] ?? 0,
        })),
        flags: flags.map(({ id, title, describes, needs, advice }) => ({ id, title, describes, needs, advice })),
        cards: Object.keys(templates).map((name) => basename(name)),
        crms: [hubspot, salesforce].map(({ manifest: { id, title, apiVersion, capabilities } }) => ({
          id,
          title,
          apiVersion,
          capabilities,
        })),
        fields: fieldSpecs(flags).map(({ object, name, label, type }) => ({ object, name, label, type })),
      };
      if (options.json) {
        output.result(JSON.stringify(listed, null, 2));
        return;
      }
      output.result(
        [
          table(
            ['metric', 'weight', 'nature', 'unit', 'title'],
            listed.metrics.map((metric) => [metric.id, metric.weight, metric.nature, metric.unit, metric.title.en]),
          ),
          table(
            ['flag', 'title'],
            listed.flags.map((flag) => [flag.id, flag.title.en]),
          ),
          table(
            ['card'],
            listed.cards.map((card) => [card]),
          ),
          table(
            ['crm', 'title', 'api'],
            listed.crms.map((crm) => [crm.id, crm.title, crm.apiVersion]),
          ),
          table(
            ['field', 'object', 'type', 'label'],
            listed.fields.map((field) => [field.name, field.object, field.type, field.label]),
          ),
        ].join('\n\n'),
      );
    });
};
