import type { Answer, ApiCall } from './api-call.ts';
import { ApiError } from './api-error.ts';
import { batchAnswer } from './routes/batch-answer.ts';
import type { Portal } from './state/portal.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Lets the first `failures` inputs of a batch fail and does the rest: a 207 as HubSpot sends it when part of a batch breaks. */
export function withPartialFailure(
  portal: Portal,
  call: ApiCall,
  handle: (call: ApiCall) => Answer,
  failures: number,
): Answer {
  const inputs = isRecord(call.body) && Array.isArray(call.body.inputs) ? (call.body.inputs as unknown[]) : undefined;
  if (!inputs || !isRecord(call.body)) return handle(call);
  const failed = inputs.slice(0, failures);
  const answer = handle({ ...call, body: { ...call.body, inputs: inputs.slice(failures) } });
  const body = isRecord(answer.body) ? answer.body : {};
  const errors = failed.map((input) => {
    const { id, objectWriteTraceId } = isRecord(input) ? input : {};
    return new ApiError(500, 'internal error', { category: 'INTERNAL_ERROR' }).asItem({
      ...(id !== undefined && { ids: [String(id)] }),
      ...(typeof objectWriteTraceId === 'string' && { objectWriteTraceId: [objectWriteTraceId] }),
    });
  });
  const results = Array.isArray(body.results) ? body.results : [];
  const others = Array.isArray(body.errors) ? body.errors : [];
  return batchAnswer(portal, 207, results, [...others, ...errors]);
}
