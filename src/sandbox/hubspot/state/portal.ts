import type { Storage } from '../../shared/storage.ts';
import { WriteLedger } from '../../shared/write-ledger.ts';
import type { Change } from '../changes.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { HubspotObjectType, SeedObject, SeedOwner, SeedPortal } from '../seed-format.ts';
import { AssociationStore } from './association-store.ts';
import { type Pipeline, PipelineStore } from './pipelines.ts';
import { type Origin, type PropertyVersion, RecordStore, type StoredRecord } from './records.ts';
import { SchemaStore } from './schema-store.ts';
import { SearchLag } from './search-lag.ts';
import { ValidationRules } from './validation-rules.ts';

export interface PortalFacts {
  readonly portalId: number;
  readonly name: string;
  readonly timeZone: string;
  readonly owners: readonly SeedOwner[];
}

export interface PortalSettings {
  readonly clock: () => Date;
  readonly searchIndexLagMs: number;
}

const SEED_ORIGIN: Origin = { source: 'CRM_UI', sourceId: 'userId:1' };

/** One HubSpot account: its records, their associations, its schema. Changes are announced to `onChange`. */
export class Portal {
  readonly storage: Storage;
  records: RecordStore;
  associations: AssociationStore;
  schema: SchemaStore;
  pipelines: PipelineStore;
  validations: ValidationRules;
  ledger: WriteLedger;
  lag: SearchLag;
  readonly clock: () => Date;
  private readonly settings: PortalSettings;
  facts: PortalFacts = { portalId: 1, name: '', timeZone: 'UTC', owners: [] };
  onChange: (change: Change) => void = () => undefined;

  constructor(storage: Storage, settings: PortalSettings) {
    this.storage = storage;
    this.settings = settings;
    this.clock = settings.clock;
    this.records = new RecordStore(storage);
    this.associations = new AssociationStore(storage);
    this.schema = new SchemaStore(storage);
    this.pipelines = new PipelineStore(storage);
    this.validations = new ValidationRules(storage);
    this.ledger = new WriteLedger(storage);
    this.lag = new SearchLag(settings.searchIndexLagMs, () => this.clock().getTime());
  }

  /** Keeps a new or changed pipeline, and the properties that tell of its stages. */
  savePipeline(type: HubspotObjectType, pipeline: Pipeline): void {
    this.pipelines.save(type, pipeline);
    this.schema.learnStages(type, pipeline);
  }

  private learnStages(): void {
    for (const { name } of OBJECT_TYPES) {
      for (const pipeline of this.pipelines.of(name)) this.schema.learnStages(name, pipeline);
    }
  }

  /** Reads what is stored, or fills an empty portal from the seed. */
  open(seed: () => SeedPortal): void {
    if (this.storage.isEmpty()) {
      this.plant(seed());
      return;
    }
    for (const [, body] of this.storage.load('portal')) this.facts = body as PortalFacts;
    this.pipelines.load();
    this.learnStages();
    this.schema.load();
    this.validations.load();
    this.records.load();
    this.associations.load();
    this.ledger.load();
  }

  /** Forgets everything and fills the portal from the seed again. */
  reset(seed: () => SeedPortal): void {
    this.storage.clear();
    this.records = new RecordStore(this.storage);
    this.associations = new AssociationStore(this.storage);
    this.schema = new SchemaStore(this.storage);
    this.pipelines = new PipelineStore(this.storage);
    this.validations = new ValidationRules(this.storage);
    this.ledger = new WriteLedger(this.storage);
    this.lag = new SearchLag(this.settings.searchIndexLagMs, () => this.clock().getTime());
    this.plant(seed());
  }

  private plant(seed: SeedPortal): void {
    const { portalId, name, timeZone, owners } = seed;
    this.facts = { portalId, name, timeZone, owners: [...owners] };
    this.storage.put('portal', 'facts', this.facts);
    this.learnStages();
    for (const object of seed.objects) {
      for (const property of Object.keys(object.properties)) {
        if (!this.schema.find(object.type, property)) this.schema.adopt(object.type, property);
      }
      const record: StoredRecord = {
        type: object.type,
        id: object.id,
        properties: { ...object.properties },
        createdAt: Date.parse(object.createdAt),
        updatedAt: Date.parse(object.updatedAt),
        origin: SEED_ORIGIN,
        ...(object.archivedAt !== undefined && { archivedAt: Date.parse(object.archivedAt) }),
      };
      if (object.history) record.history = historyOf(this.pipelines, object, record);
      this.records.save(record);
    }
    for (const { from, to, typeIds } of seed.associations) this.associations.add(from, to, typeIds);
    this.storage.commit();
  }
}

/** The versions of a seeded record; the current value stands first even where the seed lists former values only. */
function historyOf(
  pipelines: PipelineStore,
  object: SeedObject,
  record: StoredRecord,
): Record<string, PropertyVersion[]> {
  const history: Record<string, PropertyVersion[]> = {};
  for (const [property, former] of Object.entries(object.history ?? {})) {
    const versions = former
      .map(({ value, timestamp }) => ({ ...SEED_ORIGIN, value, at: Date.parse(timestamp) }))
      .toSorted((left, right) => right.at - left.at);
    const current = record.properties[property] ?? '';
    if (versions[0]?.value !== current) {
      const closed = Date.parse(record.properties.closed_date ?? '');
      const at = pipelines.isClosed(object.type, current) && !Number.isNaN(closed) ? closed : record.updatedAt;
      versions.unshift({ ...SEED_ORIGIN, value: current, at });
    }
    history[property] = versions;
  }
  return history;
}
