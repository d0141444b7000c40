/** Cards as they were drawn, the ones that were looked at last; as JSON, so that what they take is known to the byte. */

/** As many as a team looks at in a day: a card is about 4,000 characters. */
const MOST_CHARS = 32_000_000;

export interface DrawnCards {
  /** What was kept under this name, or what the work gives, which is kept then. */
  of<Drawn>(name: string, work: () => Promise<Drawn>): Promise<Drawn>;
  /** Characters that are kept now. */
  size(): number;
}

/**
 * A name says everything that the card is drawn from, so nothing kept is ever out of date; the ones not asked for longest are
 * dropped when `mostChars` are reached.
 */
export function createDrawnCards(mostChars: number = MOST_CHARS): DrawnCards {
  /** In order of use: the first is the one not used for the longest time. */
  const kept = new Map<string, string>();
  let chars = 0;
  return {
    async of<Drawn>(name: string, work: () => Promise<Drawn>): Promise<Drawn> {
      const found = kept.get(name);
      if (found !== undefined) {
        kept.delete(name);
        kept.set(name, found);
        return JSON.parse(found) as Drawn;
      }
      const drawn = await work();
      const json = JSON.stringify(drawn);
      if (!kept.has(name)) {
        kept.set(name, json);
        chars += name.length + json.length;
      }
      for (const [oldest, text] of kept) {
        if (chars <= mostChars) break;
        kept.delete(oldest);
        chars -= oldest.length + text.length;
      }
      return drawn;
    },
    size: () => chars,
  };
}
