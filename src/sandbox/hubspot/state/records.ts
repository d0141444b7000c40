import type { Storage } from '../../shared/storage.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { HubspotObjectType } from '../seed-format.ts';

/** Who made a change, in HubSpot's words (`sourceType` of a property version, `changeSource` of a webhook). */
export interface Origin {
  readonly source: 'INTEGRATION' | 'CRM_UI' | 'IMPORT' | 'CALCULATED' | 'MERGE_OBJECTS';
  readonly sourceId?: string;
  readonly userId?: number;
}

export interface PropertyVersion extends Origin {
  readonly value: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One CRM record. Times are epoch milliseconds. A property without a value is absent. */
export interface StoredRecord {
  readonly type: HubspotObjectType;
  readonly id: string;
  properties: Record<string, string>;
  readonly createdAt: number;
  updatedAt: number;
  readonly origin: Origin;
  archivedAt?: number;
  /** Versions newest first, only of properties that ever changed; others have their one value since `createdAt`. */
  history?: Record<string, PropertyVersion[]>;
}

interface Shelf {
  readonly byId: Map<string, StoredRecord>;
  readonly live: number[];
  readonly archived: number[];
  /** Ids that were merged away, to the id that survives. */
  readonly merged: Map<string, string>;
  readonly unique: Map<string, Map<string, string>>;
}

function position(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(ids: number[], id: number): void {
  const at = position(ids, id);
  if (ids[at] !== id) ids.splice(at, 0, id);
}

function removeSorted(ids: number[], id: number): void {
  const at = position(ids, id);
  if (ids[at] === id) ids.splice(at, 1);
}

/** Values under which a unique property finds a record: a contact's address, and those of contacts merged into it. */
function uniqueValues(properties: Readonly<Record<string, string>>, property: string): string[] {
  const more = property === 'email' ? (properties.hs_additional_emails ?? '').split(';') : [];
  return [properties[property] ?? '', ...more].filter((value) => value !== '').map((value) => value.toLowerCase());
}

/** All records of a portal, by type and id, in id order; written through to storage. */
export class RecordStore {
  private readonly shelves = new Map<HubspotObjectType, Shelf>();
  private readonly storage: Storage;
  private lastId = 0;

  constructor(storage: Storage) {
    this.storage = storage;
    for (const type of OBJECT_TYPES) {
      this.shelves.set(type.name, { byId: new Map(), live: [], archived: [], merged: new Map(), unique: new Map() });
    }
    this.shelf('contacts').unique.set('email', new Map());
  }

  load(): void {
    for (const [, body] of this.storage.load('record')) this.shelve(body as StoredRecord);
    for (const [key, body] of this.storage.load('merged')) {
      const [type, id] = key.split(':') as [HubspotObjectType, string];
      this.shelf(type).merged.set(id, String(body));
    }
    for (const [, body] of this.storage.load('lastId')) this.lastId = Math.max(this.lastId, Number(body));
  }

  /** A new record id: a number greater than any given before. */
  nextId(): string {
    this.lastId += 1;
    this.storage.put('lastId', 'record', this.lastId);
    return String(this.lastId);
  }

  find(type: HubspotObjectType, id: string): StoredRecord | undefined {
    return this.shelf(type).byId.get(id);
  }

  /** The record of an id, or the survivor if it was merged away. */
  resolve(type: HubspotObjectType, id: string): StoredRecord | undefined {
    const shelf = this.shelf(type);
    let current = id;
    for (let next = shelf.merged.get(current); next !== undefined; next = shelf.merged.get(current)) current = next;
    return shelf.byId.get(current);
  }

  /** The live record whose unique property has this value (compared without case). */
  findByUnique(type: HubspotObjectType, property: string, value: string): StoredRecord | undefined {
    const shelf = this.shelf(type);
    let index = shelf.unique.get(property);
    if (!index) {
      index = new Map();
      for (const record of this.list(type)) {
        for (const held of uniqueValues(record.properties, property)) index.set(held, record.id);
      }
      shelf.unique.set(property, index);
    }
    const id = index.get(value.toLowerCase());
    const record = id === undefined ? undefined : shelf.byId.get(id);
    return record?.archivedAt === undefined ? record : undefined;
  }

  /** Live (or archived) records in id order, those after `afterId`. */
  *list(type: HubspotObjectType, archived = false, afterId = 0): Iterable<StoredRecord> {
    const shelf = this.shelf(type);
    const ids = archived ? shelf.archived : shelf.live;
    for (let at = position(ids, afterId + 1); at < ids.length; at += 1) {
      const record = shelf.byId.get(String(ids[at]));
      if (record) yield record;
    }
  }

  count(type: HubspotObjectType, archived = false): number {
    const shelf = this.shelf(type);
    return (archived ? shelf.archived : shelf.live).length;
  }

  /** Keeps a new or changed record. `before` are its properties before the change. */
  save(record: StoredRecord, before: Readonly<Record<string, string>> = {}): void {
    this.unindex(record, before);
    this.shelve(record);
    this.storage.put('record', `${record.type}:${record.id}`, record);
  }

  /** Forgets a record entirely. */
  erase(record: StoredRecord): void {
    const shelf = this.shelf(record.type);
    this.unindex(record, record.properties);
    shelf.byId.delete(record.id);
    removeSorted(shelf.live, Number(record.id));
    removeSorted(shelf.archived, Number(record.id));
    this.storage.remove('record', `${record.type}:${record.id}`);
  }

  /** Lets `id` stand for `survivor` from now on. */
  redirect(type: HubspotObjectType, id: string, survivor: string): void {
    this.shelf(type).merged.set(id, survivor);
    this.storage.put('merged', `${type}:${id}`, survivor);
  }

  dropUniqueIndex(type: HubspotObjectType, property: string): void {
    if (property !== 'email') this.shelf(type).unique.delete(property);
  }

  private unindex(record: StoredRecord, before: Readonly<Record<string, string>>): void {
    for (const [property, index] of this.shelf(record.type).unique) {
      for (const held of uniqueValues(before, property)) if (index.get(held) === record.id) index.delete(held);
    }
  }

  private shelve(record: StoredRecord): void {
    const shelf = this.shelf(record.type);
    const id = Number(record.id);
    shelf.byId.set(record.id, record);
    insertSorted(record.archivedAt === undefined ? shelf.live : shelf.archived, id);
    removeSorted(record.archivedAt === undefined ? shelf.archived : shelf.live, id);
    this.lastId = Math.max(this.lastId, id);
    if (record.archivedAt !== undefined) return;
    for (const [property, index] of shelf.unique) {
      for (const held of uniqueValues(record.properties, property)) index.set(held, record.id);
    }
  }

  private shelf(type: HubspotObjectType): Shelf {
    const shelf = this.shelves.get(type);
    if (!shelf) throw new Error(`no shelf for ${type}`);
    return shelf;
  }
}
