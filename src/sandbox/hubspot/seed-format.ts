/** What a sandbox portal is filled with: plain HubSpot objects, as the generator makes them and the server keeps them. */

export type HubspotObjectType =
  | 'contacts'
  | 'companies'
  | 'deals'
  | 'tickets'
  | 'feedback_submissions'
  | 'emails'
  | 'calls'
  | 'meetings'
  | 'notes'
  | 'tasks';

export interface SeedObject {
  readonly type: HubspotObjectType;
  /** Numeric string, unique within its type. */
  readonly id: string;
  /** All values are strings, as HubSpot returns them. */
  readonly properties: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Present on a record that was archived before the portal was seeded. */
  readonly archivedAt?: string;
  /** Former values, newest first, where a property has a history worth telling (hs_pipeline_stage of tickets). */
  readonly history?: Readonly<Record<string, readonly { readonly value: string; readonly timestamp: string }[]>>;
}

export interface SeedAssociation {
  readonly from: { readonly type: HubspotObjectType; readonly id: string };
  readonly to: { readonly type: HubspotObjectType; readonly id: string };
  /** HubSpot-defined association type ids, in the direction from → to; the server adds the opposite direction. */
  readonly typeIds: readonly number[];
}

export interface SeedOwner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface SeedPortal {
  readonly portalId: number;
  readonly name: string;
  readonly timeZone: string;
  readonly owners: readonly SeedOwner[];
  readonly objects: Iterable<SeedObject>;
  readonly associations: Iterable<SeedAssociation>;
}
