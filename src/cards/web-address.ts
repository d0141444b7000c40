import { CARD_LIMITS } from './document.ts';
import { isWebAddress } from './markup.ts';

/** The address where a card can lead to it; null for anything else, and for one that is too long. */
export function webAddress(href: string | undefined | null): string | null {
  return href !== undefined && href !== null && href.length <= CARD_LIMITS.href && isWebAddress(href) ? href : null;
}
