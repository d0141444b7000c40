/**
 * Webhooks: is it HubSpot who calls (signature v3 over the raw bytes and the public URL), and what happened.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { WebhookRejected } from '../../errors.ts';
import type { ChangeEvent, IncomingRequest, ReceivedEvents, UnreadEvent } from '../port.ts';
import { VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { recordId } from './map.ts';

const WINDOW_MS = 300_000;
const MOST_EVENTS = 100;

/** Exactly these are decoded before hashing, and no others. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

export function decodeForSignature(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
}

/** Throws WebhookRejected unless one of the secrets made the signature within five minutes of now, in either direction. */
export function verifySignature(request: IncomingRequest, secrets: readonly string[]): void {
  const signature = header(request, 'x-hubspot-signature-v3');
  const timestamp = header(request, 'x-hubspot-request-timestamp');
  if (signature === undefined) throw new WebhookRejected('there is no v3 signature');
  if (timestamp === undefined || !/^\d{1,16}$/.test(timestamp)) throw new WebhookRejected('the timestamp is no number');
  if (Math.abs(request.now - Number(timestamp)) > WINDOW_MS) throw new WebhookRejected('the timestamp is not of now');
  const given = Buffer.from(signature);
  let matches = false;
  for (const secret of secrets) {
    const made = createHmac('sha256', secret)
      .update(request.method.toUpperCase() + decodeForSignature(request.url))
      .update(request.rawBody)
      .update(timestamp)
      .digest('base64');
    const expected = Buffer.from(made);
    if (given.length === expected.length && timingSafeEqual(given, expected)) matches = true;
  }
  if (!matches) throw new WebhookRejected('the signature does not fit');
}

function header(request: IncomingRequest, name: string): string | undefined {
  const found = Object.keys(request.headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : request.headers[found];
}

const numberLike = z.union([z.string().min(1), z.number()]).transform(String);
/** No date is later: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST_INSTANT_MS = 8_640_000_000_000_000;
const eventSchema = z.object({
  eventId: numberLike.nullish(),
  portalId: numberLike,
  appId: numberLike.nullish(),
  occurredAt: z.number().int().nonnegative().max(LAST_INSTANT_MS),
  subscriptionType: z.string(),
  objectId: numberLike.nullish(),
  objectTypeId: z.string().nullish(),
  changeSource: z.string().nullish(),
  sourceId: numberLike.nullish(),
  propertyName: z.string().nullish(),
  primaryObjectId: numberLike.nullish(),
  mergedObjectIds: z.array(numberLike).nullish(),
  newObjectId: numberLike.nullish(),
  associationType: z.string().nullish(),
  fromObjectId: numberLike.nullish(),
  toObjectId: numberLike.nullish(),
  fromObjectTypeId: z.string().nullish(),
  toObjectTypeId: z.string().nullish(),
});
type VendorEvent = z.infer<typeof eventSchema>;

const BY_TYPE_ID = new Map(
  (Object.keys(VENDOR_TYPES) as VendorObject[]).map((vendor) => [VENDOR_TYPES[vendor].typeId, vendor]),
);
const BY_WORD: Readonly<Record<string, VendorObject>> = {
  contact: 'contacts',
  company: 'companies',
  ticket: 'tickets',
  deal: 'deals',
  feedback_submission: 'feedback_submissions',
  email: 'emails',
  call: 'calls',
  meeting_event: 'meetings',
  meeting: 'meetings',
  note: 'notes',
};

/**
 * Verified and read; subscriptions that are nothing to us give no event. Throws WebhookRejected. HubSpot repeats a refused batch as a
 * whole for a day and then drops it: so one event of unknown form is set aside, and refuses nothing.
 */
export function receive(request: IncomingRequest, secrets: readonly string[], ownAppId: string | null): ReceivedEvents {
  verifySignature(request, secrets);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.rawBody));
  } catch {
    throw new WebhookRejected('the body is no JSON');
  }
  if (!Array.isArray(body)) throw new WebhookRejected('the body is no list of events');
  if (body.length > MOST_EVENTS) throw new WebhookRejected(`the body has more than ${MOST_EVENTS} events`);
  const events: ChangeEvent[] = [];
  const unread: UnreadEvent[] = [];
  for (const given of body as unknown[]) {
    const parsed = eventSchema.safeParse(given);
    if (parsed.success) events.push(...eventsOf(parsed.data, ownAppId));
    else unread.push(unreadOf(given, parsed.error.issues));
  }
  return { events, unread };
}

