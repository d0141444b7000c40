import { type RequestHandler, Router, raw } from 'express';
import type { Crm, IncomingRequest, ReceivedEvents } from '../../crm/port.ts';
import { WebhookRejected } from '../../errors.ts';
import { acceptEvents } from '../../jobs/accept-events.ts';
import type { WebhookSigner } from '../../jobs/connect-install.ts';
import { setEventsAside } from '../../jobs/set-events-aside.ts';
import type { HttpDeps } from '../http-deps.ts';

/** HubSpot sends at most 100 events; far more than any of them needs. */
const BODY_LIMIT = '2mb';

/**
 * POST /webhooks/:crm: verifies over the raw bytes and the public address, stores the marks, answers. The reading happens in a
 * job, well after the CRM has its 200.
 */
export function receiveWebhook(deps: HttpDeps): Router {
  const handler: RequestHandler<{ crm: string }> = async (request, response) => {
    const crm: Crm | undefined = deps.crms.get(request.params.crm);
    const signers = await deps.webhookSigners(request.params.crm);
    if (crm === undefined || signers.length === 0) throw new WebhookRejected('nobody is connected who could send it');
    const { events, unread } = receiveSigned(crm, signers, {
      method: request.method,
      url: deps.publicUrl() + request.originalUrl,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, single(value)])),
      rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      now: deps.wallClock(),
    });
    const accepted = await acceptEvents({ ...deps, now: deps.wallClock }, crm.manifest.id, events);
    const setAside = await setEventsAside(deps.store, crm.manifest.id, unread, deps.wallClock());
    deps.metrics.webhookEvents.inc({ crm: crm.manifest.id, outcome: 'accepted' }, accepted.accepted);
    deps.metrics.webhookEvents.inc({ crm: crm.manifest.id, outcome: 'ignored' }, accepted.ignored);
    deps.metrics.webhookEvents.inc({ crm: crm.manifest.id, outcome: 'set_aside' }, setAside);
    response.status(200).json({ ...accepted, ...(setAside > 0 && { setAside }) });
  };
  return Router().post('/webhooks/:crm', raw({ type: () => true, limit: BODY_LIMIT }), handler);
}

/**
 * Events of the accounts that the signing secret may speak for; whatever it says of others is dropped. What names no account is noted
 * under the first of these: it is shown somewhere.
 */
function receiveSigned(crm: Crm, signers: readonly WebhookSigner[], incoming: IncomingRequest): ReceivedEvents {
  let rejected = new WebhookRejected('nobody is connected who could send it');
  for (const { secret, accountIds, ownAppId } of signers) {
    try {
      const { events, unread } = crm.receive(incoming, [secret], ownAppId);
      const [first = null] = accountIds;
      return {
        events: events.filter((event) => accountIds.has(event.accountId)),
        unread: unread
          .map((event) => ({ ...event, accountId: event.accountId ?? first }))
          .filter(({ accountId }) => accountId !== null && accountIds.has(accountId)),
      };
    } catch (error) {
      if (!(error instanceof WebhookRejected)) throw error;
      rejected = error;
    }
  }
  throw rejected;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
