import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import type { OauthApp } from './options.ts';

const AUDIENCES = ['https://login.salesforce.com', 'https://test.salesforce.com'];
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().optional(),
  prn: z.string().optional(),
  aud: z.string(),
  exp: z.union([z.number(), z.string().transform(Number)]),
});

type Read = { readonly username: string } | { readonly error: string; readonly fault: string };

function part(text: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function keyOf(pem: string): KeyObject {
  return createPublicKey(pem);
}

/** Checks the assertion of the JWT bearer flow (help.salesforce.com, remoteaccess_oauth_jwt_flow): RS256, issuer, audience, expiry. */
export function readAssertion(assertion: string, app: OauthApp, baseUrl: string, now: number): Read {
  const [head, body, signature, ...more] = assertion.split('.');
  const claims = claimsSchema.safeParse(part(body));
  const header = z.object({ alg: z.string() }).safeParse(part(head));
  if (!claims.success || !header.success || !signature || more.length > 0)
    return { error: 'invalid_grant', fault: 'invalid assertion' };
  const { iss, sub, prn, aud, exp } = claims.data;
  if (iss !== app.clientId) return { error: 'invalid_client_id', fault: 'client identifier invalid' };
  if (![...AUDIENCES, baseUrl].includes(aud.replace(/\/(services\/oauth2\/token)?$/, '')))
    return { error: 'invalid_grant', fault: 'audience is invalid' };
  if (app.jwtKey === undefined) return { error: 'invalid_client', fault: 'no certificate is registered for this app' };
  const isSigned =
    header.data.alg === 'RS256' &&
    verify('RSA-SHA256', Buffer.from(`${head}.${body}`), keyOf(app.jwtKey), Buffer.from(signature, 'base64url'));
  if (!isSigned) return { error: 'invalid_grant', fault: 'invalid assertion' };
  if (!(exp * 1_000 > now)) return { error: 'invalid_grant', fault: 'assertion is expired' };
  const username = sub ?? prn;
  return username === undefined ? { error: 'invalid_grant', fault: 'invalid assertion' } : { username };
}
