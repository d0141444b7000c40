import { z } from 'zod';
import { FaultRules } from '../shared/fault-rules.ts';
import { ApiError, rateLimited } from './api-error.ts';

export const REQUEST_FAULTS = [
  'rate-limit',
  'error',
  'slow',
  'drop-before',
  'drop-after',
  'expired-token',
  'partial-batch',
  'locked',
  'migrating',
  'malformed-json',
] as const;
export const WEBHOOK_FAULTS = ['webhook-duplicate', 'webhook-reorder', 'webhook-lose', 'webhook-delay'] as const;

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** What `POST /_sandbox/faults` accepts. */
export const faultSchema = z.strictObject({
  kind: z.enum([...REQUEST_FAULTS, ...WEBHOOK_FAULTS]),
  /** Requests it applies to; any method if absent. */
  method: z.string().optional(),
  /** A regular expression on the path; any path if absent. */
  path: z.string().refine(isPattern, 'is not a regular expression').optional(),
  /** How often it strikes before it is spent; without end if absent. */
  count: z.number().int().positive().optional(),
  /** Matching requests it lets pass first. */
  skip: z.number().int().nonnegative().optional(),
  /** Chance per matching request, drawn from `seed`. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  /** For `error`. */
  status: z.number().int().min(400).max(599).optional(),
  message: z.string().optional(),
  /** For `rate-limit`. */
  policy: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']).optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
  /** For `slow` and `webhook-delay`. */
  delayMs: z.number().nonnegative().optional(),
  /** For `partial-batch`: how many inputs fail. */
  failures: z.number().int().positive().optional(),
});
export type FaultRule = z.infer<typeof faultSchema>;

/** The rules that are switched on, and which of them strike. */
export class Faults extends FaultRules<FaultRule> {
  /** The rules that strike this request, in the order they were added. */
  override strike(method: string, path: string, kinds: readonly string[] = REQUEST_FAULTS): FaultRule[] {
    return super.strike(method, path, kinds);
  }
}

const STATUS_MESSAGE: Readonly<Record<number, string>> = {
  500: 'internal error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The error a rule answers with, or undefined for rules that work otherwise. */
export function faultError(rule: FaultRule): ApiError | undefined {
  const retryAfter = rule.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(rule.retryAfterSeconds) };
  switch (rule.kind) {
    case 'rate-limit':
      return rateLimited(rule.policy ?? 'TEN_SECONDLY_ROLLING', retryAfter);
    case 'error': {
      const status = rule.status ?? 500;
      return new ApiError(status, rule.message ?? STATUS_MESSAGE[status] ?? 'error', { headers: retryAfter });
    }
    case 'expired-token':
      return new ApiError(401, 'The OAuth token used to make this call expired 0 second(s) ago.', {
        category: 'EXPIRED_AUTHENTICATION',
      });
    case 'locked':
      return new ApiError(423, rule.message ?? 'Resource is locked. Retry after at least 2 seconds.', {
        category: 'LOCKED',
        headers: retryAfter,
      });
    case 'migrating':
      return new ApiError(477, rule.message ?? 'Data migration in progress.', {
        category: 'MIGRATION_IN_PROGRESS',
        headers: { 'Retry-After': String(rule.retryAfterSeconds ?? 1) },
      });
    default:
      return undefined;
  }
}
