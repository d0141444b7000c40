import type { Install, Store } from '../store/port.ts';
import { changeInstall } from './change-install.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';

/** An admin's pause: it outlives restarts and new connections of the account. What is stored stays. */
export async function holdInstall(
  { store }: { readonly store: Store },
  install: Install,
  reason: string,
): Promise<void> {
  await store.transaction(
    (tx) =>
      changeInstall(store, tx, install.id, (stored) => ({
        ...stored,
        status: 'paused',
        statusReason: reason,
        settings: { ...stored.settings, held: true },
      })),
    install.id,
  );
}

/** Ends a pause; fields are provisioned again and everything missed is caught up with. */
export async function resumeInstall(
  { store, queue }: { readonly store: Store; readonly queue: Queue },
  install: Install,
): Promise<void> {
  await store.transaction(async (tx) => {
    await changeInstall(store, tx, install.id, (stored) => ({
      ...stored,
      status: 'active',
      statusReason: null,
      settings: { ...stored.settings, held: false },
    }));
    await enqueueTask(queue, tx, 'provision', install.id);
  }, install.id);
}
