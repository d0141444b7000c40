import { malformedQuery } from '../api-error.ts';
import type { FieldDefinition } from '../schema/field.ts';
import { readCompound, readValue } from '../state/read-value.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Path, Query, SelectItem, SelectTypeof } from './ast.ts';
import {
  type Binder,
  follow,
  NAME_FIELDS,
  noSuchColumn,
  noSuchRelationship,
  type QueryContext,
  visibleField,
  visibleRelationship,
} from './bind.ts';
import { errorAt } from './lexer.ts';

export interface Rendered {
  readonly [key: string]: unknown;
}

/** Rows that are drawn one by one, as they are paged. */
export interface RowList {
  readonly totalSize: number;
  readonly size: number;
  readonly render: (index: number, drawing: Drawing) => unknown;
}

/** How rows are drawn: for which API version (`67.0`), and how a list that may be longer than a page begins. */
export interface Drawing {
  readonly version: string;
  readonly begin: (list: RowList) => unknown;
}

type Entry = (record: StoredRecord, drawing: Drawing) => unknown;
export type ChildReader = (parent: StoredRecord, drawing: Drawing) => unknown;

/** Draws where nothing can be a list. */
export function plainDrawing(version: string): Drawing {
  return {
    version,
    begin: () => {
      throw new Error('no list belongs here');
    },
  };
}

/** What of a record is returned, in the order in which it was asked for. */
export class Shape {
  private readonly entries = new Map<string, Entry>();
  private readonly parents = new Map<string, ParentShape>();
  private readonly context: QueryContext;
  readonly schema: ObjectSchema;
  private readonly attributesType: string | undefined;

  constructor(context: QueryContext, schema: ObjectSchema, attributesType?: string) {
    this.context = context;
    this.schema = schema;
    this.attributesType = attributesType;
  }

  render(record: StoredRecord, drawing: Drawing): Rendered {
    const rendered: Record<string, unknown> = { attributes: this.attributes(record, drawing.version) };
    for (const [key, entry] of this.entries) rendered[key] = entry(record, drawing);
    return rendered;
  }

  private attributes(record: StoredRecord, version: string) {
    const type = this.attributesType ?? record.type;
    return { type, url: `/services/data/v${version}/sobjects/${record.type}/${record.id}` };
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  add(key: string, entry: Entry): void {
    this.entries.set(key, entry);
  }

  addField(field: FieldDefinition): void {
    const { org } = this.context;
    const read: Entry =
      field.type === 'address' ? (record) => readCompound(record, field) : (record) => readValue(org, record, field);
    this.entries.set(field.name, read);
  }

  /** The shape of a parent, made at its first mention. */
  parent(reference: FieldDefinition): ParentShape {
    const name = reference.relationshipName ?? reference.name;
    let parent = this.parents.get(name);
    if (!parent) {
      const made = new ParentShape(this.context, reference);
      parent = made;
      this.parents.set(name, made);
      this.entries.set(name, (record, drawing) => made.render(record, drawing));
    }
    return parent;
  }
}

/** A record that another points to; of a polymorphic reference, whichever it is. */
class ParentShape {
  readonly shapes = new Map<string, Shape>();
  private readonly context: QueryContext;
  private readonly reference: FieldDefinition;

  constructor(context: QueryContext, reference: FieldDefinition) {
    this.context = context;
    this.reference = reference;
    const attributesType = reference.referenceTo.length > 1 ? 'Name' : undefined;
    for (const target of reference.referenceTo) {
      const schema = context.org.schema.find(target);
      if (schema) this.shapes.set(target, new Shape(context, schema, attributesType));
    }
  }

  render(record: StoredRecord, drawing: Drawing): unknown {
    const parent = follow(this.context.org, record, this.reference);
    return parent ? (this.shapes.get(parent.type)?.render(parent, drawing) ?? null) : null;
  }
}

/** Where a path stands in its query, and whether it may be selected twice. */
interface Where {
  readonly source: string;
  readonly at: number;
  readonly twice?: boolean;
}

/** Adds `Account.Owner.Name` and the like to a shape. Throws INVALID_FIELD, or MALFORMED_QUERY when it is selected twice. */
export function addPath(context: QueryContext, shape: Shape, names: readonly string[], where: Where): void {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    const field = visibleField(context, shape.schema, first);
    if (!field) throw noSuchColumn(where.source, where.at, first, shape.schema.definition.name);
    if (shape.has(field.name) && !where.twice) throw malformedQuery(`duplicate field selected: ${field.name}`);
    shape.addField(field);
    return;
  }
  const reference = visibleRelationship(context, shape.schema, first);
  if (!reference) throw noSuchRelationship(where.source, where.at, first);
  const parent = shape.parent(reference);
  if (reference.referenceTo.length === 1) {
    for (const target of parent.shapes.values()) addPath(context, target, rest, where);
    return;
  }
  addNamePath(context, parent, rest, where);
}

