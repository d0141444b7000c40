import type { Answer, ApiCall, Route } from './api-call.ts';
import { methodNotAllowed, notFound } from './api-error.ts';

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** What a path leads to. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The endpoints of the REST API. Composite requests run through it as well, so it needs no HTTP. */
export class Router {
  private readonly routes: readonly Compiled[];

  constructor(routes: readonly Route[]) {
    this.routes = routes.map((route) => ({ route, segments: partsOf(route.path) }));
  }

  /** The endpoint of a path. Throws 404, or 405 where the path has other methods. */
  match(method: string, path: string): Match {
    const given = partsOf(path);
    const wanted = method === 'HEAD' ? 'GET' : method;
    const allowed = new Set<string>();
    for (const { route, segments } of this.routes) {
      const params = matchSegments(segments, given);
      if (!params) continue;
      if (route.method === wanted) return { route, params };
      allowed.add(route.method);
    }
    if (allowed.size === 0) throw notFound();
    throw methodNotAllowed(method, [...allowed]);
  }

  dispatch(call: Omit<ApiCall, 'params'>): Answer {
    const { route, params } = this.match(call.method, call.path);
    return route.handle({ ...call, params });
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchSegments(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const isOpen = segments.at(-1) === '*';
  if (isOpen ? given.length < segments.length - 1 : given.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment === '*') {
      params.rest = given.slice(index).map(decode).join('/');
      return params;
    }
    const part = given[index] ?? '';
    if (segment.startsWith(':')) {
      if (part === '') return undefined;
      params[segment.slice(1)] = decode(part);
    } else if (segment.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return params;
}
