import type { Storage } from '../../shared/storage.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { PropertyDefinition, PropertyGroup } from '../schema/property-definition.ts';
import { stageProperties, standardGroups, standardProperties } from '../schema/standard-properties.ts';
import type { HubspotObjectType } from '../seed-format.ts';
import type { Pipeline } from './pipelines.ts';

/** Property definitions and groups by object type: HubSpot's own, and the portal's, which are stored. */
export class SchemaStore {
  private readonly properties = new Map<HubspotObjectType, Map<string, PropertyDefinition>>();
  private readonly archived = new Map<HubspotObjectType, Map<string, PropertyDefinition>>();
  private readonly groups = new Map<HubspotObjectType, Map<string, PropertyGroup>>();
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
    for (const type of OBJECT_TYPES) {
      const all = standardProperties(type.name);
      this.properties.set(type.name, new Map(all.map((property) => [property.name, property])));
      this.groups.set(type.name, new Map(standardGroups(all).map((entry) => [entry.name, entry])));
      this.archived.set(type.name, new Map());
    }
  }

  /** Adds the properties in which HubSpot keeps when records entered and left the stages of a pipeline. */
  learnStages(type: HubspotObjectType, pipeline: Pipeline): void {
    const shelf = this.properties.get(type);
    const group = this.listGroups(type)[0]?.name ?? '';
    for (const stage of pipeline.stages) {
      for (const property of stageProperties(group, stage.id, `${stage.label} (${pipeline.label})`)) {
        shelf?.set(property.name, property);
      }
    }
  }

  load(): void {
    for (const [key, body] of this.storage.load('property')) {
      const [type] = key.split(':') as [HubspotObjectType];
      const property = body as PropertyDefinition;
      const shelf = property.archivedAt === undefined ? this.properties : this.archived;
      shelf.get(type)?.set(property.name, property);
    }
    for (const [key, body] of this.storage.load('group')) {
      const [type] = key.split(':') as [HubspotObjectType];
      const group = body as PropertyGroup;
      this.groups.get(type)?.set(group.name, group);
    }
  }

  find(type: HubspotObjectType, name: string): PropertyDefinition | undefined {
    return this.properties.get(type)?.get(name);
  }

  findArchived(type: HubspotObjectType, name: string): PropertyDefinition | undefined {
    return this.archived.get(type)?.get(name);
  }

  list(type: HubspotObjectType, archived = false): PropertyDefinition[] {
    return [...((archived ? this.archived : this.properties).get(type)?.values() ?? [])];
  }

  customCount(type: HubspotObjectType): number {
    return this.list(type).filter((property) => !property.hubspotDefined).length;
  }

  save(type: HubspotObjectType, property: PropertyDefinition): void {
    this.archived.get(type)?.delete(property.name);
    this.properties.get(type)?.set(property.name, property);
    this.storage.put('property', `${type}:${property.name}`, property);
  }

  archive(type: HubspotObjectType, property: PropertyDefinition, archivedAt: string): void {
    const gone = { ...property, archivedAt };
    this.properties.get(type)?.delete(property.name);
    this.archived.get(type)?.set(property.name, gone);
    this.storage.put('property', `${type}:${property.name}`, gone);
  }

  /** A property that only the seed knows of, kept as text; without HubSpot's prefix it is one of the portal's own. */
  adopt(type: HubspotObjectType, name: string): void {
    this.save(type, {
      name,
      label: name,
      type: 'string',
      fieldType: 'text',
      groupName: this.listGroups(type)[0]?.name ?? '',
      description: '',
      options: [],
      displayOrder: -1,
      hasUniqueValue: false,
      hidden: false,
      formField: false,
      hubspotDefined: name.startsWith('hs_'),
      readOnlyValue: false,
      calculated: false,
      externalOptions: false,
      dataSensitivity: 'non_sensitive',
    });
  }

  findGroup(type: HubspotObjectType, name: string): PropertyGroup | undefined {
    const group = this.groups.get(type)?.get(name);
    return group?.archived ? undefined : group;
  }

  listGroups(type: HubspotObjectType): PropertyGroup[] {
    return [...(this.groups.get(type)?.values() ?? [])].filter((group) => !group.archived);
  }

  saveGroup(type: HubspotObjectType, group: PropertyGroup): void {
    this.groups.get(type)?.set(group.name, group);
    this.storage.put('group', `${type}:${group.name}`, group);
  }
}
