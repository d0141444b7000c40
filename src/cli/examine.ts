/** What is wrong with this Pulso, and what to do about it. */
import { join } from 'node:path';
import type { Core } from '../compose.ts';
import { PulsoError } from '../errors.ts';
import type { InstallStatus } from '../jobs/status.ts';
import { RUNNING_FILE } from '../program.ts';
import { findRunning } from '../running-file.ts';
import type { Install } from '../store/port.ts';

export interface Finding {
  /** The install, or `pulso` for the program itself. */
  readonly about: string;
  readonly verdict: 'ok' | 'note' | 'wrong';
  /** What is so, and where it is not well, what to do. */
  readonly says: string;
}

/** Below this share of its day's calls an account soon has to wait for tomorrow. */
const FEW_CALLS_LEFT = 1_000;
/** A sync is late after so many poll intervals. */
const LATE_AFTER_POLLS = 3;

/** Looks at everything that can be wrong, and asks each CRM. Changes nothing. */
export async function examine(core: Core): Promise<readonly Finding[]> {
  const { config, store, queue } = core;
  const findings: Finding[] = [];
  const say = (verdict: Finding['verdict'], says: string): void =>
    void findings.push({ about: 'pulso', verdict, says });
  const running = await findRunning(join(config.home, RUNNING_FILE));
  if (running !== null) say('ok', `works at ${running.url}${running.jobs ? '' : ', without doing jobs'}`);
  else say('note', 'no program works in this folder; "pulso start" begins');
  say('ok', `the store answers (${config.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL'})`);
  const { dead } = await queue.counts();
  if (dead > 0) say('wrong', `${dead} jobs were given up; "pulso jobs" says why, "pulso jobs retry --all" tries again`);

  const installs = await store.installs.list();
  if (installs.length === 0) say('note', 'no CRM is connected yet; "pulso start" begins with the sandbox');
  const { installs: statuses } = await core.status();
  for (const install of installs) {
    const status = statuses.find(({ id }) => id === install.id);
    findings.push(...(await examineInstall(core, install)));
    if (status !== undefined) findings.push(...judge(status, core.now(), running === null ? null : config.pollMinutes));
  }
  return findings;
}

/** What the CRM itself says of the connection. */
async function examineInstall(core: Core, install: Install): Promise<readonly Finding[]> {
  const about = install.id;
  if (install.status === 'paused') {
    return [{ about, verdict: 'wrong', says: `is paused: ${install.statusReason ?? 'no reason given'}` }];
  }
  try {
    const { identity, quotaLeft, missingScopes, unavailable } = await core.taskDeps.connect(install).health();
    const findings: Finding[] = [{ about, verdict: 'ok', says: `answers as ${identity.name} (${identity.accountId})` }];
    if (missingScopes.length > 0) {
      findings.push({
        about,
        verdict: 'wrong',
        says: `lacks rights: ${missingScopes.join(', ')}; grant them in the CRM`,
      });
    }
    for (const { object, reason } of unavailable) {
      findings.push({ about, verdict: 'note', says: `${object} cannot be read: ${reason}` });
    }
    if (quotaLeft !== null) {
      const verdict = quotaLeft < FEW_CALLS_LEFT ? 'wrong' : 'ok';
      const remedy = verdict === 'wrong' ? '; Pulso goes on when the day ends, or give it more' : '';
      findings.push({ about, verdict, says: `${quotaLeft} calls left today${remedy}` });
    }
    return findings;
  } catch (error) {
    if (!(error instanceof PulsoError)) throw error;
    const remedy = install.settings.sandbox === true ? ' The sandbox answers while "pulso start" runs.' : '';
    return [{ about, verdict: 'wrong', says: `${error.message}${remedy}` }];
  }
}

/** @param pollMinutes null where no program runs that could poll. */
function judge(status: InstallStatus, now: number, pollMinutes: number | null): readonly Finding[] {
  const { id: about, lastSyncAt, notices, setAside } = status;
  const findings: Finding[] = notices.map((says) => ({ about, verdict: 'note', says }));
  const count = setAside.reduce((sum, one) => sum + one.count, 0);
  if (count > 0) findings.push({ about, verdict: 'note', says: `${count} records set aside; "pulso status" says why` });
  const lateMs = lastSyncAt === null ? 0 : now - Date.parse(lastSyncAt);
  if (pollMinutes !== null && lateMs > LATE_AFTER_POLLS * pollMinutes * 60_000) {
    findings.push({ about, verdict: 'wrong', says: `was last read ${lastSyncAt}; look at the program's log` });
  }
  return findings;
}
