import { type LearnedQuality, learnedQuality } from '../../jobs/learn/learned-quality.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { table } from '../output.ts';

const HASH_SHOWN = 12;

function describeQuality(quality: LearnedQuality | null): string {
  if (quality === null) return '';
  if (quality.about === 'text') {
    const { adopted, reason, labels, macroF1 } = quality;
    const state = adopted ? 'adopted' : `not adopted (${reason})`;
    const both = macroF1 && `macro-F1 ${macroF1.model.toFixed(3)}, lexicons ${macroF1.lexicon.toFixed(3)}`;
    return [state, `${labels} rated texts`, both].filter(Boolean).join('; ');
  }
  const { kind, rows, left, auc, brier, ece, lift, leaks } = quality;
  return [
    kind === 'risk-index' ? 'risk index' : kind,
    `${left} left in ${rows} periods`,
    auc && `AUC ${auc.value.toFixed(2)} (${auc.low.toFixed(2)}–${auc.high.toFixed(2)})`,
    brier && `Brier ${brier.value.toFixed(3)} (base ${brier.base.toFixed(3)})`,
    ece !== null && `ECE ${ece.toFixed(3)}`,
    lift && `lift at 10 % ${lift.at10.toFixed(1)}`,
    leaks.length > 0 && `perhaps recorded afterwards: ${leaks.join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** `pulso models`: the models that an install was scored by, and which one is in use. */
export const addModels: AddCommand = (program, output) => {
  program
    .command('models')
    .description('The models that each install was scored by; scorecards name theirs.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON, with their content')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const reports = [];
        for (const { id } of await chooseInstalls(core, options.install)) {
          reports.push({ install: id, models: await core.store.models.list(id) });
        }
        if (options.json) return output.result(JSON.stringify(reports, null, 2));
        for (const { install, models } of reports) {
          output.result(
            models.length === 0
              ? `${install}: nobody was scored yet`
              : `${install}:\n${table(
                  ['kind', 'model', 'version', 'state', 'since', 'content', 'quality'],
                  models.map(({ kind, id, version, used, since, hash, content }) => [
                    ...[kind, id, version, used ? 'in use' : 'former', since, hash.slice(0, HASH_SHOWN)],
                    describeQuality(learnedQuality({ kind, content })),
                  ]),
                )}`,
          );
        }
      });
    });
};
