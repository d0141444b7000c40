import type { Install, Store, Transaction } from '../store/port.ts';

/**
 * Changes an install as it is stored at this moment: whatever somebody else changed since it was read (an admin's pause) stays.
 * Nothing happens where it is gone.
 */
export async function changeInstall(
  store: Store,
  tx: Transaction,
  id: string,
  change: (stored: Install) => Install,
): Promise<void> {
  const stored = await store.installs.get(id);
  if (stored !== null) await store.installs.put(tx, change(stored));
}
