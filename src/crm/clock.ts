/** The real clock. Only what starts the program and what waits for a CRM should need it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './port.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(ms, signal) {
    try {
      await sleep(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
