import { constants, setPriority } from 'node:os';

/**
 * Lets this thread work only with what the one that answers leaves over. Linux gives every thread a priority of its own
 * (https://man7.org/linux/man-pages/man2/setpriority.2.html); elsewhere it would be the whole program's.
 */
export function workBehindDoors(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
