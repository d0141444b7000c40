/** Errors as Salesforce's APIs answer them (developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm). */

export interface ErrorItem {
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/** An answer other than success: over the wire a list with one entry, `[{message, errorCode, fields}]`. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;
  readonly more: readonly ErrorItem[];

  constructor(
    status: number,
    errorCode: string,
    message: string,
    fields?: readonly string[],
    more: readonly ErrorItem[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
    this.more = more;
  }

  items(): ErrorItem[] {
    const { errorCode, message, fields } = this;
    return [{ message, errorCode, ...(fields && { fields }) }, ...this.more];
  }

  /** The same fault in the results of a collection, where the code is called `statusCode`. */
  results(): { readonly statusCode: string; readonly message: string; readonly fields: readonly string[] }[] {
    return this.items().map(({ errorCode, message, fields }) => ({
      statusCode: errorCode,
      message,
      fields: fields ?? [],
    }));
  }
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message);
}

export function invalidSession(): ApiError {
  return new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  const shown = allowed.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
  return new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${shown.join(',')}`);
}

export function jsonError(message: string): ApiError {
  return new ApiError(400, 'JSON_PARSER_ERROR', message);
}

export function invalidField(message: string, fields?: readonly string[]): ApiError {
  return new ApiError(400, 'INVALID_FIELD', message, fields);
}

export function malformedQuery(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}
