import type { JobTable } from './runner.ts';

/** How soon `idle` sees what another thread or program did. */
const IDLE_POLL_MS = 50;

/** Resolves when nothing is busy; rejects with the signal's reason when that fires. */
export async function waitUntilIdle(
  table: Pick<JobTable, 'change'>,
  busy: () => Promise<boolean>,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const change = table.change(IDLE_POLL_MS, signal);
    if (!(await busy())) return;
    await change;
  }
}
