import type { Answer } from '../api-call.ts';
import type { Portal } from '../state/portal.ts';

export type Fault = Readonly<Record<string, unknown>>;

/** HubSpot's batch answer: `okStatus` when everything went well, otherwise 207 with `numErrors` and `errors`. */
export function batchAnswer(
  portal: Portal,
  okStatus: number,
  results: readonly unknown[],
  errors: readonly Fault[],
): Answer {
  const now = portal.clock().toISOString();
  return {
    status: errors.length > 0 ? 207 : okStatus,
    body: {
      status: 'COMPLETE',
      results,
      ...(errors.length > 0 && { numErrors: errors.length, errors }),
      startedAt: now,
      completedAt: now,
    },
  };
}

/** Values that stand more than once in a list. */
export function duplicatesIn(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}
