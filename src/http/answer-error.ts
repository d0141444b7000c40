import type { ErrorRequestHandler } from 'express';
import { PulsoError } from '../errors.ts';
import type { Log } from '../log.ts';

const STATUS: Readonly<Record<string, number>> = {
  webhook_rejected: 401,
  request_invalid: 400,
  config_invalid: 400,
  rate_limited: 503,
  quota_exhausted: 503,
  crm_unavailable: 503,
  store_conflict: 503,
  record_gone: 404,
};

/** Errors as JSON: the code and what to do. A rejected call learns nothing but that; a bug's details stay in the log. */
export function answerError(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = error instanceof PulsoError ? error : null;
    const status = known === null ? statusOf(error) : (STATUS[known.code] ?? 500);
    log[status >= 500 ? 'error' : 'info'](
      {
        method: request.method,
        path: request.path,
        code: known?.code,
        reason: error instanceof Error ? error.message : String(error),
      },
      'request failed',
    );
    if (status === 401) response.status(401).json({ error: 'unauthorized' });
    else if (known !== null && status < 500)
      response.status(status).json({ error: known.code, message: known.message });
    else
      response
        .status(status)
        .json({ error: status === 503 ? 'unavailable' : status < 500 ? 'bad_request' : 'internal' });
  };
}

/** Express's own errors (a body too large, a malformed path) carry a status. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : 500;
}
