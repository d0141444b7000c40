/**
 * The org's API requests of the last 24 hours are everybody's: once the install's share is used, Pulso stops, before other
 * integrations suffer. Every answer tells the state (`Sforce-Limit-Info: api-usage=18/15000`).
 */
import type { Clock } from '../port.ts';

/** The window rolls hour by hour: asking again much earlier would only use it up. */
const PAUSE_MS = 15 * 60_000;

export interface Budget {
  /** Reads the header of an answer. */
  note(header: string | undefined): void;
  /** Until when (milliseconds since 1970) nothing should be sent, and why; null when there is room. */
  held(): { readonly until: number; readonly reason: string } | null;
}

export function createBudget(share: number, clock: Clock): Budget {
  let seen: { readonly used: number; readonly limit: number; readonly at: number } | null = null;
  return {
    note(header) {
      const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
      if (used !== undefined && Number(limit) > 0) seen = { used: Number(used), limit: Number(limit), at: clock.now() };
    },
    held() {
      if (seen === null || seen.used < seen.limit * share) return null;
      const until = seen.at + PAUSE_MS;
      if (until <= clock.now()) return null;
      const reason = `${seen.used} of the org's ${seen.limit} API requests of the last 24 hours are used, and Pulso stops at ${Math.round(share * 100)} % so that the org's other integrations can go on (setting apiShare)`;
      return { until, reason };
    },
  };
}
