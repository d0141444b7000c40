import type { HubspotObjectType } from '../seed-format.ts';

interface Snapshot {
  /** Until then search shows this state. Epoch milliseconds. */
  readonly until: number;
  /** Absent: the record was not to be found. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** What the search index does not know yet: it shows a record as it was until `lagMs` after a change. */
export class SearchLag {
  private readonly snapshots = new Map<string, Snapshot[]>();
  private readonly lagMs: number;
  private readonly now: () => number;

  constructor(lagMs: number, now: () => number) {
    this.lagMs = lagMs;
    this.now = now;
  }

  /** Remembers a record's state before a change. */
  remember(type: HubspotObjectType, id: string, before: Readonly<Record<string, string>> | undefined): void {
    if (this.lagMs <= 0) return;
    const key = `${type}:${id}`;
    const waiting = this.snapshots.get(key) ?? [];
    waiting.push({ until: this.now() + this.lagMs, ...(before && { properties: { ...before } }) });
    this.snapshots.set(key, waiting);
  }

  /** What the index shows: 'current', 'absent', or older properties. */
  view(type: HubspotObjectType, id: string): 'current' | 'absent' | Readonly<Record<string, string>> {
    if (this.snapshots.size === 0) return 'current';
    const key = `${type}:${id}`;
    const waiting = this.snapshots.get(key);
    if (!waiting) return 'current';
    const now = this.now();
    const open = waiting.filter((snapshot) => snapshot.until > now);
    const oldest = open[0];
    if (!oldest) {
      this.snapshots.delete(key);
      return 'current';
    }
    this.snapshots.set(key, open);
    return oldest.properties ?? 'absent';
  }
}
