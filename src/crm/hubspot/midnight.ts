/** The next midnight in a time zone, ISO 8601 in UTC; there HubSpot starts counting the daily quota anew. */
export function nextMidnight(timeZone: string, now: number): string {
  const dayOf = dayFormat(timeZone);
  const today = dayOf.format(now);
  // Day lengths differ where clocks change: the border is searched, not computed.
  let before = now;
  let after = now + 26 * 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf.format(middle) === today) before = middle;
    else after = middle;
  }
  return new Date(after).toISOString();
}

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, ...parts });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', ...parts });
  }
}
