import { setTimeout as delay } from 'node:timers/promises';
import type { StatusReport } from '../jobs/status.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What is still to come, as sentences. */
  readonly waitingFor: readonly string[];
}

const ANSWERS_WITHIN_MS = 5_000;

/** A database that neither answers nor refuses is as good as away. */
async function withinReason<Result>(answer: Promise<Result>): Promise<Result> {
  const over = new AbortController();
  const late = delay(ANSWERS_WITHIN_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error(`The store has not answered for ${ANSWERS_WITHIN_MS / 1000} s.`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    over.abort();
    late.catch(() => {});
  }
}

/**
 * Ready once every account is connected (`missing` tells which are not) and every active install had its first pass; from then on
 * it stays ready while the store answers.
 */
export function createReadiness(
  status: () => Promise<StatusReport>,
  missing: () => Promise<readonly string[]> = async () => [],
): () => Promise<Readiness> {
  const passed = new Set<string>();
  return async () => {
    let installs: StatusReport['installs'];
    const waitingFor: string[] = [];
    try {
      ({ installs } = await withinReason(status()));
      waitingFor.push(...(await withinReason(missing())));
    } catch (error) {
      return { ready: false, waitingFor: [error instanceof Error ? error.message : String(error)] };
    }
    if (installs.length === 0 && waitingFor.length === 0) waitingFor.push('No CRM is connected.');
    for (const install of installs) {
      if (install.firstPassDone) passed.add(install.id);
      if (install.status === 'paused')
        waitingFor.push(`${install.id} is paused: ${install.statusReason ?? 'no reason given'}`);
      else if (!passed.has(install.id)) waitingFor.push(`${install.id}: the first pass is under way.`);
    }
    return { ready: waitingFor.length === 0, waitingFor };
  };
}
