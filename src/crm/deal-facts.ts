/** What both CRMs leave to be read out of a deal's own words and dates. */

const RENEWAL = /\b(?:renewals?|renews?|renovaci[oó]n(?:es)?)\b/i;

/** Is this deal about going on with an agreement? By its name or its type; neither CRM has a field of its own for it. */
export function isRenewal(...words: readonly (string | undefined)[]): boolean {
  return words.some((word) => word !== undefined && RENEWAL.test(word));
}

/**
 * @param closedAt undefined while the deal is open, or where nobody noted when it was closed.
 * @returns when it was decided (opened, while it is open), and when it was opened where that is not later: a closing date typed
 * in by hand may lie before it.
 */
export function decided(
  createdAt: string | undefined,
  closedAt: string | undefined,
): { readonly at: string | undefined; readonly openedAt: string | undefined } {
  // A closing day is read as its midnight, which lies before the morning on which the deal was made.
  const sameDay = createdAt !== undefined && closedAt?.endsWith('T00:00:00.000Z') && sameDate(createdAt, closedAt);
  const at = sameDay ? createdAt : (closedAt ?? createdAt);
  const ordered = at !== undefined && createdAt !== undefined && Date.parse(createdAt) <= Date.parse(at);
  return { at, openedAt: ordered ? createdAt : undefined };
}

const sameDate = (a: string, b: string): boolean => a.slice(0, 10) === b.slice(0, 10);
