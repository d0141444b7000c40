/** The HubSpot account of the card bench, and how HubSpot signs in its name. */
import { createHmac } from 'node:crypto';
import type { Install } from '../src/store/port.ts';
import { INSTALL } from './people.ts';

/** The address that HubSpot would know. */
export const PUBLIC = 'https://cx.example.com';

export const PORTAL = {
  // Nobody answers there: what is measured is Pulso alone.
  install: { ...INSTALL, accountId: '1001', baseUrl: 'http://127.0.0.1:9' } satisfies Install,
  secret: 'secret-of-the-bench',
} as const;

/** Headers that make a GET of this path one of HubSpot's (signature v3). */
export function signedHeaders(path: string, at: number): Record<string, string> {
  const signature = createHmac('sha256', PORTAL.secret).update(`GET${PUBLIC}${path}${at}`).digest('base64');
  return { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(at) };
}
