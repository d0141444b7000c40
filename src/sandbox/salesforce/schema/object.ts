import { computed, type FieldDefinition, field, flag, instant, refer } from './field.ts';

export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** First three characters of its records' ids. */
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly searchable: boolean;
  /** Platform event: publishing is the only thing it does. */
  readonly event: boolean;
  /** Where former values go, if any: `CaseHistory`. */
  readonly historyObject: string | undefined;
  readonly fields: readonly FieldDefinition[];
}

export interface ObjectOptions {
  readonly labelPlural?: string;
  readonly label?: string;
  readonly custom?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
  readonly queryable?: boolean;
  readonly searchable?: boolean;
  readonly event?: boolean;
  readonly historyObject?: string;
  /** Has an owner. */
  readonly owned?: boolean;
  /** Queues may own it too. */
  readonly queues?: boolean;
  /** Without LastModified… fields (history objects). */
  readonly createdOnly?: boolean;
  /** Has LastViewedDate and LastReferencedDate. */
  readonly viewed?: boolean;
  /** Without system fields but Id. */
  readonly bare?: boolean;
}

function systemFields(options: ObjectOptions): FieldDefinition[] {
  const required = { ...computed, nillable: false };
  const created = [instant('CreatedDate', required), refer('CreatedById', 'User', undefined, required)];
  const modified = [
    instant('LastModifiedDate', required),
    refer('LastModifiedById', 'User', undefined, required),
    instant('SystemModstamp', required),
  ];
  const owner = options.queues
    ? refer('OwnerId', ['Group', 'User'], undefined, { nillable: false })
    : refer('OwnerId', 'User', undefined, { nillable: false });
  return [
    ...(options.owned ? [owner] : []),
    ...created,
    ...(options.createdOnly ? [] : modified),
    ...(options.viewed ? [instant('LastViewedDate', computed), instant('LastReferencedDate', computed)] : []),
  ];
}

/** An object with the fields that every object has. */
export function object(
  name: string,
  keyPrefix: string,
  fields: readonly FieldDefinition[],
  options: ObjectOptions = {},
): ObjectDefinition {
  const label =
    options.label ??
    name
      .replace(/__[ce]$/, '')
      .replaceAll('_', ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2');
  const deleted = flag('IsDeleted', { ...computed, label: 'Deleted' });
  const id = field('Id', 'id', { ...computed, idLookup: true, label: `${label} ID` });
  const writable = !options.event;
  return {
    name,
    label,
    labelPlural: options.labelPlural ?? `${label}s`,
    keyPrefix,
    custom: options.custom ?? false,
    createable: options.createable ?? true,
    updateable: options.updateable ?? writable,
    deletable: options.deletable ?? writable,
    queryable: options.queryable ?? writable,
    searchable: options.searchable ?? false,
    event: options.event ?? false,
    historyObject: options.historyObject,
    fields: options.bare ? [id, ...fields] : [id, deleted, ...fields, ...systemFields(options)],
  };
}
