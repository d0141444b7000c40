/** Longer values are no segment's name. */
const LONGEST = 100;

/** What a record says under these names; absent where none is asked for, without those that it leaves empty. */
export function segmentsOf(
  names: readonly string[],
  read: (name: string) => string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (names.length === 0) return undefined;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [[name, value.slice(0, LONGEST)]];
    }),
  );
}
