/** Errors as HubSpot's APIs answer them (developers.hubspot.com/docs/api-reference/error-handling). */

export type ErrorContext = Readonly<Record<string, readonly string[]>>;

export interface ErrorItem {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: ErrorContext;
}

/** One entry of `errors` in a multi-status answer. */
export interface Fault {
  readonly status: 'error';
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context: ErrorContext;
  readonly errors: readonly ErrorItem[];
  readonly links: Readonly<Record<string, string>>;
}

interface ErrorDetails {
  readonly category?: string;
  readonly subCategory?: string;
  readonly context?: ErrorContext;
  readonly errors?: readonly ErrorItem[];
  readonly links?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields outside HubSpot's standard error (`policyName`, `errorType`, OAuth's `error` …). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An answer other than success. `body()` is what goes over the wire, without the correlation id. */
export class ApiError extends Error {
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.details = details;
  }

  body(): Record<string, unknown> {
    const { category, subCategory, context, errors, links, extra } = this.details;
    return {
      status: 'error',
      message: this.message,
      ...(errors && { errors }),
      ...(context && { context }),
      ...(links && { links }),
      category: category ?? (this.status < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR'),
      ...(subCategory && { subCategory }),
      ...extra,
    };
  }

  /** The same fault as one entry of a multi-status answer: HubSpot's `StandardError`, in which no list may lack. */
  asItem(context: ErrorContext = {}): Fault {
    const { category, subCategory, errors, links } = this.details;
    return {
      status: 'error',
      category: category ?? 'VALIDATION_ERROR',
      ...(subCategory && { subCategory }),
      message: this.message,
      context: { ...this.details.context, ...context },
      errors: errors ?? [],
      links: links ?? {},
    };
  }

  /** The same fault with further context (which input of a batch it was). */
  withContext(context: ErrorContext): ApiError {
    return new ApiError(this.status, this.message, {
      ...this.details,
      context: { ...this.details.context, ...context },
    });
  }
}

export function validationError(message: string, details: ErrorDetails = {}): ApiError {
  return new ApiError(400, message, { category: 'VALIDATION_ERROR', ...details });
}

export function notFound(message = 'resource not found', details: ErrorDetails = {}): ApiError {
  return new ApiError(404, message, { category: 'OBJECT_NOT_FOUND', ...details });
}

export function unauthenticated(): ApiError {
  return new ApiError(
    401,
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    { category: 'INVALID_AUTHENTICATION' },
  );
}

export function expiredToken(expiredAt: Date, now: Date): ApiError {
  const seconds = Math.max(0, Math.round((now.getTime() - expiredAt.getTime()) / 1000));
  return new ApiError(401, `The OAuth token used to make this call expired ${seconds} second(s) ago.`, {
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [expiredAt.toISOString()] },
  });
}

/** 403 of a token that lacks scopes; `required` are the scopes of which (at least) those missing are needed. */
export function missingScopes(required: readonly string[]): ApiError {
  return new ApiError(
    403,
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      category: 'MISSING_SCOPES',
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: required },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

export type LimitPolicy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';

const LIMIT_WORD: Readonly<Record<LimitPolicy, string>> = {
  TEN_SECONDLY_ROLLING: 'ten_secondly_rolling',
  SECONDLY: 'secondly',
  DAILY: 'daily',
};

/** 429 (developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines). */
export function rateLimited(policy: LimitPolicy, headers: Readonly<Record<string, string>> = {}): ApiError {
  return new ApiError(429, `You have reached your ${LIMIT_WORD[policy]} limit.`, {
    category: 'RATE_LIMITS',
    headers,
    extra: {
      errorType: 'RATE_LIMIT',
      policyName: policy,
      ...(policy === 'DAILY' ? {} : { groupName: policy === 'SECONDLY' ? 'publicapi:crm:search' : 'publicapi:portal' }),
    },
  });
}
