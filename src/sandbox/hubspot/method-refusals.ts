import type { Express, Response } from 'express';
import type { Route } from './api-call.ts';
import { ApiError } from './api-error.ts';

/** Answers 405 with `Allow` where a path is served, but not for the method asked. Stands after the routes themselves. */
export function mountMethodRefusals(
  app: Express,
  routes: readonly Route[],
  refuse: (response: Response, error: ApiError) => void,
): void {
  const methods = new Map<string, Set<string>>();
  for (const route of routes) {
    for (const path of route.paths) {
      const known = methods.get(path) ?? new Set<string>();
      known.add(route.method.toUpperCase());
      methods.set(path, known);
    }
  }
  for (const [path, allowed] of methods) {
    app.all(path, (_request, response) => {
      response.set('Allow', [...allowed].join(', '));
      refuse(response, new ApiError(405, 'HTTP 405 Method Not Allowed', { category: 'METHOD_NOT_ALLOWED' }));
    });
  }
}
