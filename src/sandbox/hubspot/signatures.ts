import { createHash, createHmac } from 'node:crypto';

/** Characters that HubSpot decodes in the URI before it signs (developers.hubspot.com/docs/apps/…/validating-requests). */
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

function decodeForSigning(uri: string): string {
  return uri.replace(/%[0-9A-Fa-f]{2}/g, (code) => DECODED[code.toUpperCase()] ?? code);
}

/** `X-HubSpot-Signature-v3`: base64 of HMAC-SHA256 over method, URI, body and timestamp (ms). */
export function signV3(secret: string, method: string, uri: string, body: string, timestamp: number): string {
  return createHmac('sha256', secret)
    .update(`${method}${decodeForSigning(uri)}${body}${timestamp}`)
    .digest('base64');
}

/** `X-HubSpot-Signature`, version v1: hex SHA-256 over secret and body. */
export function signV1(secret: string, body: string): string {
  return createHash('sha256')
    .update(secret + body)
    .digest('hex');
}

/** `X-HubSpot-Signature`, version v2: hex SHA-256 over secret, method, URI and body. */
export function signV2(secret: string, method: string, uri: string, body: string): string {
  return createHash('sha256')
    .update(secret + method + uri + body)
    .digest('hex');
}

/** The signature headers of a request that HubSpot sends. */
export function signatureHeaders(
  secret: string,
  method: string,
  uri: string,
  body: string,
  timestamp: number,
  version: 'v1' | 'v2',
): Record<string, string> {
  return {
    'X-HubSpot-Signature': version === 'v1' ? signV1(secret, body) : signV2(secret, method, uri, body),
    'X-HubSpot-Signature-Version': version,
    'X-HubSpot-Signature-v3': signV3(secret, method, uri, body, timestamp),
    'X-HubSpot-Request-Timestamp': String(timestamp),
  };
}
