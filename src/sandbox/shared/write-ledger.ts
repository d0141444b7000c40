import type { Storage } from './storage.ts';

export interface PropertyWrites {
  /** API writes that named the property. */
  writes: number;
  /** Those that gave it another value. */
  changes: number;
}

export interface RecordWrites {
  readonly objectType: string;
  readonly id: string;
  writes: number;
  changes: number;
  readonly properties: Record<string, PropertyWrites>;
}

/** Counts the writes that came over the API, by record and property; kept across restarts. */
export class WriteLedger {
  private readonly entries = new Map<string, RecordWrites>();
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [key, body] of this.storage.load('writes')) this.entries.set(key, body as RecordWrites);
  }

  note(objectType: string, id: string, named: readonly string[], changed: readonly string[]): void {
    const key = `${objectType}:${id}`;
    const entry = this.entries.get(key) ?? { objectType, id, writes: 0, changes: 0, properties: {} };
    entry.writes += 1;
    if (changed.length > 0) entry.changes += 1;
    for (const name of named) {
      const counts = entry.properties[name] ?? { writes: 0, changes: 0 };
      counts.writes += 1;
      if (changed.includes(name)) counts.changes += 1;
      entry.properties[name] = counts;
    }
    this.entries.set(key, entry);
    this.storage.put('writes', key, entry);
  }

  /** By type and id. */
  list(): RecordWrites[] {
    return [...this.entries.values()].toSorted((left, right) =>
      left.objectType === right.objectType
        ? left.id.localeCompare(right.id, 'en', { numeric: true })
        : left.objectType.localeCompare(right.objectType),
    );
  }

  clear(): void {
    for (const key of this.entries.keys()) this.storage.remove('writes', key);
    this.entries.clear();
  }
}