/** A path on from a polymorphic reference: each target that has its first name takes it. */
function addNamePath(context: QueryContext, parent: ParentShape, rest: readonly string[], where: Where): void {
  if (!NAME_FIELDS.has(rest[0]?.toLowerCase() ?? '')) throw noSuchColumn(where.source, where.at, rest[0] ?? '', 'Name');
  let found = false;
  for (const target of parent.shapes.values()) {
    if (rest.length === 1 && addSpecial(context, target, rest[0] ?? '')) {
      found = true;
      continue;
    }
    const name = rest[0]?.toLowerCase() ?? '';
    if (!target.schema.fields.has(name) && !target.schema.relationships.has(name)) {
      if (rest.length === 1) target.add(rest[0] ?? '', () => null);
      continue;
    }
    addPath(context, target, rest, where);
    found = true;
  }
  if (!found) throw noSuchColumn(where.source, where.at, rest.join('.'), 'Name');
}

/** `Type` and `Name`, which every target of a polymorphic reference has. */
function addSpecial(context: QueryContext, shape: Shape, name: string): boolean {
  const wanted = name.toLowerCase();
  if (wanted === 'type' && !shape.schema.fields.has('type')) {
    shape.add('Type', (record) => record.type);
    return true;
  }
  if (wanted === 'type') {
    shape.add('Type', (record) => record.type);
    return true;
  }
  const nameField = shape.schema.definition.fields.find((field) => field.nameField);
  if (wanted !== 'name' || !nameField) return false;
  shape.add('Name', (record) => readValue(context.org, record, nameField));
  return true;
}

/** Builds what a query without aggregates returns of each record. */
export function shapeOf(
  binder: Binder,
  query: Query,
  children: (query: Query) => readonly [string, ChildReader],
): Shape {
  const { context, schema, source } = binder;
  const shape = new Shape(context, schema);
  for (const item of query.select) addItem(binder, shape, item, source, children);
  return shape;
}

function addItem(
  binder: Binder,
  shape: Shape,
  item: SelectItem,
  source: string,
  children: (query: Query) => readonly [string, ChildReader],
): void {
  const { context, schema } = binder;
  switch (item.kind) {
    case 'field': {
      const { expression, alias } = item;
      if (expression.kind === 'path') {
        if (alias !== undefined) throw malformedQuery('only aggregate expressions use field aliasing');
        addPath(context, shape, binder.namesOf(expression), { source, at: expression.at });
        return;
      }
      const bound = binder.bind(expression);
      shape.add(alias ?? bound.field?.name ?? bound.name, (record) => bound.read(record));
      return;
    }
    case 'children': {
      const [key, read] = children(item.query);
      if (shape.has(key)) throw malformedQuery(`Cannot follow the same child relationship twice: ${key}`);
      shape.add(key, read);
      return;
    }
    case 'fields': {
      for (const field of schema.definition.fields) {
        const wanted = item.which === 'all' || field.custom === (item.which === 'custom');
        if (wanted && visibleField(context, schema, field.name)) shape.addField(field);
      }
      return;
    }
    case 'typeof':
      addTypeof(context, shape, item, source);
  }
}

function addTypeof(context: QueryContext, shape: Shape, item: SelectTypeof, source: string): void {
  const reference = visibleRelationship(context, shape.schema, item.relationship);
  if (!reference) throw noSuchRelationship(source, item.at, item.relationship);
  if (reference.referenceTo.length < 2)
    throw errorAt('MALFORMED_QUERY', source, item.at, `TYPEOF needs a polymorphic relationship: ${item.relationship}`);
  for (const { type } of item.whens)
    if (!reference.referenceTo.some((each) => each.toLowerCase() === type.toLowerCase()))
      throw errorAt(
        'INVALID_TYPE',
        source,
        item.at,
        `sObject type '${type}' is not supported in ${item.relationship}.`,
      );
  const parent = shape.parent(reference);
  for (const [type, target] of parent.shapes) {
    const when = item.whens.find((each) => each.type.toLowerCase() === type.toLowerCase());
    for (const path of when?.fields ?? []) addPath(context, target, path.names, { source, at: path.at, twice: true });
    if (!when) for (const path of item.otherwise) addNamed(context, target, path, source);
  }
}

/** What ELSE selects are fields that every target has under the name of `Name`; one that is missing here is null. */
function addNamed(context: QueryContext, target: Shape, path: Path, source: string): void {
  const [first = '', ...rest] = path.names;
  if (rest.length === 0 && addSpecial(context, target, first)) return;
  const name = first.toLowerCase();
  if (rest.length === 0 && !target.schema.fields.has(name)) target.add(first, () => null);
  else addPath(context, target, path.names, { source, at: path.at, twice: true });
}
