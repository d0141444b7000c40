import type { CrmConnection } from '../crm/port.ts';
import { ScopeMissing } from '../errors.ts';
import type { Install, Store } from '../store/port.ts';
import { changeInstall } from './change-install.ts';

/** True where the CRM lets steps of its workflows wait for us and be told of their end; false too while nobody looked. */
export const stepsAllowed = ({ settings }: Pick<Install, 'settings'>): boolean => settings.steps === true;

export async function keepStepsAllowed(store: Store, install: string, allowed: boolean): Promise<void> {
  await store.transaction(
    (tx) =>
      changeInstall(store, tx, install, (stored) => ({ ...stored, settings: { ...stored.settings, steps: allowed } })),
    install,
  );
}

/** Looks whether steps may wait for us, and keeps the answer. */
export async function lookAtSteps(
  store: Store,
  install: Install,
  connection: Pick<CrmConnection, 'completeSteps'>,
): Promise<void> {
  const allowed = await connection.completeSteps([]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ScopeMissing) return false;
      throw error;
    },
  );
  if (allowed !== stepsAllowed(install)) await keepStepsAllowed(store, install.id, allowed);
}
