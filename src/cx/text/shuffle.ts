/** Puts a list in an order that depends on the seed alone (Fisher-Yates with mulberry32). Changes the list. */
export function shuffle<Item>(items: Item[], seed: number): void {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const item = items[at];
    const swapped = items[other];
    if (item === undefined || swapped === undefined) continue;
    items[at] = swapped;
    items[other] = item;
  }
}
