import type { Task } from '../queue.ts';
import { lookAtSteps } from '../steps-allowed.ts';
import type { TaskDeps } from './deps.ts';
import { ensureFields } from './ensure-fields.ts';
import { enqueueTask } from './names.ts';
import { withInstall } from './with-install.ts';

/** Makes sure that our fields exist in the CRM, and asks for the first pull. */
export function createProvision(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, connection }) => {
    await ensureFields(deps, install, connection);
    await lookAtSteps(deps.store, install, connection);
    const alerts = await deps.store.alerts.countWaiting(install.id);
    await deps.store.transaction(async (tx) => {
      await enqueueTask(deps.queue, tx, 'pull', install.id);
      if (alerts > 0) await enqueueTask(deps.queue, tx, 'alert', install.id);
    }, install.id);
  });
}
