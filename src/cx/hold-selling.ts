import { isLow } from './bands.ts';
import type { Band, Facts, Flag, SELLING_HOLDS } from './model/scorecard.ts';

/**
 * Why this is not the moment to sell: a ticket is open, the score is low, or a severe flag stands. Empty when nothing speaks
 * against it. Whoever triggers an offer should ask this first.
 */
export function sellingHolds(
  facts: Pick<Facts, 'openTickets'>,
  band: Band | null,
  flags: readonly Pick<Flag, 'severity'>[],
): (typeof SELLING_HOLDS)[number][] {
  const holds: (typeof SELLING_HOLDS)[number][] = [];
  if (facts.openTickets > 0) holds.push('open-ticket');
  if (isLow(band)) holds.push('low-band');
  if (flags.some(({ severity }) => severity === 'high')) holds.push('severe-flag');
  return holds;
}
