/** What a sandbox org is filled with: plain Salesforce records, as the generator makes them and the server keeps them. */

export type SeedValue = string | number | boolean;

export interface SeedRecord {
  readonly type: string;
  /** 18 characters, with the object's key prefix; a new one is given where it is absent. */
  readonly id?: string;
  /** By API name. Dates `2026-01-31`, datetimes in ISO 8601, references as ids. System fields (CreatedDate, LastModifiedById …) may be set. */
  readonly fields: Readonly<Record<string, SeedValue>>;
}

export interface SeedUser {
  readonly id?: string;
  readonly username: string;
  readonly email: string;
  readonly firstName?: string;
  readonly lastName: string;
  /** `System Administrator` may do everything, deploy included. */
  readonly profile: 'System Administrator' | 'Standard User' | 'Minimum Access - API Only Integrations';
  readonly isActive?: boolean;
  readonly language?: 'en_US' | 'es';
  readonly title?: string;
  readonly createdAt?: string;
}

export interface SeedField {
  readonly object: string;
  readonly fullName: string;
  readonly type:
    | 'Text'
    | 'Number'
    | 'Checkbox'
    | 'Date'
    | 'DateTime'
    | 'LongTextArea'
    | 'Picklist'
    | 'Currency'
    | 'Email';
  readonly label?: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly externalId?: boolean;
  readonly unique?: boolean;
  readonly values?: readonly string[];
}

export interface SeedOrg {
  /** 15 or 18 characters, prefix `00D`. */
  readonly organizationId: string;
  readonly name: string;
  readonly timeZone: string;
  /** The first one is who the default token belongs to. */
  readonly users: readonly SeedUser[];
  /** Custom fields that everyone may read and write. */
  readonly fields?: readonly SeedField[];
  readonly records: Iterable<SeedRecord>;
}
