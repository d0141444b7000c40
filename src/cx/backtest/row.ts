import type { Band } from '../model/scorecard.ts';

/** One customer on one past day. */
export interface BacktestRow {
  readonly customer: string;
  readonly cutMs: number;
  /** 1 when an outcome followed within the horizon. */
  readonly label: 0 | 1;
  /** Null when insufficient. */
  readonly score: number | null;
  readonly band: Band | null;
}
