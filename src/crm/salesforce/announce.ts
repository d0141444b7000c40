/**
 * Alerts as platform events. Whoever listens (a flow) may hear of one twice: after a lost answer it is published again under the
 * same Alert_Id__c. Several in one request go as parts of a composite one.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_api.htm
 */
import { z } from 'zod';
import type { Announcement, AnnounceResult, Transport } from '../port.ts';
import { dataPath, get } from './account.ts';
import { FIELD_VENDORS } from './manifest.ts';
import { notSent, refused } from './outcome.ts';
import { bodyOf, codeOf, errorsSchema } from './payload.ts';
import { chunks } from './soql.ts';

const EVENT = 'Pulso_Alert__e';
/** Parts of one composite request. */
const MOST_PARTS = 25;
/** Lengths of the event's fields (extensions/salesforce/metadata/package-fields.ts). */
const MOST = { title: 255, detail: 4_000, url: 255 };

const MISSING: AnnounceResult = {
  outcome: 'unavailable',
  message: `The org does not have the platform event ${EVENT}, or our user may not publish it. Run "pulso install salesforce" to bring it and to assign the permission set Pulso_Integration.`,
};
/** The org, or our user, does not have the event. */
const UNKNOWN_EVENT = new Set(['NOT_FOUND', 'INVALID_TYPE']);

const describeSchema = z.object({ createable: z.boolean().default(false) });
const compositeSchema = z.object({
  compositeResponse: z.array(z.object({ httpStatusCode: z.number(), body: z.unknown() })),
});

/**
 * Publishes each; one result per alert, in their order. When Salesforce stops answering after some were published, the rest come
 * back as `failed` with `retry`; when none was, its error is thrown.
 */
export async function announce(
  transport: Transport,
  alerts: readonly Announcement[],
): Promise<readonly AnnounceResult[]> {
  if (alerts.length === 0) return [];
  const described = await transport.send(get(dataPath(`/sobjects/${EVENT}/describe`)));
  if (described.status === 404 || !bodyOf(described, describeSchema, EVENT).createable)
    return alerts.map(() => MISSING);
  const results: AnnounceResult[] = [];
  for (const batch of chunks(alerts, MOST_PARTS)) {
    try {
      results.push(...(await publish(transport, batch)));
    } catch (error) {
      if (results.length === 0) throw error;
      return [...results, ...alerts.slice(results.length).map(() => failedBy(notSent(error)))];
    }
  }
  return results;
}

async function publish(transport: Transport, batch: readonly Announcement[]): Promise<AnnounceResult[]> {
  const response = await transport.send({
    method: 'POST',
    path: dataPath('/composite'),
    body: {
      allOrNone: false,
      compositeRequest: batch.map((alert, index) => ({
        ...{ method: 'POST', url: dataPath(`/sobjects/${EVENT}`), referenceId: `alert${index}` },
        body: eventOf(alert),
      })),
    },
    bucket: 'general',
    idempotent: true,
  });
  const { compositeResponse } = bodyOf(response, compositeSchema, 'the publishing of alerts');
  return batch.map((_, index) => {
    const part = compositeResponse[index];
    if (part === undefined) return failedBy(notSent(null));
    if (part.httpStatusCode < 300) return { outcome: 'sent' };
    const [error] = errorsSchema.safeParse(part.body).data ?? [];
    return UNKNOWN_EVENT.has(codeOf(error)) ? MISSING : failedBy(refused(error));
  });
}

const failedBy = ({ error }: ReturnType<typeof refused>): AnnounceResult => ({
  outcome: 'failed',
  message: error?.message ?? 'no reason was given',
  retry: error?.retry ?? true,
});

function eventOf(alert: Announcement): Readonly<Record<string, string | number | null>> {
  const { url } = alert;
  return {
    Alert_Id__c: alert.id,
    Record_Id__c: alert.record,
    Object__c: FIELD_VENDORS[alert.object],
    Kind__c: alert.kind,
    Title__c: cut(alert.title, MOST.title),
    Detail__c: cut(alert.detail, MOST.detail),
    Band__c: alert.band,
    Score__c: alert.score === null ? null : Math.round(alert.score * 10) / 10,
    Url__c: url === null || url.length > MOST.url ? null : url,
    Occurred_At__c: alert.at,
  };
}

/** Never inside a surrogate pair. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}\u2026`;
