import { DAY_MS } from './decay.ts';

function formatReader(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (atMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(atMs)) part[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
  };
}

/**
 * Reads the UTC offset of a time zone (ms, east is positive) at an instant. Intl is slow, so the offset is asked once per UTC day;
 * inside a day whose clocks change, the moment of change is searched for to the second.
 * @throws RangeError for an unknown time zone.
 */
export function offsetReader(timeZone: string): (atMs: number) => number {
  const ask = formatReader(timeZone);
  const atStart = new Map<number, number>();
  const changes = new Map<number, number>();

  const startOf = (day: number): number => {
    let offset = atStart.get(day);
    if (offset === undefined) {
      offset = ask(day * DAY_MS);
      atStart.set(day, offset);
    }
    return offset;
  };

  const changeOn = (day: number, before: number): number => {
    let change = changes.get(day);
    if (change === undefined) {
      let low = day * DAY_MS;
      let high = (day + 1) * DAY_MS;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (ask(middle) === before) low = middle;
        else high = middle;
      }
      change = high;
      changes.set(day, change);
    }
    return change;
  };

  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS);
    const before = startOf(day);
    const after = startOf(day + 1);
    return before === after || atMs < changeOn(day, before) ? before : after;
  };
}
