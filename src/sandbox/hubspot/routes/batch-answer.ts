import { type Answer, type ApiCall, versionOf } from '../api-call.ts';
import type { Fault } from '../api-error.ts';
import type { Portal } from '../state/portal.ts';

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

/** A batch without results: 204 in the numbered versions, an empty batch answer in the dated ones. */
export function emptyBatchAnswer(portal: Portal, call: ApiCall): Answer {
  return versionOf(call).startsWith('v') ? { status: 204 } : batchAnswer(portal, 200, [], []);
}

/** What a batch that creates schema or associations answers: 201 until 2026-03, 200 in 2026-09. */
export function createdStatus(call: ApiCall): number {
  return versionOf(call) === '2026-09' ? 200 : 201;
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
