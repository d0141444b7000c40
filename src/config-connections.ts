/**
 * The accounts that the configuration names, and what lets Pulso into each. How an account is reached (`auth`) follows from what
 * is given, unless it is said.
 */
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const BARE = 'give the address alone: no user, password, question mark or hash belongs into it';

/** Paths are put behind it, and it is shown. */
function isBare(address: string): boolean {
  const url = URL.parse(address);
  return url === null || [url.username, url.password, url.search, url.hash].every((part) => part === '');
}

const pageUrlSchema = z.url({ protocol: /^https?$/, error: 'give a full address such as https://cx.example.com' });

export const httpUrlSchema = pageUrlSchema.refine(isBare, { error: BARE }).transform((url) => url.replace(/\/+$/, ''));

const secretSchema = z.string({ error: 'is missing' }).min(1, { error: 'give the secret or remove the key' });
const required = (remedy: string) => z.string({ error: remedy }).min(1, { error: remedy });

/** What goes into an `Authorization` header as it is: https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
export const tokenSchema = (remedy: string) =>
  required(remedy).regex(/^[\x21-\x7e]+$/, {
    error: 'holds a character that no token has (a space, a dot of an ellipsis …); copy it again',
  });

/** The app's id: lets Pulso recognise the changes that it made itself. */
const appId = z.coerce.string().optional();
const hubspotUrl = httpUrlSchema.default('https://api.hubapi.com');

const hubspotToken = z.strictObject({
  crm: z.literal('hubspot'),
  auth: z.literal('token'),
  baseUrl: hubspotUrl,
  /** Private-app (static) token. */
  accessToken: tokenSchema('give the private app’s access token, or clientId and clientSecret of an OAuth app'),
  /** The app's client secret: verifies webhooks. Without it, changes are found by polling only. */
  clientSecret: secretSchema.optional(),
  appId,
});

const hubspotConsent = z.strictObject({
  crm: z.literal('hubspot'),
  auth: z.literal('oauth'),
  baseUrl: hubspotUrl,
  /** Where people consent, when that is not HubSpot's own page. */
  authorizeUrl: pageUrlSchema.optional(),
  clientId: required('give the client id from the app’s Auth tab'),
  clientSecret: required('give the client secret from the app’s Auth tab'),
  appId,
});

const NO_RECORDS = /^https:\/\/(login|test)\.salesforce\.com$/;
const PAGES = /\.lightning\.force\.com$/;
const MY_DOMAIN = 'give the org’s own address from Setup, My Domain: https://example.my.salesforce.com';

const salesforceUrl = z
  .url({ protocol: /^https?$/, error: MY_DOMAIN })
  .refine(isBare, { error: BARE })
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => !NO_RECORDS.test(url) && !PAGES.test(url), { error: `has no records to read; ${MY_DOMAIN}` });

const salesforceApp = {
  crm: z.literal('salesforce'),
  baseUrl: salesforceUrl,
  clientId: required('give the consumer key of the External Client App'),
};
const consumerSecret = required('give the consumer secret of the External Client App');

const salesforceConsent = z.strictObject({
  ...salesforceApp,
  auth: z.literal('oauth'),
  clientSecret: consumerSecret,
  authorizeUrl: pageUrlSchema.optional(),
});

const salesforceCredentials = z.strictObject({
  ...salesforceApp,
  auth: z.literal('client_credentials'),
  clientSecret: consumerSecret,
});

const NO_KEY = 'give the RSA private key (PEM) whose certificate the External Client App has';

/** A key in one line of an environment file has its line ends written out. */
const privateKey = z
  .string({ error: `${NO_KEY}, or its file as privateKeyFile` })
  .transform((pem) => pem.replaceAll('\\n', '\n').trim())
  .refine((pem) => isRsaKey(pem), { error: `is no RSA private key; ${NO_KEY}` });

const salesforceJwt = z.strictObject({
  ...salesforceApp,
  auth: z.literal('jwt'),
  username: required('give the user name that Pulso acts as'),
  privateKey,
});

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** `auth` where it is not said; the key's text in place of its file. */
function completed(given: unknown, context: z.core.$RefinementCtx): unknown {
  if (typeof given !== 'object' || given === null || !('crm' in given)) return given;
  const { privateKeyFile, ...connection }: Record<string, unknown> = { ...given };
  if (typeof privateKeyFile === 'string') connection.privateKey = readKey(privateKeyFile, context);
  if (connection.auth !== undefined) return connection;
  if (connection.crm === 'hubspot') return { ...connection, auth: 'clientId' in connection ? 'oauth' : 'token' };
  return {
    ...connection,
    auth: 'privateKey' in connection || 'username' in connection ? 'jwt' : 'client_credentials',
  };
}

function readKey(path: string, context: z.core.$RefinementCtx): string {
  if (existsSync(path)) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // Told below: the file is there for somebody else.
    }
  }
  context.addIssue({ code: 'custom', path: ['privateKeyFile'], message: `${path} cannot be read; correct the path` });
  return z.NEVER;
}

export const connectionSchema = z.preprocess(
  completed,
  z.discriminatedUnion(
    'crm',
    [
      z.discriminatedUnion('auth', [hubspotToken, hubspotConsent], { error: 'is one of token, oauth' }),
      z.discriminatedUnion('auth', [salesforceCredentials, salesforceJwt, salesforceConsent], {
        error: 'is one of client_credentials, jwt, oauth',
      }),
    ],
    { error: 'only "hubspot" and "salesforce" can be connected' },
  ),
);
export type ConfiguredConnection = z.infer<typeof connectionSchema>;
