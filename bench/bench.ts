/** What a bench file default-exports. The folder is the registry: `bench/main.ts` runs every file that has one. */
export interface BenchRow {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** What the issue or the promise asks for, as people read it: `≥ 0.9`. */
  readonly target?: string;
  readonly met?: boolean;
}

export interface BenchContext {
  /** Where the bench may put files; removed after the run. */
  readonly folder: string;
  /** The sizes that the targets speak of, which take longer than a few minutes. */
  readonly full: boolean;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly id: string;
  readonly title: string;
  run(context: BenchContext): Promise<readonly BenchRow[]>;
}
