/**
 * Tells the CRM of alerts. What waits is stored with the scorecard that raised it, and what was told is stored after it was told:
 * when a program dies in between, the same alert is told again under the same id, by which whoever listens knows it.
 */
import type { AnnounceResult } from '../../crm/port.ts';
import { CrmUnavailable, RateLimited } from '../../errors.ts';
import type { ListedAlert } from '../../store/alerts.ts';
import type { Install, Transaction } from '../../store/port.ts';
import { changeInstall } from '../change-install.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { withInstall } from './with-install.ts';

/** So many are told between two notes of what was told. */
const PAGE = 100;
/** An alert of last week is no alert. */
const WAITS_DAYS = 7;
const DAY_MS = 86_400_000;
/** Refused so often for reasons that pass, it is given up. */
const MOST_TRIES = 10;
/** Where the CRM has no place for alerts yet, it is looked again so often. */
const LOOK_AGAIN_MS = 3_600_000;

type Row = Parameters<TaskDeps['store']['alerts']['finish']>[2][number];

/** Tells the CRM of every alert that waits. One that waits too long is given up. */
export function createAlert(deps: TaskDeps): Task {
  const { store } = deps;
  return withInstall(deps, async ({ install, connection, context }) => {
    const before = new Date(deps.now() - WAITS_DAYS * DAY_MS).toISOString();
    const tooLate = `nobody could be told within ${WAITS_DAYS} days`;
    await store.transaction((tx) => store.alerts.expire(tx, install.id, before, tooLate), install.id);
    for (;;) {
      const waiting = await store.alerts.waiting(install.id, PAGE);
      const living = waiting.filter(({ name }) => name !== null);
      const results = await connection.announce(living.map((alert) => announcementOf(deps, install, alert)));
      const rows = [
        ...living.flatMap((alert, index): Row[] => rowOf(alert, results[index])),
        ...waiting
          .filter(({ name }) => name === null)
          .map(({ id }): Row => ({ id, state: 'failed', error: 'the record is gone' })),
      ];
      const missing = results.find(({ outcome }) => outcome === 'unavailable');
      await store.transaction(async (tx) => {
        await store.alerts.finish(tx, install.id, rows);
        await keepNotice(deps, tx, install, missing?.outcome === 'unavailable' ? missing.message : null);
      }, install.id);
      // Nothing failed: the job comes back later, and does not use up its attempts.
      if (missing !== undefined) throw new RateLimited(LOOK_AGAIN_MS, { context: { install: install.id } });
      const again = rows.filter(({ state }) => state === 'waiting');
      if (again.length > 0) {
        throw new CrmUnavailable(`${again.length} alerts could not be told yet`, { context: { install: install.id } });
      }
      if (waiting.length < PAGE) return;
      context.signal.throwIfAborted();
    }
  });
}

function announcementOf(deps: TaskDeps, install: Install, alert: ListedAlert) {
  const { id, subject, kind, band, score, at, href } = alert;
  const text = deps.alertText(install, alert, alert.name ?? subject.id);
  return { id, object: subject.object, record: subject.id, kind, band, score, at, url: href, ...text };
}

/** What has no place yet waits as it is. */
function rowOf({ id, tries }: ListedAlert, result: AnnounceResult | undefined): Row[] {
  if (result === undefined) return [{ id, state: 'waiting', error: 'the CRM did not say what became of it' }];
  switch (result.outcome) {
    case 'sent':
      return [{ id, state: 'sent', error: null }];
    case 'failed': {
      const again = result.retry && tries + 1 < MOST_TRIES;
      return [{ id, state: again ? 'waiting' : 'failed', error: result.message }];
    }
    case 'unavailable':
      return [];
  }
}

/** Shown in the status until alerts get through. */
async function keepNotice(
  { store }: TaskDeps,
  tx: Transaction,
  { id, settings }: Install,
  alertNotice: string | null,
): Promise<void> {
  if ((settings.alertNotice ?? null) === alertNotice) return;
  await changeInstall(store, tx, id, (stored) => ({ ...stored, settings: { ...stored.settings, alertNotice } }));
}
