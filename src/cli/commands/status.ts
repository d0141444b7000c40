import type { InstallStatus, StatusReport } from '../../jobs/status.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { table } from '../output.ts';

/** `pulso status`: how everything stands, and what was set aside and why. */
export const addStatus: AddCommand = (program, output) => {
  program
    .command('status')
    .description('How everything stands: installs, last sync, bands, what was set aside and why.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const report = await withCore((core) => core.status());
      output.result(options.json ? JSON.stringify(report, null, 2) : describe(report));
    });
};

function describe(report: StatusReport): string {
  const { queue } = report;
  const jobs = `Jobs: ${queue.waiting} waiting, ${queue.running} running, ${queue.dead} given up`;
  const dead = report.dead.map((job) => `  ${job.task} ${job.id}, ${job.failedAt}: ${job.error}`);
  if (report.installs.length === 0) return 'No CRM is connected yet. Run "pulso start".';
  return [...report.installs.map(describeInstall), [jobs, ...dead].join('\n')].join('\n\n');
}

function describeInstall(install: InstallStatus): string {
  const state = install.status === 'active' ? 'active' : `paused: ${install.statusReason ?? 'no reason given'}`;
  return [
    `${install.id} (${install.name}), ${state}`,
    `  API ${install.baseUrl}, records ${install.uiUrl}`,
    `  last sync ${install.lastSyncAt ?? 'not finished yet'}; ${install.signals} signals; ${install.toScore} to score, ${install.toWrite} to write`,
    ...install.linked.map(
      ({ other, customers }) => `  ${customers} customers are scored with what ${other} knows of them`,
    ),
    ...install.notices.map((notice) => `  notice: ${notice}`),
    '',
    table(
      ['', 'good', 'fair', 'poor', 'critical', 'not enough known'],
      (['customers', 'accounts'] as const).map((object) => {
        const bands = install[object];
        return [object, bands.good, bands.fair, bands.poor, bands.critical, bands.insufficient];
      }),
    ),
    '',
    table(
      ['stream', 'phase', 'read', 'of', 'last look'],
      install.streams.map((stream) => [stream.object, stream.phase, stream.read, stream.total, stream.updatedAt]),
    ),
    ...(install.setAside.length === 0
      ? ['', 'Nothing was set aside.']
      : [
          '',
          'Set aside:',
          table(
            ['records', 'object', 'reason', 'for example'],
            install.setAside.map(({ count, object, reason, example }) => [
              count,
              object,
              reason,
              `${example.record}: ${example.detail}`,
            ]),
          ),
        ]),
  ].join('\n');
}
