import type { PropertyDefinition } from './schema/property-definition.ts';
import type { HubspotObjectType } from './seed-format.ts';
import type { Portal } from './state/portal.ts';

/** Archives a property: its definition moves to the archive, records lose its values. */
export function archiveProperty(portal: Portal, type: HubspotObjectType, property: PropertyDefinition): void {
  portal.schema.archive(type, property, portal.clock().toISOString());
  portal.records.dropUniqueIndex(type, property.name);
  for (const archived of [false, true]) {
    for (const record of portal.records.list(type, archived)) {
      if (record.properties[property.name] === undefined && !record.history?.[property.name]) continue;
      delete record.properties[property.name];
      delete record.history?.[property.name];
      portal.records.save(record);
    }
  }
}
