import type { Storage } from '../../shared/storage.ts';
import { WriteLedger } from '../../shared/write-ledger.ts';
import type { ApiError } from '../api-error.ts';
import { standardObjects } from '../schema/standard-objects.ts';
import { formatInstant } from '../time.ts';
import { Automation } from './automation.ts';
import { EventLog } from './event-log.ts';
import { Permissions } from './permissions.ts';
import { RecordStore } from './records.ts';
import { SchemaStore } from './schema-store.ts';

export interface OrgFacts {
  readonly organizationId: string;
  readonly name: string;
  readonly timeZone: string;
  /** Whom the default token belongs to. */
  readonly adminId: string;
}

export interface OrgSettings {
  readonly clock: () => Date;
  readonly surveys: boolean;
  readonly personAccounts: boolean;
  readonly multiCurrency: boolean;
  /** Languages that translations may be deployed for. */
  readonly languages: readonly string[];
  /** Custom fields that an object may have. */
  readonly customFieldLimit: number;
  /** Whether deployed fields are visible without a permission set. */
  readonly openFields: boolean;
}

/** One Salesforce org: its schema, records, permissions and automation. */
export class Org {
  readonly storage: Storage;
  readonly settings: OrgSettings;
  records: RecordStore;
  schema: SchemaStore;
  permissions: Permissions;
  automation: Automation;
  ledger: WriteLedger;
  events: EventLog;
  /** Makes the next records that are written fail, while a fault is on. */
  rowFault: (() => ApiError | undefined) | undefined;
  facts: OrgFacts = { organizationId: '', name: '', timeZone: 'UTC', adminId: '' };
  private readonly numbers = new Map<string, number>();

  constructor(storage: Storage, settings: OrgSettings) {
    this.storage = storage;
    this.settings = settings;
    this.records = new RecordStore(storage);
    this.schema = new SchemaStore(storage, standardObjects(settings), () => this.now());
    this.permissions = new Permissions(this.records, storage);
    this.automation = new Automation(storage);
    this.ledger = new WriteLedger(storage);
    this.events = new EventLog(storage);
  }

  /** Reads what is stored, or has an empty org filled. */
  open(plant: (org: Org) => void): void {
    if (this.storage.isEmpty()) {
      plant(this);
      return;
    }
    for (const [, body] of this.storage.load('org')) this.facts = body as OrgFacts;
    this.schema.load();
    this.records.load();
    this.permissions.load();
    this.automation.load();
    this.ledger.load();
    this.events.load();
  }

  /** Forgets everything and has the org filled again. */
  reset(plant: (org: Org) => void): void {
    this.storage.clear();
    this.numbers.clear();
    this.records = new RecordStore(this.storage);
    this.schema = new SchemaStore(this.storage, standardObjects(this.settings), () => this.now());
    this.permissions = new Permissions(this.records, this.storage);
    this.automation = new Automation(this.storage);
    this.ledger = new WriteLedger(this.storage);
    this.events = new EventLog(this.storage);
    plant(this);
  }

  now(): number {
    return this.settings.clock().getTime();
  }

  /** The present as a datetime field holds it: whole seconds, as Salesforce keeps audit dates. */
  stamp(): string {
    return formatInstant(Math.floor(this.now() / 1_000) * 1_000);
  }

  /** The next number of a series; `highest` is asked once for the last one given. */
  nextNumber(series: string, highest: () => number): number {
    const next = (this.numbers.get(series) ?? highest()) + 1;
    this.numbers.set(series, next);
    return next;
  }
}
