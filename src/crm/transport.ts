/** pace → send → classify → retry. The only place that waits for a CRM; it knows no CRM by name. */
import {
  AccessRevoked,
  CrmChanged,
  CrmUnavailable,
  type PulsoError,
  QuotaExhausted,
  RateLimited,
  ScopeMissing,
} from '../errors.ts';
import type { Log } from '../log.ts';
import { LONGEST_WAIT_MS } from './paced-line.ts';
import type { Clock, CrmManifest, CrmRequest, CrmResponse, Pacer, SeenLimit, TokenSource, Transport } from './port.ts';
import { decideRetry, type Failure } from './retry.ts';

/** One attempt, classified by the adapter: either an answer or a failure, and what the answer told of the limits. */
export type Attempt = {
  readonly limit?: (SeenLimit & { readonly bucket: string }) | undefined;
} & (
  | { readonly response: CrmResponse; readonly failure?: undefined }
  | { readonly failure: Failure; readonly response?: undefined }
);

/** Sends one request once. Never retries, never waits; throws only the signal's reason. */
export type SendOnce = (request: CrmRequest, accessToken: string) => Promise<Attempt>;

export interface TransportOptions {
  readonly manifest: Pick<CrmManifest, 'id'>;
  readonly send: SendOnce;
  readonly tokens: TokenSource;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly log: Log;
  /** 0..1; spreads retries of callers that failed together. */
  readonly random?: () => number;
}

/** A request is sent so often with ever newer tokens before we take the refusal for what it is. */
const MOST_REFUSALS = 3;

/** The path without its query, for logs and errors. */
const placeOf = (request: CrmRequest): string => `${request.method} ${request.path.split('?', 1)[0]}`;

export function createTransport(options: TransportOptions): Transport {
  const { manifest, send, tokens, pacer, clock, log, random = Math.random } = options;

  async function attemptOnce(request: CrmRequest, token: string): Promise<Attempt> {
    const permit = await pacer.take(request.bucket, request.signal);
    const startedAt = clock.now();
    try {
      const attempt = await send(request, token);
      log.debug(
        {
          crm: manifest.id,
          call: placeOf(request),
          status: attempt.response?.status ?? attempt.failure?.kind,
          ms: clock.now() - startedAt,
        },
        'crm call',
      );
      return attempt;
    } finally {
      permit.release();
    }
  }

  return {
    async send(request) {
      let token = await tokens.current();
      let refusals = 0;
      for (let attempt = 1; ; attempt += 1) {
        request.signal?.throwIfAborted();
        const { response, failure, limit } = await attemptOnce(request, token);
        if (limit) pacer.learn(limit.bucket, limit);
        if (response) return response;
        if (failure.kind === 'unauthorized') {
          refusals += 1;
          if (refusals === MOST_REFUSALS)
            throw new AccessRevoked('fresh tokens were refused as well', { context: { crm: manifest.id } });
          token = await tokens.renew(token);
          continue;
        }
        const decision = decideRetry(failure, attempt, request.idempotent, random());
        log.info({ crm: manifest.id, call: placeOf(request), attempt, ...decision }, 'crm call failed');
        // Everybody on this bucket waits, not only the one who was told to.
        if (failure.kind === 'limited' && failure.policy !== 'day') pacer.hold(request.bucket, decision.waitMs);
        if (!decision.retry || decision.waitMs > LONGEST_WAIT_MS) {
          throw errorOf(failure, decision.waitMs, clock.now(), placeOf(request));
        }
        await clock.wait(decision.waitMs, request.signal);
      }
    },
  };
}

/** The error of the family that tells the job what happened and when it may come again. */
function errorOf(failure: Failure, waitMs: number, now: number, place: string): PulsoError {
  const details = { context: { call: place } };
  switch (failure.kind) {
    case 'unauthorized':
      return new AccessRevoked('the token was refused', details);
    case 'forbidden':
      return new ScopeMissing(failure.scopes, place, details);
    case 'limited': {
      if (failure.policy !== 'day') return new RateLimited(waitMs, details);
      const resetsAt = failure.resetsAt ?? new Date(now + (waitMs || 3_600_000)).toISOString();
      return new QuotaExhausted(resetsAt, details, failure.reason);
    }
    case 'busy':
      return new RateLimited(waitMs, { context: { ...details.context, reason: failure.reason } });
    case 'server':
      return failure.retryAfterMs !== null && failure.retryAfterMs > LONGEST_WAIT_MS
        ? new RateLimited(failure.retryAfterMs, details)
        : new CrmUnavailable(`status ${failure.status}`, details);
    case 'network':
      return new CrmUnavailable(failure.reason, details);
    case 'unknown_form':
      return new CrmChanged(failure.what, details);
  }
}
