import type { Storage } from '../../shared/storage.ts';
import { makeId, numberOf } from '../ids.ts';

/** What a field holds. Dates are `2026-01-31`, datetimes `2026-01-31T10:00:00.000+0000`. */
export type Value = string | number | boolean | null;
export type Fields = Readonly<Record<string, Value>>;

/** One record; a change replaces it. A field without a value is absent. */
export interface StoredRecord {
  readonly type: string;
  readonly id: string;
  readonly fields: Fields;
}

interface Shelf {
  /** Live and deleted records in the order of creation. */
  readonly byId: Map<string, StoredRecord>;
  readonly indexes: Map<string, Map<string, Set<string>>>;
  lastNumber: number;
  /** Grows with every change. */
  version: number;
}

type Undo = readonly [type: string, id: string, before: StoredRecord | undefined];

/** A record that is not even in the recycle bin any more. */
export interface PurgedRecord {
  readonly type: string;
  readonly id: string;
  readonly deletedDate: string;
}

/** How values are compared in an index: text without case. */
export function indexKey(value: Value): string {
  return typeof value === 'string' ? value.toLowerCase() : String(value);
}

/** All records by object and id, with indexes over fields that are looked up by value. */
export class RecordStore {
  private readonly shelves = new Map<string, Shelf>();
  private readonly purgedById = new Map<string, PurgedRecord>();
  private readonly storage: Storage;
  private journal: Undo[] | undefined;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [, body] of this.storage.load('record')) this.shelve(body as StoredRecord);
    for (const [id, body] of this.storage.load('purged')) this.purgedById.set(id, body as PurgedRecord);
  }

  /** A new id of an object. */
  nextId(type: string, keyPrefix: string): string {
    const shelf = this.shelf(type);
    shelf.lastNumber += 1;
    return makeId(keyPrefix, shelf.lastNumber);
  }

  find(type: string, id: string): StoredRecord | undefined {
    return this.shelf(type).byId.get(id);
  }

  /** The record, unless it is deleted. */
  live(type: string, id: string): StoredRecord | undefined {
    const record = this.find(type, id);
    return record?.fields.IsDeleted === true ? undefined : record;
  }

  /** In the order of creation, deleted ones included. */
  list(type: string): Iterable<StoredRecord> {
    return this.shelf(type).byId.values();
  }

  count(type: string): number {
    let count = 0;
    for (const record of this.list(type)) if (record.fields.IsDeleted !== true) count += 1;
    return count;
  }

  /** A number that grows with every change to an object's records. */
  version(type: string): number {
    return this.shelf(type).version;
  }

  /** Records whose field has one of these values, deleted ones included. */
  byValue(type: string, field: string, values: readonly Value[]): StoredRecord[] {
    const index = this.index(type, field);
    const found = new Map<string, StoredRecord>();
    for (const value of values) {
      for (const id of index.get(indexKey(value)) ?? []) {
        const record = this.find(type, id);
        if (record) found.set(id, record);
      }
    }
    return [...found.values()];
  }

  save(record: StoredRecord): void {
    this.journal?.push([record.type, record.id, this.find(record.type, record.id)]);
    this.shelve(record);
    this.storage.put('record', record.id, record);
    if (this.purgedById.delete(record.id)) this.storage.remove('purged', record.id);
  }

  /** Erases a record; the log of deletions keeps it. */
  purge(type: string, id: string, deletedDate: string): void {
    this.erase(type, id);
    this.purgedById.set(id, { type, id, deletedDate });
    this.storage.put('purged', id, { type, id, deletedDate });
  }

  purged(type: string): PurgedRecord[] {
    return [...this.purgedById.values()].filter((record) => record.type === type);
  }

  erase(type: string, id: string): void {
    const before = this.find(type, id);
    if (!before) return;
    this.journal?.push([type, id, before]);
    this.unindex(this.shelf(type), before);
    this.shelf(type).byId.delete(id);
    this.shelf(type).version += 1;
    this.storage.remove('record', id);
  }

  /** Runs `work`; if it throws, every record is again as it was before. */
  atomically<T>(work: () => T): T {
    const outer = this.journal;
    const journal: Undo[] = [];
    this.journal = journal;
    try {
      const result = work();
      this.journal = outer;
      outer?.push(...journal);
      return result;
    } catch (fault) {
      this.journal = undefined;
      for (const [type, id, before] of journal.toReversed()) {
        if (before) this.save(before);
        else this.erase(type, id);
      }
      this.journal = outer;
      throw fault;
    }
  }

  private index(type: string, field: string): Map<string, Set<string>> {
    const shelf = this.shelf(type);
    let index = shelf.indexes.get(field);
    if (!index) {
      index = new Map();
      shelf.indexes.set(field, index);
      for (const record of shelf.byId.values()) addTo(index, record.fields[field], record.id);
    }
    return index;
  }

  private shelve(record: StoredRecord): void {
    const shelf = this.shelf(record.type);
    const before = shelf.byId.get(record.id);
    if (before) this.unindex(shelf, before);
    else shelf.lastNumber = Math.max(shelf.lastNumber, numberOf(record.id));
    shelf.byId.set(record.id, record);
    shelf.version += 1;
    for (const [field, index] of shelf.indexes) addTo(index, record.fields[field], record.id);
  }

  private unindex(shelf: Shelf, record: StoredRecord): void {
    for (const [field, index] of shelf.indexes) {
      const value = record.fields[field];
      if (value !== undefined && value !== null) index.get(indexKey(value))?.delete(record.id);
    }
  }

  private shelf(type: string): Shelf {
    let shelf = this.shelves.get(type);
    if (!shelf) {
      shelf = { byId: new Map(), indexes: new Map(), lastNumber: 0, version: 0 };
      this.shelves.set(type, shelf);
    }
    return shelf;
  }
}

function addTo(index: Map<string, Set<string>>, value: Value | undefined, id: string): void {
  if (value === undefined || value === null) return;
  const key = indexKey(value);
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}
