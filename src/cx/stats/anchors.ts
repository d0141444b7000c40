/** Fixed anchors that turn a measured quantity into 0..100. */
export type Anchors = readonly (readonly [value: number, score: number])[];

/** Score of `value` on a polyline through the anchors (rising values); flat before the first and after the last. */
export function scoreOn(anchors: Anchors, value: number): number {
  let previous: readonly [number, number] | undefined;
  for (const anchor of anchors) {
    if (value <= anchor[0]) {
      if (previous === undefined) return anchor[1];
      const [fromValue, fromScore] = previous;
      return fromScore + ((value - fromValue) / (anchor[0] - fromValue)) * (anchor[1] - fromScore);
    }
    previous = anchor;
  }
  if (previous === undefined) throw new RangeError('A scale needs at least one anchor.');
  return previous[1];
}
