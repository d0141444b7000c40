import { z } from 'zod';
import { validationError } from './api-error.ts';
import type { Origin } from './state/records.ts';

/** Who calls: a private app's token, or an OAuth token of an installed app. */
export interface Caller {
  readonly kind: 'private' | 'oauth';
  readonly token: string;
  readonly appId: number;
  readonly scopes: readonly string[];
  readonly userId: number;
}

/** A request to the API, after authentication. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Length of the body in characters. */
  readonly bodyLength: number;
  /** Where this server is reached, for links in answers. */
  readonly baseUrl: string;
  readonly caller: Caller;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export type LimitBucket = 'search' | 'associations';

/** One endpoint. Handlers are synchronous, so that what they change is stored together. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly paths: readonly string[];
  /** All of these scopes are needed; an inner list means any one of it. */
  readonly scopes: (call: ApiCall) => readonly (string | readonly string[])[];
  readonly bucket?: LimitBucket;
  /** A developer API key in `hapikey` will do in place of the header; here that is any token. */
  readonly developerKey?: boolean;
  readonly handle: (call: ApiCall) => Answer;
}

/** Date-based versions that are served (developers.hubspot.com/docs/developer-tooling/platform/versioning). */
const DATED_VERSIONS = ['2026-03', '2026-09', '2026-09-beta'] as const;

/** An endpoint's paths in every version: `/crm/v3/objects/…` (each of `legacy`) and `/crm/objects/2026-09/…`. */
export function versioned(dated: string, legacy: readonly string[], rest: string): string[] {
  return [...legacy, ...DATED_VERSIONS.map((version) => `${dated}/${version}`)].map((prefix) => prefix + rest);
}

/** The API version of a call's path: `v3`, `v4`, `2026-09` … . */
export function versionOf(call: ApiCall): string {
  return /\/(v\d+|\d{4}-\d{2}(?:-beta)?)(?:\/|$)/.exec(call.path)?.[1] ?? '';
}

export function param(call: ApiCall, name: string): string {
  return call.params[name] ?? '';
}

/** Reads the body by a schema. Throws HubSpot's 400, which names every field that is missing or wrong. */
export function readBody<T>(call: ApiCall, schema: z.ZodType<T>): T {
  const result = schema.safeParse(call.body ?? {});
  if (result.success) return result.data;
  const { issues } = result.error;
  const missing = issues.filter((issue) => issue.code === 'invalid_type' && issue.input === undefined);
  const absent = issues.filter((issue) => valueAt(call.body, issue.path) === undefined);
  if (missing.length + absent.length > 0 && absent.length === issues.length) {
    const names = absent.map((issue) => issue.path.join('.'));
    throw validationError(
      `Invalid input JSON on line 1, column 2. Some required fields were not set: [${names.join(', ')}]`,
      { context: { fields: names } },
    );
  }
  const faults = issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw validationError(`Invalid input JSON on line 1, column 1: ${faults.join('; ')}`);
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = body;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** A property value as JSON may carry it; null clears like ''. */
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

export const propertiesSchema = z.record(z.string(), scalar);

/** An id, which clients send as string or number. */
export const idSchema = z.union([z.string().min(1), z.number().int()]).transform(String);

/** A whole number from the query, within limits. Throws HubSpot's 400. */
export function intQuery(call: ApiCall, name: string, fallback: number, min: number, max: number): number {
  const raw = call.query.get(name);
  if (raw === null || raw === '') return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value)) throw validationError(`${name} must be an integer, but was "${raw}"`);
  if (value < min) throw validationError(`${name} must be at least ${min}, but was ${value}`);
  if (value > max) throw validationError(`${name} must be at most ${max}, but was ${value}`);
  return value;
}

/** A comma-separated or repeated query parameter. */
export function listQuery(call: ApiCall, name: string): string[] {
  return call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** True or false from the query, in any case: the Python client sends `False`. Throws HubSpot's 400. */
export function flagQuery(call: ApiCall, name: string): boolean {
  const raw = call.query.get(name);
  const flag = raw?.toLowerCase() ?? '';
  if (flag === '' || flag === 'false') return false;
  if (flag === 'true') return true;
  throw validationError(`${name} must be true or false, but was "${raw}"`);
}

/** How a change made through the API is signed. */
export function originOf(caller: Caller): Origin {
  return { source: 'INTEGRATION', sourceId: String(caller.appId) };
}
