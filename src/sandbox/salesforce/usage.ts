const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Counts API requests of the last 24 hours, in hours. */
export class Usage {
  readonly limit: number;
  private readonly now: () => number;
  private hours: { readonly from: number; count: number }[] = [];

  constructor(limit: number, now: () => number) {
    this.limit = limit;
    this.now = now;
  }

  used(): number {
    const oldest = this.now() - DAY_MS;
    this.hours = this.hours.filter((hour) => hour.from > oldest);
    return this.hours.reduce((sum, hour) => sum + hour.count, 0);
  }

  /** Counts a request; false if none is left. */
  take(): boolean {
    if (this.used() >= this.limit) return false;
    const from = Math.floor(this.now() / HOUR_MS) * HOUR_MS;
    const last = this.hours.at(-1);
    if (last?.from === from) last.count += 1;
    else this.hours.push({ from, count: 1 });
    return true;
  }

  /** `api-usage=18/15000`. */
  header(): string {
    return `api-usage=${this.used()}/${this.limit}`;
  }

  reset(): void {
    this.hours = [];
  }
}
