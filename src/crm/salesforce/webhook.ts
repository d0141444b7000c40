/**
 * Salesforce sends no signed webhooks: its own events come over a stream that a client holds open (Pub/Sub API). Pulso asks instead,
 * so whatever arrives here is not from Salesforce.
 */
import { WebhookRejected } from '../../errors.ts';
import type { IncomingRequest, ReceivedEvents } from '../port.ts';

export function receive(_request: IncomingRequest, _secrets: readonly string[]): ReceivedEvents {
  throw new WebhookRejected('Salesforce sends none; changes are asked for');
}
