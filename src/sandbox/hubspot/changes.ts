import type { HubspotObjectType } from './seed-format.ts';
import type { Origin } from './state/records.ts';

interface Happening {
  readonly objectType: HubspotObjectType;
  readonly objectId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly origin: Origin;
}

/** Something that happened to a record: what webhooks tell. */
export type Change =
  | (Happening & { readonly kind: 'creation' | 'deletion' | 'restore' | 'privacyDeletion' })
  | (Happening & { readonly kind: 'propertyChange'; readonly property: string; readonly value: string })
  | (Happening & {
      readonly kind: 'merge';
      readonly primaryId: string;
      readonly mergedIds: readonly string[];
      readonly movedProperties: number;
    })
  | (Happening & {
      readonly kind: 'associationChange';
      readonly toType: HubspotObjectType;
      readonly toId: string;
      readonly typeId: number;
      readonly removed: boolean;
      readonly primary: boolean;
    });
