import type { Express } from 'express';
import { z } from 'zod';
import { type Machinery, parseJson, send } from './pipeline.ts';
import { runSchema, type Workflows } from './workflows.ts';

/** `POST /_sandbox/workflows/run` runs an app's action as a workflow or an agent does; `GET /_sandbox/workflows` lists all runs. */
export function mountWorkflowSwitches(app: Express, { portal }: Machinery, workflows: Workflows): void {
  app.get('/_sandbox/workflows', (_, response) => send(response, 200, { runs: workflows.list() }));
  app.post('/_sandbox/workflows/run', async (request, response) => {
    const input = runSchema.safeParse(parseJson(typeof request.body === 'string' ? request.body : '') ?? {});
    if (!input.success) {
      send(response, 400, { status: 'error', message: z.prettifyError(input.error) });
      return;
    }
    try {
      send(response, 200, await workflows.run(input.data));
    } catch (error) {
      send(response, 502, { status: 'error', message: error instanceof Error ? error.message : String(error) });
    } finally {
      portal.storage.commit();
    }
  });
}
