import type { Change } from './changes.ts';
import { inferObjectType, objectType } from './object-types.ts';

/** One subscription of the app, as its webhooks component declares it. */
export interface Subscription {
  /** `object.propertyChange` with an `objectType`, or the older `contact.propertyChange`. */
  readonly subscriptionType: string;
  /** Needed by `object.*`. */
  readonly objectType?: string | undefined;
  /** Needed by `*.propertyChange`; `*` stands for every property (a convenience of the sandbox). */
  readonly propertyName?: string | undefined;
  readonly active?: boolean | undefined;
  /** Its place in the list, unless the management API made it. */
  readonly id?: number | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
}

/** Never announced, whatever is subscribed to. */
const SILENT_PROPERTIES = new Set(['hs_lastmodifieddate', 'lastmodifieddate', 'num_unique_conversion_events']);

const SUBSCRIBED_TYPES = ['contact', 'company', 'deal', 'ticket'] as const;

/** Everything of contacts, companies, deals and tickets. */
export function defaultSubscriptions(): Subscription[] {
  const kinds = ['creation', 'deletion', 'merge', 'restore', 'associationChange'];
  return [
    ...SUBSCRIBED_TYPES.flatMap((objectType) => [
      ...kinds.map((kind) => ({ subscriptionType: `object.${kind}`, objectType })),
      { subscriptionType: 'object.propertyChange', objectType, propertyName: '*' },
    ]),
    { subscriptionType: 'contact.privacyDeletion' },
  ];
}

function hears(subscription: Subscription, kind: string, type: string): boolean {
  if (subscription.active === false) return false;
  const [subject, wanted] = subscription.subscriptionType.split('.');
  if (wanted !== kind) return false;
  if (subject !== 'object') return subject === type;
  return subscription.objectType !== undefined && inferObjectType(subscription.objectType).singular === type;
}

/** The webhook events of a change: one per subscription that hears it, without ids and attempt. */
export function eventsOf(change: Change, subscriptions: readonly Subscription[]): Record<string, unknown>[] {
  if (change.kind === 'propertyChange' && SILENT_PROPERTIES.has(change.property)) return [];
  const seen = change.kind === 'associationChange' ? [change, opposite(change)] : [change];
  return seen.flatMap((side) =>
    subscriptions.flatMap((subscription, index) => {
      const type = objectType(side.objectType);
      if (!hears(subscription, side.kind, type.singular)) return [];
      if (
        side.kind === 'propertyChange' &&
        subscription.propertyName !== '*' &&
        subscription.propertyName !== side.property
      ) {
        return [];
      }
      return [
        {
          subscriptionId: subscription.id ?? index + 1,
          occurredAt: side.at,
          subscriptionType: subscription.subscriptionType,
          changeSource: side.origin.source === 'MERGE_OBJECTS' ? 'INTEGRATION' : side.origin.source,
          ...(side.origin.sourceId !== undefined && { sourceId: side.origin.sourceId }),
          ...(subscription.subscriptionType.startsWith('object.') && { objectTypeId: type.typeId }),
          ...particulars(side),
        },
      ];
    }),
  );
}

function opposite(change: Extract<Change, { kind: 'associationChange' }>): Change {
  return {
    ...change,
    objectType: change.toType,
    objectId: change.toId,
    toType: change.objectType,
    toId: change.objectId,
  };
}

function particulars(change: Change): Record<string, unknown> {
  const objectId = Number(change.objectId);
  switch (change.kind) {
    case 'creation':
      return { objectId, changeFlag: 'CREATED' };
    case 'deletion':
      return { objectId, changeFlag: 'DELETED' };
    case 'restore':
      return { objectId, changeFlag: 'RESTORED' };
    case 'privacyDeletion':
      return { objectId, changeFlag: 'PRIVACY_DELETION' };
    case 'propertyChange':
      return { objectId, propertyName: change.property, propertyValue: change.value, isSensitive: false };
    case 'merge':
      return {
        objectId,
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: change.mergedIds.map(Number),
        newObjectId: Number(change.primaryId),
        numberOfPropertiesMoved: change.movedProperties,
      };
    case 'associationChange': {
      const [from, to] = [objectType(change.objectType), objectType(change.toType)];
      return {
        associationType: `${from.singular}_TO_${to.singular}`.toUpperCase(),
        fromObjectId: objectId,
        fromObjectTypeId: from.typeId,
        toObjectId: Number(change.toId),
        toObjectTypeId: to.typeId,
        associationRemoved: change.removed,
        isPrimaryAssociation: change.primary,
      };
    }
  }
}
