/** From a vendor's words to ours. The tables are data that each adapter declares; here they are read, and what they lack is counted. */
import type { Stage, Touchpoint } from '../model/touchpoint.ts';
import { PHASE_OF_STAGE, type Phase } from './stage-of.ts';

/** One vendor's words, each under `field.VALUE`; values are compared without regard to case. */
export interface VendorWords {
  /** The `source` of its signals. */
  readonly source: string;
  /** `ticket.PHONE` → phone. */
  readonly touchpoints: Readonly<Record<string, Touchpoint>>;
  /** By field: the stage of each value, and where a value belongs that an admin has added. */
  readonly stages: Readonly<
    Record<string, { readonly values: Readonly<Record<string, Stage>>; readonly otherwise: Stage }>
  >;
}

export interface UnmappedWord {
  readonly source: string;
  readonly word: string;
  readonly count: number;
}

export interface PlaceInTime {
  readonly stage: Stage;
  readonly phase: Phase;
  /** False where the field's usual stage had to stand in. */
  readonly known: boolean;
}

export interface WordReader {
  /** The touchpoint of an activity type, e.g. `ticket.PHONE`; `other`, and counted, where no table has it. */
  touchpointOf(source: string, type: string): Touchpoint;
  /** The stage of a lifecycle stage or status; the field's usual one, and counted, for a value that no table has. */
  stageOf(source: string, field: string, value: string): PlaceInTime;
  /** What was asked for and not found, most frequent first. */
  unmapped(): readonly UnmappedWord[];
}

function folded<Value>(table: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(table).map(([word, value]) => [word.toLowerCase(), value]));
}

/** Reads the words of these vendors; each reader counts for itself. @throws RangeError when two tables claim one source. */
export function createWordReader(vendors: readonly VendorWords[]): WordReader {
  const tables = new Map(
    vendors.map(({ source, touchpoints, stages }) => [
      source,
      {
        touchpoints: folded(touchpoints),
        stages: folded(
          Object.fromEntries(
            Object.entries(stages).map(([field, { values, otherwise }]) => [
              field,
              { values: folded(values), otherwise },
            ]),
          ),
        ),
      },
    ]),
  );
  if (tables.size < vendors.length) throw new RangeError('Two tables of words claim the same source.');
  const missed = new Map<string, { source: string; word: string; count: number }>();

  function miss(source: string, word: string): void {
    const key = JSON.stringify([source, word]);
    const known = missed.get(key);
    if (known === undefined) missed.set(key, { source, word, count: 1 });
    else known.count += 1;
  }

  return {
    touchpointOf(source, type) {
      const found = tables.get(source)?.touchpoints.get(type.toLowerCase());
      if (found !== undefined) return found;
      miss(source, type);
      return 'other';
    },
    stageOf(source, field, value) {
      const table = tables.get(source)?.stages.get(field.toLowerCase());
      const found = table?.values.get(value.toLowerCase());
      if (found === undefined) miss(source, `${field}.${value}`);
      const stage = found ?? table?.otherwise ?? 'use';
      return { stage, phase: PHASE_OF_STAGE[stage], known: found !== undefined };
    },
    unmapped: () =>
      [...missed.values()]
        .map((word) => ({ ...word }))
        .sort((a, b) => b.count - a.count || (`${a.source} ${a.word}` < `${b.source} ${b.word}` ? -1 : 1)),
  };
}
