/** Decimals kept on output: far finer than 1e-9, so that drivers still add up, far coarser than the last bits of a double. */
const DECIMALS = 11;
const FACTOR = 10 ** DECIMALS;
/** Above this the product would lose whole units; such numbers keep their bits. */
const LARGEST = Number.MAX_SAFE_INTEGER / FACTOR;

function roundOne(value: number): number {
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
  if (Math.abs(value) > LARGEST) return Number(value.toPrecision(15));
  const rounded = Math.round(value * FACTOR) / FACTOR;
  return rounded === 0 ? 0 : rounded;
}

/** The same value with every number in it rounded to 11 decimals; no negative zeros, so that its JSON is the same everywhere. */
export function roundNumbers<Value>(value: Value): Value {
  return roundAny(value) as Value;
}

/** What has no number to round is given back as it is; only what changes is copied. */
function roundAny(value: unknown): unknown {
  if (typeof value === 'number') return roundOne(value);
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? roundList(value) : roundRecord(value as Readonly<Record<string, unknown>>);
}

function roundList(list: readonly unknown[]): readonly unknown[] {
  let rounded: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const part = list[index];
    if (typeof part === 'string') continue;
    const own = roundAny(part);
    if (Object.is(own, part)) continue;
    rounded ??= list.slice();
    rounded[index] = own;
  }
  return rounded ?? list;
}

function roundRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let rounded: Record<string, unknown> | undefined;
  for (const key in record) {
    const part = record[key];
    if (typeof part === 'string') continue;
    const own = roundAny(part);
    if (Object.is(own, part)) continue;
    rounded ??= { ...record };
    rounded[key] = own;
  }
  return rounded ?? record;
}
