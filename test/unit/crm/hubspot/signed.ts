import { createHmac } from 'node:crypto';
import type { IncomingRequest } from '../../../../src/crm/port.ts';

/** A request as HubSpot signs it, with the secret `s`. */
export function signed(body: string | Buffer): IncomingRequest {
  const now = 1_700_000_000_000;
  const url = 'https://cx.example.com/hubspot/webhooks';
  const rawBody = Buffer.from(body);
  const signature = createHmac('sha256', 's').update(`POST${url}`).update(rawBody).update(String(now)).digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(now) };
  return { method: 'POST', url, headers, rawBody, now };
}
