import { Client } from '@hubspot/api-client';
import type { HubspotSandboxOptions } from '../../../src/sandbox/hubspot/options.ts';
import type { SeedObject, SeedPortal } from '../../../src/sandbox/hubspot/seed-format.ts';
import { type HubspotSandbox, startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';

export const TOKEN = 'sandbox-hubspot-token';
const CREATED = '2025-01-10T09:00:00.000Z';
const UPDATED = '2025-03-10T09:00:00.000Z';

function object(type: SeedObject['type'], id: number, properties: Record<string, string>): SeedObject {
  return { type, id: String(id), properties, createdAt: CREATED, updatedAt: UPDATED };
}

/** A portal with `contacts` contacts (ids from 1001), two companies, two tickets, one survey answer and one note. */
export function smallPortal(contacts = 3): SeedPortal {
  return {
    portalId: 4242,
    name: 'Small portal',
    timeZone: 'Europe/Madrid',
    owners: [
      { id: '11', email: 'ana@example.com', firstName: 'Ana', lastName: 'Ruiz' },
      { id: '12', email: 'bob@example.com', firstName: 'Bob', lastName: 'Hill' },
    ],
    objects: [
      ...Array.from({ length: contacts }, (_, index) =>
        object('contacts', 1001 + index, {
          email: `person${index + 1}@example.com`,
          firstname: `First${index + 1}`,
          lastname: 'Person',
          createdate: CREATED,
        }),
      ),
      object('companies', 501, { name: 'Acme', domain: 'acme.example' }),
      object('companies', 502, { name: 'Other', domain: 'other.example' }),
      {
        ...object('tickets', 701, { subject: 'Broken', hs_pipeline: '0', hs_pipeline_stage: '1', createdate: CREATED }),
        history: { hs_pipeline_stage: [{ value: '1', timestamp: CREATED }] },
      },
      object('tickets', 702, { subject: 'Invoice', hs_pipeline: '0', hs_pipeline_stage: '2', createdate: CREATED }),
      object('feedback_submissions', 801, { hs_survey_type: 'NPS', hs_value: '9', hs_content: 'Great <b>help</b>' }),
      object('notes', 901, { hs_timestamp: CREATED, hs_note_body: '<p>Called back</p>' }),
    ],
    associations: [
      { from: { type: 'contacts', id: '1001' }, to: { type: 'companies', id: '501' }, typeIds: [1] },
      { from: { type: 'tickets', id: '701' }, to: { type: 'contacts', id: '1001' }, typeIds: [16] },
      { from: { type: 'notes', id: '901' }, to: { type: 'contacts', id: '1001' }, typeIds: [202] },
      { from: { type: 'feedback_submissions', id: '801' }, to: { type: 'contacts', id: '1001' }, typeIds: [98] },
    ],
  };
}

export interface OpenPortal {
  readonly sandbox: HubspotSandbox;
  readonly client: Client;
  /** A request with the default token (or none). */
  call(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
}

/** JSON of any shape that can be looked into. */
export type Loose = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Loose;
}

/** Starts a small portal and the unchanged official client for it. */
export async function openPortal(options: Partial<HubspotSandboxOptions> = {}): Promise<OpenPortal> {
  const sandbox = await startHubspotSandbox({ port: 0, seed: smallPortal(), tier: { burst: 10_000 }, ...options });
  return {
    sandbox,
    client: new Client({ accessToken: TOKEN, basePath: sandbox.url }),
    call: (method, path, body, token = TOKEN) => request(sandbox.url, method, path, body, token),
  };
}

export async function request(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = TOKEN,
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** What the official client throws. */
export async function refusal(work: Promise<unknown>): Promise<{ code: number; body: Reply['body'] }> {
  try {
    await work;
  } catch (fault) {
    return fault as { code: number; body: Reply['body'] };
  }
  throw new Error('the call was not refused');
}
