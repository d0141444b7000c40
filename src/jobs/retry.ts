import { PulsoError, QuotaExhausted, RateLimited } from '../errors.ts';
import type { JobFailure } from './queue.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_600_000;

export const DEFAULT_MAX_ATTEMPTS = 25;

export type RetryDecision = Pick<JobFailure, 'outcome' | 'runAt'>;

/**
 * What becomes of a job whose attempt failed. Pauses double from 1 s to at most 1 h, and each is shortened by up to half so
 * that jobs which failed together do not come back together ("equal jitter",
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). `random` gives 0..1.
 */
export function retryDecision(
  error: unknown,
  job: { readonly attempt: number; readonly maxAttempts: number },
  nowMs: number,
  random: () => number,
): RetryDecision {
  const at = (ms: number) => new Date(ms).toISOString();
  if (error instanceof RateLimited) return { outcome: 'later', runAt: at(nowMs + error.retryAfterMs) };
  if (error instanceof QuotaExhausted) {
    const resetsMs = Date.parse(error.resetsAt);
    return {
      outcome: 'later',
      runAt: at(Number.isNaN(resetsMs) ? nowMs + LONGEST_PAUSE_MS : Math.max(resetsMs, nowMs)),
    };
  }
  const hopeless = error instanceof PulsoError && !error.retry;
  if (hopeless || job.attempt >= job.maxAttempts) return { outcome: 'dead', runAt: null };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (job.attempt - 1), LONGEST_PAUSE_MS);
  return { outcome: 'retry', runAt: at(nowMs + Math.round(pauseMs * (1 - random() / 2))) };
}

/** What a dead letter says of its error; the message of a PulsoError holds no secrets and nobody's words. */
export function errorText(error: unknown): string {
  if (error instanceof PulsoError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
