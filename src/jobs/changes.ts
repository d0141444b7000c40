import type { EventEmitter } from 'node:events';

/** Resolves at the next `change` of the emitter, after the time, or when the signal fires. */
export function waitForChange(changes: EventEmitter, withinMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      changes.off('change', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, withinMs);
    changes.on('change', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
