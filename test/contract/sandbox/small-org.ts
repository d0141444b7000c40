import jsforce from 'jsforce';
import type { SalesforceSandboxOptions } from '../../../src/sandbox/salesforce/options.ts';
import type { SeedOrg, SeedRecord } from '../../../src/sandbox/salesforce/seed-format.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../../src/sandbox/salesforce/start.ts';

export const ADMIN = 'admin-token';
export const INTEGRATION = 'integration-token';
export const VERSION = '67.0';
const CREATED = '2025-01-10T09:00:00.000Z';

function accounts(count: number): SeedRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'Account',
    fields: { Name: `Company ${String(index + 1).padStart(5, '0')}`, CreatedDate: CREATED },
  }));
}

/** An org with `count` accounts, two users and a contact with a case at the first account. */
export function smallOrg(count = 3): SeedOrg {
  return {
    organizationId: '00D5g0000000042',
    name: 'Small org',
    timeZone: 'Europe/Madrid',
    users: [
      {
        username: 'admin@example.com',
        email: 'admin@example.com',
        firstName: 'Ana',
        lastName: 'Admin',
        profile: 'System Administrator',
      },
      {
        username: 'integration@example.com',
        email: 'integration@example.com',
        lastName: 'Integration',
        profile: 'Minimum Access - API Only Integrations',
      },
    ],
    fields: [
      { object: 'Account', fullName: 'Key__c', type: 'Text', length: 40, externalId: true, unique: true },
      { object: 'Account', fullName: 'Loose_Key__c', type: 'Text', length: 40, externalId: true },
      { object: 'Contact', fullName: 'Score__c', type: 'Number', precision: 5, scale: 1 },
    ],
    records: accounts(count),
  };
}

/** JSON of any shape that can be looked into. */
export type Loose = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Loose;
}

export interface OpenOrg {
  readonly sandbox: SalesforceSandbox;
  /** The official client, unchanged, as the admin. */
  readonly conn: jsforce.Connection;
  /** The same as the integration user. */
  readonly integration: jsforce.Connection;
  /** A plain request with the admin's token (or none); the path from the host's root. */
  call(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
}

export async function openOrg(options: Partial<SalesforceSandboxOptions> = {}): Promise<OpenOrg> {
  const sandbox = await startSalesforceSandbox({
    port: 0,
    seed: smallOrg(),
    accessTokens: [ADMIN, { token: INTEGRATION, username: 'integration@example.com' }],
    ...options,
  });
  const connect = (accessToken: string) =>
    new jsforce.Connection({ instanceUrl: sandbox.url, accessToken, version: VERSION });
  return {
    sandbox,
    conn: connect(ADMIN),
    integration: connect(INTEGRATION),
    call: (method, path, body, token = ADMIN) => request(sandbox.url, method, path, body, token),
  };
}

export async function request(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = ADMIN,
): Promise<Reply> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** What the official client throws. */
export async function refusal(
  work: PromiseLike<unknown>,
): Promise<{ name: string; message: string; errorCode: string; data: Loose }> {
  try {
    await work;
  } catch (fault) {
    return fault as { name: string; message: string; errorCode: string; data: Loose };
  }
  throw new Error('the call was not refused');
}
