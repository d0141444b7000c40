import type { Connection } from '../store/connection.ts';

/** What every table of jobs is given. */
export interface JobTableOptions {
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** 0..1, spreads the pauses of retries. */
  readonly random: () => number;
}
