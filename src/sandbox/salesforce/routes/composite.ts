import { z } from 'zod';
import { type Answer, type ApiCall, objectBody, type Route, versionPath } from '../api-call.ts';
import { ApiError, jsonError } from '../api-error.ts';
import { attempt } from '../attempt.ts';
import type { Router } from '../router.ts';
import type { Org } from '../state/org.ts';

const MAX_SUBREQUESTS = 25;
const MAX_GRAPH_NODES = 500;

const partsSchema = z.array(
  z.object({
    method: z.string(),
    url: z.string(),
    referenceId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_]*$/),
    body: z.unknown().optional(),
    httpHeaders: z.record(z.string(), z.string()).optional(),
  }),
);
const compositeSchema = z.object({ allOrNone: z.boolean().default(false), compositeRequest: partsSchema });
const graphSchema = z.object({
  graphs: z.array(z.object({ graphId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_]*$/), compositeRequest: partsSchema })),
});
type Parts = z.infer<typeof partsSchema>;
const batchSchema = z.object({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(z.object({ method: z.string(), url: z.string(), richInput: z.unknown().optional() })),
});

function read<T>(call: ApiCall, schema: z.ZodType<T>): T {
  const result = schema.safeParse(objectBody(call));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiError(
    400,
    'JSON_PARSER_ERROR',
    `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unexpected input'}`,
  );
}

/** Ends a composite request with `allOrNone` whose part failed. */
class Halted extends Error {}

const REFERENCE = /@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g;

