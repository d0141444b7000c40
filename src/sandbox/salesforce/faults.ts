import { z } from 'zod';
import { FaultRules } from '../shared/fault-rules.ts';
import { ApiError, invalidSession } from './api-error.ts';

export const FAULT_KINDS = [
  'expired-session',
  'request-limit',
  'concurrent-limit',
  'server-unavailable',
  'error',
  'row-lock',
  'row-error',
  'slow',
  'drop-before',
  'drop-after',
  'malformed-json',
] as const;

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
  kind: z.enum(FAULT_KINDS),
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
  /** For `error` and `row-error`. */
  errorCode: z.string().optional(),
  message: z.string().optional(),
  /** For `slow`. */
  delayMs: z.number().nonnegative().optional(),
  /** For `row-lock` and `row-error`: how many records of the request fail. */
  failures: z.number().int().positive().optional(),
});
export type FaultRule = z.infer<typeof faultSchema>;

export class Faults extends FaultRules<FaultRule> {
  /** The rules that strike this request, in the order they were added. */
  override strike(method: string, path: string): FaultRule[] {
    return super.strike(method, path, FAULT_KINDS);
  }
}

/** The error a rule answers a whole request with, or undefined for rules that work otherwise. */
export function faultError(rule: FaultRule): ApiError | undefined {
  switch (rule.kind) {
    case 'expired-session':
      return invalidSession();
    case 'request-limit':
      return new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', rule.message ?? 'TotalRequests Limit exceeded.');
    case 'concurrent-limit':
      return new ApiError(
        403,
        'REQUEST_LIMIT_EXCEEDED',
        rule.message ?? 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      );
    case 'server-unavailable':
      return new ApiError(503, 'SERVER_UNAVAILABLE', rule.message ?? 'Server Unavailable');
    case 'error':
      return new ApiError(
        rule.status ?? 500,
        rule.errorCode ?? 'UNKNOWN_EXCEPTION',
        rule.message ??
          'An unexpected error occurred. Please include this ErrorId if you contact support: 1073741824-10001 (-1305011271)',
      );
    default:
      return undefined;
  }
}

/** What the first records of a request fail with; undefined when no such rule strikes. */
export function rowFaultOf(rules: readonly FaultRule[]): (() => ApiError | undefined) | undefined {
  const rule = rules.find((each) => each.kind === 'row-lock' || each.kind === 'row-error');
  if (!rule) return undefined;
  let left = rule.failures ?? 1;
  return () => {
    if (left === 0) return undefined;
    left -= 1;
    return rule.kind === 'row-lock'
      ? new ApiError(400, 'UNABLE_TO_LOCK_ROW', rule.message ?? 'unable to obtain exclusive access to this record', [])
      : new ApiError(400, rule.errorCode ?? 'UNKNOWN_EXCEPTION', rule.message ?? 'An unexpected error occurred.', []);
  };
}
