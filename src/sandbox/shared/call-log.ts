export interface LoggedCall {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly fault?: string;
}

const KEPT = 1_000;

/** Counts of the API's calls by method and route, and the last thousand of them. */
export class CallLog {
  private readonly counts = new Map<string, { count: number; statuses: Record<string, number> }>();
  private readonly last: LoggedCall[] = [];
  private total = 0;

  note(call: LoggedCall): void {
    this.total += 1;
    const key = `${call.method} ${call.route}`;
    const entry = this.counts.get(key) ?? { count: 0, statuses: {} };
    entry.count += 1;
    entry.statuses[call.status] = (entry.statuses[call.status] ?? 0) + 1;
    this.counts.set(key, entry);
    this.last.push(call);
    if (this.last.length > KEPT) this.last.shift();
  }

  render(limit: number): Record<string, unknown> {
    return {
      total: this.total,
      byRoute: [...this.counts].map(([route, entry]) => ({ route, ...entry })).toSorted((a, b) => b.count - a.count),
      last: this.last.slice(-limit),
    };
  }

  clear(): void {
    this.counts.clear();
    this.last.length = 0;
    this.total = 0;
  }
}
