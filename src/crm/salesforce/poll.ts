/** How long to wait before a job's state is asked for again: from 1 s, doubling, up to 30 s. Every question costs an API request. */
export const pauseMs = (poll: number): number => Math.min(30_000, 1_000 * 2 ** Math.min(poll, 5));
