import { randomBytes } from 'node:crypto';

/**
 * Makes ids that sort as text in the order in which one program made them, and almost so between programs:
 * milliseconds (11 hex digits, until the year 2527), a counter within the millisecond (6), randomness (8).
 */
export function sortableIds(clock: () => number): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const nowMs = Math.max(Math.trunc(clock()), lastMs);
    counter = nowMs === lastMs ? counter + 1 : 0;
    lastMs = nowMs;
    const digits = (value: number, length: number) => value.toString(16).padStart(length, '0');
    return `${digits(nowMs, 11)}${digits(counter, 6)}${randomBytes(4).toString('hex')}`;
  };
}
