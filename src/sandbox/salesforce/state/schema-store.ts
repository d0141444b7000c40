import type { Storage } from '../../shared/storage.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { ObjectDefinition } from '../schema/object.ts';

/** A field's way to another object, as children see it: `{parent: 'Account', child: 'Contact', field: AccountId, name: 'Contacts'}`. */
export interface ChildRelationship {
  readonly child: string;
  readonly field: FieldDefinition;
  readonly name: string | undefined;
}

/** An object with its fields by name; names are compared without case. */
export interface ObjectSchema {
  readonly definition: ObjectDefinition;
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  /** Reference fields by the name of their relationship. */
  readonly relationships: ReadonlyMap<string, FieldDefinition>;
}

interface CustomFieldRow {
  readonly object: string;
  readonly field: FieldDefinition;
}

function build(definition: ObjectDefinition): ObjectSchema {
  const fields = new Map(definition.fields.map((field) => [field.name.toLowerCase(), field]));
  const relationships = new Map<string, FieldDefinition>();
  for (const field of definition.fields)
    if (field.relationshipName !== undefined) relationships.set(field.relationshipName.toLowerCase(), field);
  return { definition, fields, relationships };
}

function withTarget(field: FieldDefinition, from: string, to: string): FieldDefinition {
  return { ...field, referenceTo: field.referenceTo.map((each) => (each === from ? to : each)) };
}

const CUSTOM_PREFIXES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The objects and fields of the org: the standard ones, and those that were added. */
export class SchemaStore {
  private readonly objects = new Map<string, ObjectSchema>();
  private readonly byPrefix = new Map<string, string>();
  private readonly storage: Storage;
  private readonly now: () => number;
  private changedAt = 0;
  private children: Map<string, ChildRelationship[]> | undefined;

  constructor(storage: Storage, standard: readonly ObjectDefinition[], now: () => number) {
    this.storage = storage;
    this.now = now;
    for (const definition of standard) this.put(definition);
  }

  load(): void {
    for (const [, body] of this.storage.load('object')) this.put(body as ObjectDefinition);
    for (const [, body] of this.storage.load('field')) {
      const { object, field } = body as CustomFieldRow;
      this.attach(object, field);
    }
  }

  /** When any object or field was changed last, as far as this process knows: at the latest when it began. */
  changedMs(): number {
    return this.changedAt;
  }

  find(name: string): ObjectSchema | undefined {
    return this.objects.get(name.toLowerCase());
  }

  get(name: string): ObjectSchema {
    const found = this.find(name);
    if (!found) throw new Error(`no object ${name}`);
    return found;
  }

  /** The object that ids with this prefix belong to. */
  ofId(id: string): ObjectSchema | undefined {
    const name = this.byPrefix.get(id.slice(0, 3));
    return name === undefined ? undefined : this.find(name);
  }

  list(): ObjectSchema[] {
    return [...this.objects.values()].toSorted((left, right) =>
      left.definition.name.localeCompare(right.definition.name),
    );
  }

  /** Objects whose records point to this one. */
  childrenOf(name: string): readonly ChildRelationship[] {
    if (!this.children) {
      this.children = new Map();
      for (const { definition } of this.list()) {
        for (const field of definition.fields) {
          for (const parent of field.referenceTo) {
            const list = this.children.get(parent) ?? [];
            list.push({ child: definition.name, field, name: field.childRelationshipName });
            this.children.set(parent, list);
          }
        }
      }
    }
    return this.children.get(name) ?? [];
  }

  /** Adds or replaces a custom object. */
  saveObject(definition: ObjectDefinition): void {
    this.put(definition);
    this.storage.put('object', definition.name, definition);
  }

  /** Adds or replaces a custom field. */
  saveField(object: string, field: FieldDefinition): void {
    const { name } = this.get(object).definition;
    this.attach(name, field);
    this.storage.put('field', `${name}.${field.name}`, { object: name, field });
  }

  removeField(object: string, field: string): void {
    const schema = this.get(object);
    const { definition } = schema;
    const held = schema.fields.get(field.toLowerCase());
    if (!held) return;
    const mirror = this.mirrorOf(definition.name, held.name);
    if (mirror !== undefined) this.removeField('Account', mirror);
    this.put({ ...definition, fields: definition.fields.filter((each) => each !== held) });
    this.storage.remove('field', `${definition.name}.${held.name}`);
    if (definition.custom) this.storage.put('object', definition.name, this.get(object).definition);
  }

  /** Gives a custom object another name; what refers to it goes along. */
  renameObject(from: string, to: string): void {
    const { definition } = this.get(from);
    const { fields, name } = definition;
    this.removeObject(name);
    const own = fields.map((field) => withTarget(field, name, to));
    this.saveObject({ ...definition, name: to, fields: own });
    for (const field of own) if (field.custom) this.saveField(to, field);
    for (const { definition: other } of this.list())
      for (const field of other.fields)
        if (other.name !== to && field.custom && field.referenceTo.includes(name))
          this.saveField(other.name, withTarget(field, name, to));
  }

  removeObject(name: string): void {
    const schema = this.find(name);
    if (!schema) return;
    this.changedAt = this.now();
    this.objects.delete(name.toLowerCase());
    this.byPrefix.delete(schema.definition.keyPrefix);
    this.children = undefined;
    this.storage.remove('object', schema.definition.name);
    for (const field of schema.definition.fields)
      this.storage.remove('field', `${schema.definition.name}.${field.name}`);
  }

  /** The next free prefix of custom objects (`a00` …) or events (`e00` …). */
  freePrefix(first: 'a' | 'e'): string {
    for (const tens of CUSTOM_PREFIXES) {
      for (const ones of CUSTOM_PREFIXES) {
        const prefix = `${first}${tens}${ones}`;
        if (!this.byPrefix.has(prefix)) return prefix;
      }
    }
    throw new Error('no key prefix is left');
  }

  private attach(object: string, field: FieldDefinition): void {
    const schema = this.find(object);
    if (!schema) return;
    const mirror = this.mirrorOf(object, field.name);
    if (mirror !== undefined) this.attach('Account', { ...field, name: mirror, unique: false });
    const { definition } = schema;
    const fields = definition.fields.filter((each) => each.name !== field.name);
    this.put({ ...definition, fields: [...fields, field] });
  }

  /** Under which name a contact's custom field is a field of person accounts as well, in an org that has them. */
  private mirrorOf(object: string, field: string): string | undefined {
    const hasPersons = this.find('Account')?.fields.has('ispersonaccount') ?? false;
    return hasPersons && object.toLowerCase() === 'contact' && field.endsWith('__c')
      ? field.replace(/__c$/, '__pc')
      : undefined;
  }

  private put(definition: ObjectDefinition): void {
    this.changedAt = this.now();
    this.objects.set(definition.name.toLowerCase(), build(definition));
    this.byPrefix.set(definition.keyPrefix, definition.name);
    this.children = undefined;
  }
}
