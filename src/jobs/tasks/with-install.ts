import { z } from 'zod';
import type { CrmConnection } from '../../crm/port.ts';
import { AccessRevoked, QuotaExhausted, RequestInvalid, ScopeMissing } from '../../errors.ts';
import type { Install } from '../../store/port.ts';
import { changeInstall } from '../change-install.ts';
import type { JobContext, Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';

const payloadSchema = z.strictObject({ install: z.string().min(1) });

export interface InstallWork {
  readonly install: Install;
  readonly connection: CrmConnection;
  readonly context: JobContext;
}

/**
 * A task for one active install. Nothing is done for a paused or unknown one. When the CRM no longer lets us in, the install is
 * paused with its reason: the work stays marked in the store and goes on when it is connected again.
 */
export function withInstall(deps: TaskDeps, work: (input: InstallWork) => Promise<void>): Task {
  return async (payload, context) => {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) {
      throw new RequestInvalid('The payload of the job is not valid:', [
        { key: 'install', message: 'give the id of an install' },
      ]);
    }
    const install = await deps.store.installs.get(parsed.data.install);
    if (install === null || install.status === 'paused') return;
    try {
      await work({ install, connection: deps.connect(install), context });
    } catch (error) {
      if (error instanceof QuotaExhausted) await sayWaiting(deps, install.id, error.message);
      if (!(error instanceof AccessRevoked || error instanceof ScopeMissing)) throw error;
      deps.log.error({ install: install.id, job: context.job.id, code: error.code }, 'install paused');
      await deps.store.installs.setStatus(install.id, 'paused', error.message);
    }
  };
}

/** Shown in the status beside what the account does not give; the next pull that gets through takes it away. */
async function sayWaiting({ store }: TaskDeps, id: string, message: string): Promise<void> {
  await store.transaction(
    (tx) =>
      changeInstall(store, tx, id, (stored) => {
        const unavailable = Object(stored.settings.unavailable);
        return { ...stored, settings: { ...stored.settings, unavailable: { ...unavailable, quota: [message] } } };
      }),
    id,
  );
}
