import type { Store } from '../../../src/store/port.ts';

/** A store of its own for one test, with a clock that the test moves. */
export interface StorePlace {
  readonly store: Store;
  /** Rows of an install in every table that has a column for it, as the database itself tells; absent where it cannot. */
  readonly countRows?: (install: string) => Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export type OpenPlace = (clock: () => number) => Promise<StorePlace>;

export interface StoreTest {
  /** Empty but for the installs i1 and i2; another one for each test. */
  readonly store: Store;
  readonly place: StorePlace;
  /** Milliseconds since 1970; a test may move it. */
  nowMs: number;
}