const portalSchema = z.object({ portalId: numberLike });
/** Deliveries of one event differ in this alone. */
const attemptSchema = z.looseObject({}).transform(({ attemptNumber: _attempt, ...event }) => event);

function unreadOf(given: unknown, issues: readonly z.core.$ZodIssue[]): UnreadEvent {
  const places = [...new Set(issues.map((issue) => issue.path.join('.') || 'the event itself'))].slice(0, 5);
  const event = JSON.stringify(attemptSchema.safeParse(given).data ?? given);
  return {
    accountId: portalSchema.safeParse(given).data?.portalId ?? null,
    id: createHash('sha256').update(event).digest('hex').slice(0, 24),
    detail: `HubSpot's event has an unknown form at ${places.join(', ')}; the others of its batch were taken, and the record is read with the next look at HubSpot. Update Pulso or report it`,
  };
}

function eventsOf(event: VendorEvent, ownAppId: string | null): readonly ChangeEvent[] {
  const [subject = '', what = ''] = event.subscriptionType.split('.', 2);
  const vendor = BY_TYPE_ID.get(event.objectTypeId ?? '') ?? BY_WORD[subject];
  const make = (
    of: VendorObject,
    id: string,
    kind: ChangeEvent['kind'],
    mergedIds: readonly string[] = [],
  ): ChangeEvent => ({
    accountId: event.portalId,
    object: VENDOR_TYPES[of].object,
    id: recordId(of, id),
    kind,
    mergedIds: mergedIds.map((merged) => recordId(of, merged)),
    eventId: deliveryId(event, `${of}/${id}`),
    occurredAt: new Date(event.occurredAt).toISOString(),
    own: isOwn(event, ownAppId),
  });

  switch (what) {
    case 'creation':
    case 'propertyChange':
    case 'restore':
      return vendor && event.objectId ? [make(vendor, event.objectId, 'changed')] : [];
    case 'deletion':
      return vendor && event.objectId ? [make(vendor, event.objectId, 'deleted')] : [];
    case 'privacyDeletion':
      return vendor && event.objectId ? [make(vendor, event.objectId, 'forgotten')] : [];
    case 'merge': {
      const survivor = event.newObjectId ?? event.primaryObjectId ?? event.objectId;
      if (!vendor || !survivor) return [];
      const merged = new Set([
        ...(event.mergedObjectIds ?? []),
        ...(event.primaryObjectId ? [event.primaryObjectId] : []),
      ]);
      merged.delete(survivor);
      return [make(vendor, survivor, 'merged', [...merged])];
    }
    case 'associationChange':
      return endsOf(event).map(([of, id]) => make(of, id, 'changed'));
    default:
      return [];
  }
}

/** Both records of a link; the types stand in `…ObjectTypeId` or in a name such as TICKET_TO_CONTACT. */
function endsOf(event: VendorEvent): readonly (readonly [VendorObject, string])[] {
  const [fromWord = '', toWord = ''] = (event.associationType ?? '').toLowerCase().split('_to_', 2);
  const from = BY_TYPE_ID.get(event.fromObjectTypeId ?? '') ?? BY_WORD[fromWord];
  const to = BY_TYPE_ID.get(event.toObjectTypeId ?? '') ?? BY_WORD[toWord];
  return [
    ...(from && event.fromObjectId ? [[from, event.fromObjectId] as const] : []),
    ...(to && event.toObjectId ? [[to, event.toObjectId] as const] : []),
  ];
}

/** `appId` is the app that the webhook was sent to: ours. */
function isOwn(event: VendorEvent, ownAppId: string | null): boolean {
  const app = ownAppId ?? event.appId;
  return event.changeSource === 'INTEGRATION' && app != null && event.sourceId === app;
}

/** HubSpot does not promise that its eventId is unique; the same delivery repeated has all of this in common. */
function deliveryId(event: VendorEvent, record: string): string {
  return [event.portalId, event.subscriptionType, record, event.propertyName, event.occurredAt, event.eventId]
    .map((part) => part ?? '')
    .join(':');
}
