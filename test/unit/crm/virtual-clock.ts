import type { Clock } from '../../../src/crm/port.ts';

/** Time that passes only when everybody waits: events happen in the order of their time, whatever the machine does. */
export interface VirtualClock extends Clock {
  /** Lets time pass until the promise is settled. */
  until<Result>(promise: Promise<Result>): Promise<Result>;
}

export function virtualClock(start = 1_000_000): VirtualClock {
  let now = start;
  const sleepers: { at: number; wake: () => void }[] = [];
  const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + ms, wake: () => resolve() };
        sleepers.push(sleeper);
        sleepers.sort((a, b) => a.at - b.at);
        signal?.addEventListener('abort', () => {
          const place = sleepers.indexOf(sleeper);
          if (place !== -1) sleepers.splice(place, 1);
          reject(signal.reason);
        });
      });
    },
    async until(promise) {
      let settled = false;
      const watched = promise.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      for (;;) {
        await idle();
        if (settled) return await watched;
        const next = sleepers.shift();
        if (!next) throw new Error('everybody waits for nothing');
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}
