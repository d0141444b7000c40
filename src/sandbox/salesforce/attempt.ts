import type { Answer } from './api-call.ts';
import { ApiError } from './api-error.ts';

/** Whatever a handler throws becomes Salesforce's error; an unforeseen fault a 500 that says what happened. */
export function attempt(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (fault) {
    const error =
      fault instanceof ApiError
        ? fault
        : new ApiError(
            500,
            'UNKNOWN_EXCEPTION',
            fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
          );
    return { status: error.status, body: error.items() };
  }
}