const unresolved = (name: string, path: string) =>
  new ApiError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${name}${path} found in ${name}`);

/** Puts what former parts answered into a text: `@{ref.id}`, `@{ref.records[0].Id}`. Throws PROCESSING_HALTED on unknown references. */
function resolveText(text: string, answers: ReadonlyMap<string, unknown>): string {
  return text.replace(REFERENCE, (_, name: string, path: string) => {
    if (!answers.has(name)) throw unresolved(name, path);
    let value = answers.get(name);
    for (const [, key, index] of path.matchAll(/\.([A-Za-z0-9_]+)|\[(\d+)\]/g)) {
      const held = value as Record<string, unknown> | readonly unknown[] | undefined;
      value = Array.isArray(held) ? held[Number(index)] : (held as Record<string, unknown> | undefined)?.[key ?? ''];
    }
    if (value === undefined || value === null || typeof value === 'object') throw unresolved(name, path);
    return String(value);
  });
}

const MAX_JSON_DEPTH = 500;

function resolveAll(value: unknown, answers: ReadonlyMap<string, unknown>, depth = 0): unknown {
  if (depth > MAX_JSON_DEPTH) throw jsonError(`Document nesting depth exceeds the maximum allowed (${MAX_JSON_DEPTH})`);
  if (typeof value === 'string') return resolveText(value, answers);
  if (Array.isArray(value)) return value.map((each) => resolveAll(each, answers, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolveAll(each, answers, depth + 1)]));
}

interface Part {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Composite requests: several calls in one, which may refer to each other (api_rest, resources_composite). */
export function compositeRoutes(org: Org, router: () => Router): Route[] {
  function run(call: ApiCall, { method, url, body, headers = {} }: Part): Answer {
    const own = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const target = new URL(url.startsWith('/') ? url : `/${url}`, 'http://sandbox');
    const [, version = call.version, path = ''] =
      /^(?:\/services\/data)?\/v(\d+\.\d)(\/.*)$/.exec(target.pathname) ?? [];
    return attempt(() => {
      if (path === '') throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return router().dispatch({
        ...call,
        method: method.toUpperCase(),
        path,
        version,
        query: target.searchParams,
        // Conditions and page sizes are each part's own.
        header: (name) => own.get(name),
        body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      });
    });
  }

  function composite(call: ApiCall): Answer {
    const { allOrNone, compositeRequest } = read(call, compositeSchema);
    if (compositeRequest.length > MAX_SUBREQUESTS)
      throw new ApiError(
        400,
        'LIMIT_EXCEEDED',
        `The composite request exceeded the limit of ${MAX_SUBREQUESTS} subrequests`,
      );
    return { status: 200, body: { compositeResponse: perform(call, allOrNone, compositeRequest).results } };
  }

  /** Each graph is a transaction of its own (api_rest, resources_composite_graph). */
  function graph(call: ApiCall): Answer {
    const { graphs } = read(call, graphSchema);
    const count = graphs.reduce((sum, each) => sum + each.compositeRequest.length, 0);
    if (count > MAX_GRAPH_NODES)
      throw new ApiError(400, 'LIMIT_EXCEEDED', `The payload exceeded the limit of ${MAX_GRAPH_NODES} nodes`);
    const results = graphs.map(({ graphId, compositeRequest }) => {
      const { results: compositeResponse, isSuccessful } = perform(call, true, compositeRequest);
      return { graphId, graphResponse: { compositeResponse }, isSuccessful };
    });
    return { status: 200, body: { graphs: results } };
  }

  function perform(
    call: ApiCall,
    allOrNone: boolean,
    compositeRequest: Parts,
  ): { readonly results: readonly unknown[]; readonly isSuccessful: boolean } {
    const ids = compositeRequest.map((part) => part.referenceId);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new ApiError(400, 'INVALID_INPUT', `Duplicate referenceId: ${twice}`);
    const answers = new Map<string, unknown>();
    const results: { body: unknown; httpHeaders: unknown; httpStatusCode: number; referenceId: string }[] = [];
    const work = () => {
      for (const part of compositeRequest) {
        const answer = attempt(() =>
          run(call, {
            method: part.method,
            url: resolveText(part.url, answers),
            body: resolveAll(part.body, answers),
            headers: part.httpHeaders,
          }),
        );
        results.push({
          body: answer.body ?? null,
          httpHeaders: answer.headers ?? {},
          httpStatusCode: answer.status,
          referenceId: part.referenceId,
        });
        if (answer.status < 300) answers.set(part.referenceId, answer.body);
        else if (allOrNone) throw new Halted();
      }
    };
    if (!allOrNone) work();
    else undoneOnHalt(work);
    if (
      results.length < compositeRequest.length ||
      (allOrNone && results.some((result) => result.httpStatusCode >= 300))
    )
      return { results: haltedResults(compositeRequest, results), isSuccessful: false };
    return { results, isSuccessful: true };
  }

  function undoneOnHalt(work: () => void): void {
    const published = org.events.list().length;
    try {
      org.records.atomically(work);
    } catch (fault) {
      if (!(fault instanceof Halted)) throw fault;
      org.events.truncate(published);
    }
  }

  /** The part that failed says why, the others that they were halted. */
  function haltedResults(
    parts: readonly { readonly referenceId: string }[],
    results: readonly { readonly httpStatusCode: number }[],
  ): unknown[] {
    const halted = [
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'The transaction was rolled back since another operation in the same transaction failed.',
      },
    ];
    return parts.map(({ referenceId }, index) => {
      const result = results[index];
      if (result && result.httpStatusCode >= 300) return result;
      return { body: halted, httpHeaders: {}, httpStatusCode: 400, referenceId };
    });
  }

  function batch(call: ApiCall): Answer {
    const { haltOnError, batchRequests } = read(call, batchSchema);
    if (batchRequests.length > MAX_SUBREQUESTS)
      throw new ApiError(
        400,
        'LIMIT_EXCEEDED',
        `The batch request exceeded the limit of ${MAX_SUBREQUESTS} subrequests`,
      );
    let hasErrors = false;
    const results = batchRequests.map(({ method, url, richInput }) => {
      if (hasErrors && haltOnError)
        return {
          statusCode: 412,
          result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
        };
      const answer = run(call, { method, url, body: richInput });
      if (answer.status >= 400) hasErrors = true;
      return { statusCode: answer.status, result: answer.body ?? null };
    });
    return { status: 200, body: { hasErrors, results } };
  }

  return [
    {
      method: 'GET',
      path: '/composite',
      handle: (call) => ({
        status: 200,
        body: Object.fromEntries(
          ['tree', 'batch', 'sobjects', 'graph'].map((name) => [name, versionPath(call, `/composite/${name}`)]),
        ),
      }),
    },
    { method: 'POST', path: '/composite', handle: composite },
    { method: 'POST', path: '/composite/batch', handle: batch },
    { method: 'POST', path: '/composite/graph', handle: graph },
  ];
}
