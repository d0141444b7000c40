import { Router } from 'express';
import type { HttpDeps } from '../http-deps.ts';

/** GET /healthz: the program runs. GET /readyz: 200 once everything connected was read, scored and written once. GET /metrics. */
export function health(deps: HttpDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', run: deps.run });
  });
  router.get('/readyz', async (_request, response) => {
    const readiness = await deps.readiness();
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  router.get('/metrics', async (_request, response) => {
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
  return router;
}
