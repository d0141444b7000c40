/** What to do after a failed request: a pure decision with a reason word for the log. The waiting itself is the transport's. */

/** Why a request failed, in words that fit every CRM. An adapter makes it from the vendor's answer. */
export type Failure =
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly scopes: readonly string[]; readonly message: string }
  /** `policy`: which limit was met. `day`: until `resetsAt` (ISO 8601); `reason`: what is used up, for the admin. */
  | {
      readonly kind: 'limited';
      readonly policy: 'second' | 'window' | 'day' | 'unknown';
      readonly retryAfterMs: number | null;
      readonly resetsAt: string | null;
      readonly reason?: string;
    }
  /** The record or the account is busy for a while (HubSpot: 423 locked, 477 migration). */
  | { readonly kind: 'busy'; readonly reason: 'locked' | 'migration'; readonly retryAfterMs: number | null }
  | { readonly kind: 'server'; readonly status: number; readonly retryAfterMs: number | null }
  /** `sent`: the CRM may have received it. */
  | { readonly kind: 'network'; readonly reason: string; readonly sent: boolean }
  | { readonly kind: 'unknown_form'; readonly what: string };

export interface RetryDecision {
  readonly retry: boolean;
  readonly waitMs: number;
  /** A stable word for the log. */
  readonly reason: string;
}

export const MOST_ATTEMPTS = 5;
const ATTEMPTS_AT_FORM = 3;
const LOCKED_MS = 2_000;
const MIGRATION_MS = 60_000;
const WINDOW_MS = 10_000;
const SECOND_MS = 1_000;
const FIRST_PAUSE_MS = 500;

/**
 * `attempt` counts from 1. `idempotent`: doing it twice does no harm, so an unknown outcome may be tried again. `jitter` is
 * 0..1 and spreads callers that failed together over up to half a pause more.
 */
export function decideRetry(failure: Failure, attempt: number, idempotent: boolean, jitter: number): RetryDecision {
  const last = attempt >= MOST_ATTEMPTS;
  const growing = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + jitter / 2);
  switch (failure.kind) {
    case 'unauthorized':
    case 'forbidden':
      return { retry: false, waitMs: 0, reason: failure.kind };
    case 'unknown_form':
      // An answer that broke off is whole the next time; a page of something else than the CRM stays what it is.
      return { retry: idempotent && attempt < ATTEMPTS_AT_FORM, waitMs: growing, reason: failure.kind };
    case 'limited': {
      if (failure.policy === 'day') return { retry: false, waitMs: failure.retryAfterMs ?? 0, reason: 'limited_day' };
      const usual = failure.policy === 'second' ? SECOND_MS * (1 + jitter / 2) : WINDOW_MS * (1 + jitter / 20);
      return { retry: !last, waitMs: asked(failure, usual, growing), reason: `limited_${failure.policy}` };
    }
    case 'busy': {
      const usual = failure.reason === 'locked' ? LOCKED_MS * (1 + jitter / 2) : MIGRATION_MS;
      return { retry: !last, waitMs: asked(failure, usual, growing), reason: failure.reason };
    }
    case 'server':
      if (!idempotent) return { retry: false, waitMs: 0, reason: 'outcome_unknown' };
      return { retry: !last, waitMs: asked(failure, growing, growing), reason: `server_${failure.status}` };
    case 'network':
      if (failure.sent && !idempotent) return { retry: false, waitMs: 0, reason: 'outcome_unknown' };
      return { retry: !last, waitMs: growing, reason: 'network' };
  }
}

/** What the CRM asked for, or the usual; a pause of nothing, or of less than our own, would hammer it. */
function asked({ retryAfterMs }: { readonly retryAfterMs: number | null }, usual: number, least: number): number {
  return retryAfterMs === null ? usual : Math.max(retryAfterMs, least);
}
