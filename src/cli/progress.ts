import type { InstallStatus, StatusReport } from '../jobs/status.ts';

/** One line that says how far the first pass, or a sync, has come. */
export function progressLine(report: StatusReport, startedAt: number, now: number): string {
  return report.installs.map((install) => installLine(install, startedAt, now)).join(' | ');
}

const BAR_WIDTH = 24;

function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.min(BAR_WIDTH, Math.round((done / total) * BAR_WIDTH));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}

function installLine(install: InstallStatus, startedAt: number, now: number): string {
  if (install.status === 'paused') return `${install.id} paused: ${install.statusReason ?? ''}`;
  const reading = install.streams.filter((stream) => stream.phase === 'backfill');
  const read = install.streams.reduce((sum, stream) => sum + stream.read, 0);
  const known = install.streams.reduce((sum, stream) => sum + Math.max(stream.total ?? 0, stream.read), 0);
  if (install.lastSyncAt === null) {
    const perSecond = Math.round(read / Math.max(1, (now - startedAt) / 1000));
    const what = reading[0]?.object ?? 'fields';
    return `${install.id} reading ${bar(read, known)} ${read} records, ${perSecond}/s (${what})`;
  }
  if (install.toScore > 0) {
    const scored = Object.values(install.customers)
      .concat(Object.values(install.accounts))
      .reduce((sum, count) => sum + count, 0);
    return `${install.id} scoring ${bar(scored, scored + install.toScore)} ${install.toScore} to go`;
  }
  if (install.toWrite > 0) return `${install.id} writing, ${install.toWrite} records to go`;
  return `${install.id} up to date`;
}
