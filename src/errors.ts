/**
 * The error family. Every error has a `code` (stable, documented in docs/errors.md), says whether a retry can help, and its
 * message ends with what to do. `context` names ids and fields, never secrets and never a customer's words.
 */

export type ErrorContext = Record<string, string | number | boolean | null | undefined | readonly string[]>;

interface ErrorDetails {
  readonly context?: ErrorContext;
  readonly cause?: unknown;
}

/** Base of the family. `retry` is true when doing the same again later can succeed. */
export class PulsoError extends Error {
  readonly code: string;
  readonly retry: boolean;
  readonly context: ErrorContext;

  constructor(code: string, retry: boolean, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.retry = retry;
    this.context = details.context ?? {};
  }
}

/** One fault found in a configuration or in an input: where it is and what to do. */
export interface Fault {
  readonly key: string;
  readonly message: string;
}

function listFaults(title: string, faults: readonly Fault[]): string {
  return [title, ...faults.map((fault) => `  - ${fault.key}: ${fault.message}`)].join('\n');
}

/** The configuration has faults; all of them are listed. Exit code 2. */
export class ConfigInvalid extends PulsoError {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super('config_invalid', false, listFaults('The configuration is not valid:', faults));
    this.faults = faults;
  }
}

/** A request or an input file has faults; all of them are listed. */
export class RequestInvalid extends PulsoError {
  readonly faults: readonly Fault[];
  constructor(title: string, faults: readonly Fault[]) {
    super('request_invalid', false, listFaults(title, faults));
    this.faults = faults;
  }
}

/** A webhook or card call failed verification. The reason is for our log, never for the caller. */
export class WebhookRejected extends PulsoError {
  constructor(reason: string, details?: ErrorDetails) {
    super('webhook_rejected', false, `The call was not accepted: ${reason}.`, details);
  }
}

/** The CRM refused the access token (401). The transport refreshes once; after that it becomes AccessRevoked. */
export class TokenExpired extends PulsoError {
  constructor(details?: ErrorDetails) {
    super('token_expired', true, 'The CRM refused the access token. It will be refreshed.', details);
  }
}

/** The CRM account no longer lets us in. The install is paused until somebody connects it again. */
export class AccessRevoked extends PulsoError {
  constructor(reason: string, details?: ErrorDetails) {
    super(
      'access_revoked',
      false,
      `The CRM no longer accepts our access (${reason}). Connect the account again.`,
      details,
    );
  }
}

/** A scope or permission is missing; `scopes` names it. */
export class ScopeMissing extends PulsoError {
  readonly scopes: readonly string[];
  constructor(scopes: readonly string[], what: string, details: ErrorDetails = {}) {
    const names = scopes.join(', ');
    super('scope_missing', false, `${what} needs the scope ${names}. Add it to the app and install it again.`, {
      ...details,
      context: { ...details.context, scopes },
    });
    this.scopes = scopes;
  }
}

/** The CRM asked us to slow down for longer than the transport waits by itself. */
export class RateLimited extends PulsoError {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number, details?: ErrorDetails) {
    super(
      'rate_limited',
      true,
      `The CRM asked for a pause of ${Math.ceil(retryAfterMs / 1000)} s. Work resumes by itself.`,
      details,
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** The daily quota of the CRM account is used up, or our share of it; `reason` says which. */
export class QuotaExhausted extends PulsoError {
  readonly resetsAt: string;
  constructor(resetsAt: string, details?: ErrorDetails, reason = "The CRM account's daily quota is used up") {
    super('quota_exhausted', true, `${reason}; work resumes at ${resetsAt}.`, details);
    this.resetsAt = resetsAt;
  }
}

/** The CRM did not answer, or answered with a server error. */
export class CrmUnavailable extends PulsoError {
  constructor(reason: string, details?: ErrorDetails) {
    super('crm_unavailable', true, `The CRM is not available (${reason}). Work resumes by itself.`, details);
  }
}

/** The CRM refused a request for its content. */
export class CrmRejected extends PulsoError {
  constructor(reason: string, details?: ErrorDetails) {
    super('crm_rejected', false, `The CRM refused the request: ${reason}`, details);
  }
}

/** The record does not exist (any more) in the CRM. */
export class RecordGone extends PulsoError {
  constructor(object: string, id: string, details?: ErrorDetails) {
    super('record_gone', false, `The ${object} ${id} is no longer in the CRM. Nothing needs to be done.`, details);
  }
}

/** The CRM answered in a form that we do not know. */
export class CrmChanged extends PulsoError {
  constructor(what: string, details?: ErrorDetails) {
    super('crm_changed', false, `The CRM's answer has an unknown form (${what}). Update Pulso or report it.`, details);
  }
}

/** A field of our name exists in the CRM with another type. */
export class FieldConflict extends PulsoError {
  constructor(field: string, found: string, wanted: string, details?: ErrorDetails) {
    super(
      'field_conflict',
      false,
      `The field ${field} exists as ${found}; Pulso needs ${wanted}. Rename or delete it in the CRM.`,
      details,
    );
  }
}

/** A card template is broken. */
export class TemplateInvalid extends PulsoError {
  constructor(template: string, line: number | null, reason: string, details?: ErrorDetails) {
    const place = line === null ? template : `${template}:${line}`;
    super('template_invalid', false, `${place}: ${reason}`, {
      ...details,
      context: { ...details?.context, template, line },
    });
  }
}

/** The store refused: another program changed the row, the file is locked, or its version is unknown. */
export class StoreConflict extends PulsoError {
  constructor(reason: string, retry: boolean, details?: ErrorDetails) {
    super('store_conflict', retry, `The store could not do that: ${reason}`, details);
  }
}

/** Our own mistake. */
export class Bug extends PulsoError {
  constructor(what: string, details?: ErrorDetails) {
    super('bug', false, `This should not happen: ${what}. Please report it.`, details);
  }
}
