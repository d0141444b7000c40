import type { Storage } from '../../shared/storage.ts';
import {
  type AssociationType,
  definedAssociationTypes,
  isPrimaryTypeId,
  oppositeTypeId,
} from '../association-types.ts';
import type { HubspotObjectType } from '../seed-format.ts';

export interface RecordRef {
  readonly type: HubspotObjectType;
  readonly id: string;
}

/** A link as seen from one end: the other end and the type ids in this direction. */
export interface Link {
  readonly toId: string;
  typeIds: number[];
}

/** A pair of custom labels: `there` from → to, `back` to → from. */
export interface CustomLabel {
  readonly from: HubspotObjectType;
  readonly to: HubspotObjectType;
  readonly name: string;
  readonly label: string;
  readonly inverseLabel: string;
  readonly there: number;
  readonly back: number;
}

/** Most associations of one record to records of one type, and most labels of a pair of types. */
export const MAX_LINKS = 50_000;
export const MAX_LABELS = 50;

const FIRST_CUSTOM_TYPE_ID = 1000;

/** Who is associated with whom; both directions are kept, one row per pair is stored. */
export class AssociationStore {
  private readonly links = new Map<string, Map<string, Link[]>>();
  private readonly labels: CustomLabel[] = [];
  private readonly limits = new Map<number, number>();
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [typeId, max] of this.storage.load('associationLimit')) this.limits.set(Number(typeId), Number(max));
    for (const [, body] of this.storage.load('label')) this.labels.push(body as CustomLabel);
    for (const [key, body] of this.storage.load('association')) {
      const [from, to] = key.split('>').map((end) => {
        const [type, id] = end.split(':') as [HubspotObjectType, string];
        return { type, id };
      });
      if (from && to) for (const typeId of body as number[]) this.attach(from, to, typeId);
    }
  }

  /** Types that may stand between two object types: HubSpot's and the portal's own labels. */
  typesBetween(from: HubspotObjectType, to: HubspotObjectType): AssociationType[] {
    const own: AssociationType[] = [];
    for (const label of this.labels) {
      if (label.from === from && label.to === to) {
        own.push({ category: 'USER_DEFINED', typeId: label.there, label: label.label, name: label.name });
      }
      if (label.to === from && label.from === to && label.back !== label.there) {
        own.push({ category: 'USER_DEFINED', typeId: label.back, label: label.inverseLabel, name: label.name });
      }
    }
    return [...definedAssociationTypes(from, to), ...own];
  }

  addLabel(label: Omit<CustomLabel, 'there' | 'back'>): CustomLabel {
    const taken = this.labels.map((each) => Math.max(each.there, each.back));
    const there = Math.max(FIRST_CUSTOM_TYPE_ID - 1, ...taken) + 1;
    const back = label.label === label.inverseLabel && label.from === label.to ? there : there + 1;
    const added = { ...label, there, back };
    this.labels.push(added);
    this.storage.put('label', String(there), added);
    return added;
  }

  /** Gives a custom label other words. False if there is none with that type id. */
  renameLabel(typeId: number, label: string, inverseLabel: string | undefined): boolean {
    const at = this.labels.findIndex((each) => each.there === typeId || each.back === typeId);
    const present = this.labels[at];
    if (!present) return false;
    const forward = present.there === typeId;
    const changed = {
      ...present,
      label: forward ? label : (inverseLabel ?? present.label),
      inverseLabel: forward ? (inverseLabel ?? present.inverseLabel) : label,
    };
    this.labels[at] = changed;
    this.storage.put('label', String(present.there), changed);
    return true;
  }

  /** Removes a custom label and takes it off every pair. False if there is none with that type id. */
  removeLabel(typeId: number): boolean {
    const label = this.labels.find((each) => each.there === typeId || each.back === typeId);
    if (!label) return false;
    for (const [fromId, links] of [...(this.links.get(`${label.from}>${label.to}`) ?? [])]) {
      for (const link of [...links]) {
        this.remove({ type: label.from, id: fromId }, { type: label.to, id: link.toId }, [label.there]);
      }
    }
    this.labels.splice(this.labels.indexOf(label), 1);
    this.storage.remove('label', String(label.there));
    return true;
  }

  /** Links of one record to records of a type, in order of the other id. */
  of(from: RecordRef, to: HubspotObjectType): readonly Link[] {
    return this.links.get(`${from.type}>${to}`)?.get(from.id) ?? [];
  }

  /** Sets how many records one record may have by a type; undefined lifts the limit. */
  limit(typeId: number, max: number | undefined): void {
    if (max === undefined) {
      this.limits.delete(typeId);
      this.storage.remove('associationLimit', String(typeId));
      return;
    }
    this.limits.set(typeId, max);
    this.storage.put('associationLimit', String(typeId), max);
  }

  maxOf(typeId: number): number | undefined {
    return this.limits.get(typeId);
  }

  /** The first of some types by which a record may have no further record. */
  fullType(from: RecordRef, to: RecordRef, typeIds: readonly number[]): number | undefined {
    return typeIds.find((typeId) => {
      const max = this.limits.get(typeId);
      if (max === undefined) return false;
      const held = this.of(from, to.type).filter((link) => link.typeIds.includes(typeId));
      return held.length >= max && !held.some((link) => link.toId === to.id);
    });
  }

  /** How many records of a type every record of another is associated with. */
  counts(from: HubspotObjectType, to: HubspotObjectType): { readonly id: string; readonly usage: number }[] {
    return [...(this.links.get(`${from}>${to}`) ?? [])].map(([id, links]) => ({ id, usage: links.length }));
  }

  /** Types to which a record has links. */
  typesLinked(from: RecordRef): HubspotObjectType[] {
    const found: HubspotObjectType[] = [];
    for (const [key, byId] of this.links) {
      const [type, to] = key.split('>') as [HubspotObjectType, HubspotObjectType];
      if (type === from.type && (byId.get(from.id)?.length ?? 0) > 0) found.push(to);
    }
    return found;
  }

  /** Adds types to a pair. Returns the ids that were not there before. A labelled type brings the unlabelled one along. */
  add(from: RecordRef, to: RecordRef, typeIds: readonly number[]): number[] {
    const unlabelled = definedAssociationTypes(from.type, to.type)[0]?.typeId;
    const wanted = unlabelled === undefined ? typeIds : [...new Set([...typeIds, unlabelled])];
    const present = this.find(from, to)?.typeIds ?? [];
    const fresh = wanted.filter((typeId) => !present.includes(typeId));
    for (const typeId of fresh) this.attach(from, to, typeId);
    if (fresh.length > 0) this.store(from, to);
    return fresh;
  }

  /** Removes some types (or all) of a pair. Returns the ids that were removed. */
  remove(from: RecordRef, to: RecordRef, typeIds?: readonly number[]): number[] {
    const present = this.find(from, to)?.typeIds ?? [];
    const gone = present.filter((typeId) => typeIds === undefined || typeIds.includes(typeId));
    for (const typeId of gone) {
      this.detach(from, to, typeId);
      this.detach(to, from, this.opposite(typeId));
    }
    if (gone.length > 0) this.store(from, to);
    return gone;
  }

  /** Removes the "Primary" type of a record towards a type, except at one other end. */
  demotePrimary(from: RecordRef, to: HubspotObjectType, exceptId: string): void {
    for (const link of [...this.of(from, to)]) {
      if (link.toId === exceptId) continue;
      const primary = link.typeIds.filter(isPrimaryTypeId);
      if (primary.length > 0) this.remove(from, { type: to, id: link.toId }, primary);
    }
  }

  private attach(from: RecordRef, to: RecordRef, typeId: number): void {
    this.attachOneWay(from, to, typeId);
    this.attachOneWay(to, from, this.opposite(typeId));
  }

  private opposite(typeId: number): number {
    for (const label of this.labels) {
      if (label.there === typeId) return label.back;
      if (label.back === typeId) return label.there;
    }
    return oppositeTypeId(typeId);
  }

  private attachOneWay(from: RecordRef, to: RecordRef, typeId: number): void {
    const key = `${from.type}>${to.type}`;
    let byId = this.links.get(key);
    if (!byId) {
      byId = new Map();
      this.links.set(key, byId);
    }
    const links = byId.get(from.id);
    if (!links) {
      byId.set(from.id, [{ toId: to.id, typeIds: [typeId] }]);
      return;
    }
    const link = links.find((candidate) => candidate.toId === to.id);
    if (!link) links.push({ toId: to.id, typeIds: [typeId] });
    else if (!link.typeIds.includes(typeId)) link.typeIds.push(typeId);
  }

  private detach(from: RecordRef, to: RecordRef, typeId: number): void {
    const byId = this.links.get(`${from.type}>${to.type}`);
    const links = byId?.get(from.id);
    const link = links?.find((candidate) => candidate.toId === to.id);
    if (!byId || !links || !link) return;
    link.typeIds = link.typeIds.filter((candidate) => candidate !== typeId);
    if (link.typeIds.length > 0) return;
    const rest = links.filter((candidate) => candidate !== link);
    if (rest.length > 0) byId.set(from.id, rest);
    else byId.delete(from.id);
  }

  private find(from: RecordRef, to: RecordRef): Link | undefined {
    return this.of(from, to.type).find((link) => link.toId === to.id);
  }

  private store(from: RecordRef, to: RecordRef): void {
    const here = `${from.type}:${from.id}`;
    const there = `${to.type}:${to.id}`;
    const [first, second] = here < there ? [from, to] : [to, from];
    const key = here < there ? `${here}>${there}` : `${there}>${here}`;
    const typeIds = this.find(first, second)?.typeIds ?? [];
    if (typeIds.length > 0) this.storage.put('association', key, typeIds);
    else this.storage.remove('association', key);
  }
}
