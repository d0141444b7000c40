import type { Org } from '../state/org.ts';
import type { KeptComponents } from './kept-components.ts';

/** Gives a custom object, or a component that was deployed as a file, another name. Returns why it cannot be; undefined if it is done. */
export function renameComponent(
  org: Org,
  kept: KeptComponents,
  type: string,
  from: string,
  to: string,
): string | undefined {
  if (type === 'CustomObject') return renameObject(org, from, to);
  const component = kept.find(type, from);
  if (!component) return `No ${type} named ${from} found`;
  if (kept.find(type, to)) return `There is already a component named ${to}`;
  kept.forget(type, from);
  kept.keep({ ...component, fullName: to });
  return undefined;
}

function renameObject(org: Org, from: string, to: string): string | undefined {
  const definition = org.schema.find(from)?.definition;
  if (!definition?.custom) return `No CustomObject named ${from} found`;
  if (org.schema.find(to)) return `There is already a component named ${to}`;
  if (!/^[A-Za-z]\w*__[ce]$/.test(to) || to.slice(-3) !== from.slice(-3)) return `Invalid name: ${to}`;
  org.records.atomically(() => {
    for (const record of [...org.records.list(definition.name)]) {
      org.records.erase(record.type, record.id);
      org.records.save({ ...record, type: to });
    }
    for (const kind of ['FieldPermissions', 'ObjectPermissions'])
      for (const row of org.records.byValue(kind, 'SobjectType', [definition.name])) {
        const { Field: field } = row.fields;
        const moved = typeof field === 'string' && { Field: field.replace(/^[^.]+/, to) };
        org.records.save({ ...row, fields: { ...row.fields, SobjectType: to, ...moved } });
      }
    org.schema.renameObject(definition.name, to);
  });
  return undefined;
}
