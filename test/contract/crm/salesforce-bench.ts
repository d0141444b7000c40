/** Salesforce for the contract: the sandbox, filled with a small org that has every kind of record and some odd ones. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Crm } from '../../../src/crm/port.ts';
import type { CrmObject } from '../../../src/crm/record.ts';
import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { API_VERSION } from '../../../src/crm/salesforce/manifest.ts';
import type { SalesforceSandboxOptions } from '../../../src/sandbox/salesforce/options.ts';
import type { SeedOrg } from '../../../src/sandbox/salesforce/seed-format.ts';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/start.ts';
import { type BenchSize, type CrmBench, type Trouble, testClock } from './bench.ts';
import { idOf, NOW, ORGANIZATION, REOPENED_AT, seedOrg } from './salesforce-org.ts';

const TOKEN = '00D5g000000000a!a.session.that.nobody.may.see';
const SECRET = 'a-client-secret-that-nobody-may-see';
const DATA = `/services/data/v${API_VERSION}`;
const VENDORS = { customer: 'Contact', account: 'Account', ticket: 'Case', deal: 'Opportunity' } as const;
const SMALL = 300;

export interface SalesforceBenchOptions extends BenchSize {
  readonly sandbox?: Partial<SalesforceSandboxOptions>;
  readonly seed?: SeedOrg;
  readonly pageSize?: number;
}

/** The adapter with small pages, so that a small org has several of them. */
function withPages(pageSize: number): Crm {
  return {
    ...salesforce,
    manifest: { ...salesforce.manifest, batch: { ...salesforce.manifest.batch, read: pageSize } },
    connect: (options) =>
      salesforce.connect({ ...options, settings: { pageSize, ...(options.settings as Record<string, unknown>) } }),
  };
}

/** Stands before the org as a company's gateway may: it can ask for a pause with Retry-After, which Salesforce itself does not. */
async function startGateway(
  target: string,
): Promise<{ url: string; pause(seconds: number, count: number): void; close(): Promise<void> }> {
  let pausing = { seconds: 0, count: 0 };
  const server: Server = createServer((request, response) => {
    if (pausing.count > 0 && request.url?.startsWith('/services/data')) {
      pausing = { ...pausing, count: pausing.count - 1 };
      response
        .writeHead(429, { 'retry-after': String(pausing.seconds), 'content-type': 'text/plain' })
        .end('slow down');
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
      const body = Buffer.concat(parts);
      fetch(target + request.url, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        redirect: 'manual',
        ...(body.length > 0 && { body }),
      })
        .then(async (answer) => {
          const text = Buffer.from(await answer.arrayBuffer());
          const { 'content-encoding': _, 'transfer-encoding': __, ...kept } = Object.fromEntries(answer.headers);
          response.writeHead(answer.status, { ...kept, 'content-length': text.length }).end(text);
        })
        .catch(() => request.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pause: (seconds, count) => {
      pausing = { seconds, count };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface SalesforceBench extends CrmBench {
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly api: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
}

export async function salesforceBench(size: SalesforceBenchOptions = { customers: 250 }): Promise<SalesforceBench> {
  const clock = testClock(NOW);
  const seed = size.seed ?? seedOrg(size.customers);
  const records = [...seed.records];
  const sandbox = await startSalesforceSandbox({
    port: 0,
    seed: { ...seed, records },
    clock: () => new Date(clock.now()),
    accessTokens: [TOKEN],
    ...size.sandbox,
  });
  const gateway = await startGateway(sandbox.url);
  const seeded = (...types: string[]): string[] =>
    records.filter(({ type }) => types.includes(type)).map(({ id }) => id ?? '');

  async function call(method: string, url: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
  const api: SalesforceBench['api'] = (method, path, body) => call(method, `${sandbox.url}${DATA}${path}`, body);
  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await call(method, `${sandbox.url}/_sandbox${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  const vendor = (object: CrmObject): string => VENDORS[object as keyof typeof VENDORS];
  let edits = 0;

  return {
    crm: withPages(size.pageSize ?? (size.customers > SMALL ? 2_000 : 100)),
    baseUrl: gateway.url,
    accountId: ORGANIZATION,
    token: TOKEN,
    secret: SECRET,
    clock,
    control,
    api,
    seeded: {
      customer: seeded('Contact'),
      account: seeded('Account'),
      ticket: seeded('Case'),
      survey: seeded('SurveyResponse'),
      engagement: seeded('EmailMessage', 'Task', 'Event'),
      deal: seeded('Opportunity'),
    },
    special: {
      reopened: { id: idOf('Case', 1), at: REOPENED_AT },
      orphan: idOf('Case', 4),
      badDate: idOf('Case', 2),
      outOfScale: idOf('SurveyResponse', 3),
    },
    async edit(object, ids) {
      edits += 1;
      const fields = object === 'customer' ? { LastName: `Edited ${edits}` } : { Subject: `Edited ${edits}` };
      for (let start = 0; start < ids.length; start += 200) {
        const attributes = { type: vendor(object) };
        const changed = ids.slice(start, start + 200).map((id) => ({ attributes, id, ...fields }));
        const { status, body } = await api('PATCH', '/composite/sobjects', { allOrNone: true, records: changed });
        if (status !== 200) throw new Error(`edit: ${status} ${JSON.stringify(body)}`);
      }
    },
    async archive(object, id) {
      // Salesforce keeps a contact as long as it has cases.
      const cases = `SELECT Id FROM Case WHERE ContactId = '${id}'`;
      const { body } = await api('GET', `/query?q=${encodeURIComponent(cases)}`);
      const found = object === 'customer' ? (body as { records: { Id: string }[] }).records : [];
      for (const { Id } of found) await control('POST', '/edits', { objectType: 'Case', id: Id, delete: true });
      await control('POST', '/edits', { objectType: vendor(object), id, delete: true });
    },
    merge: async (object, into, from) =>
      void (await control('POST', '/edits', { objectType: vendor(object), id: into, mergeId: from })),
    async addForeignField(_object, field) {
      const name = salesforce.manifest.fieldName(field);
      const Metadata = { type: 'Text', label: 'Foreign', length: 80 };
      const made = await api('POST', '/tooling/sobjects/CustomField', { FullName: `Contact.${name}`, Metadata });
      if (made.status !== 201) throw new Error(`addForeignField: ${made.status} ${JSON.stringify(made.body)}`);
      await control('POST', '/permissions', { target: `Contact.${name}`, access: 'edit' });
    },
    async readField(object, id, field) {
      const name = salesforce.manifest.fieldName(field);
      const { body } = await api('GET', `/sobjects/${vendor(object)}/${id}?fields=Id,${name}`);
      const value = (body as Record<string, unknown>)[name];
      return value === null || value === undefined ? null : String(value);
    },
    async trouble(trouble) {
      if (trouble.kind === 'limited' && trouble.retryAfterSeconds !== undefined)
        gateway.pause(trouble.retryAfterSeconds, trouble.count ?? Number.POSITIVE_INFINITY);
      else await control('POST', '/faults', faultOf(trouble));
    },
    async calls(path = '') {
      const { total, last } = (await control('GET', '/calls?limit=1000')) as {
        total: number;
        last: { method: string; path: string }[];
      };
      if (path === '') return total;
      if (path === 'batch/update')
        return last.filter((each) => each.method === 'PATCH' && each.path.endsWith('/composite/sobjects')).length;
      const wanted = path === 'tasks' ? '/sobjects/Task' : path;
      return last.filter((each) => each.path.includes(wanted) && !each.path.includes('describe')).length;
    },
    webhook: (changes, { at = clock.now() } = {}) => ({
      method: 'POST',
      url: 'https://cx.example.com/salesforce/webhooks',
      headers: { 'content-type': 'application/json' },
      rawBody: Buffer.from(JSON.stringify(changes)),
      now: at,
    }),
    async close() {
      await gateway.close();
      await sandbox.close();
    },
  };
}

function faultOf(trouble: Trouble): object {
  const path = '^/services/data';
  const count = 'count' in trouble && trouble.count !== undefined ? { count: trouble.count } : {};
  switch (trouble.kind) {
    case 'limited':
      return { kind: 'concurrent-limit', path, ...count };
    case 'quota':
      return { kind: 'request-limit', path, ...count };
    case 'server':
      return { kind: 'error', status: trouble.status, path, ...count };
    case 'unauthorized':
      return { kind: 'expired-session', path, ...count };
    case 'locked':
      return { kind: 'error', status: 400, errorCode: 'UNABLE_TO_LOCK_ROW', path, ...count };
    case 'dropped':
      return { kind: 'drop-before', path, ...count };
    case 'malformed':
      return { kind: 'malformed-json', path, ...count };
    case 'partial_write': {
      const { failures } = trouble;
      return { kind: 'row-error', errorCode: 'SERVER_UNAVAILABLE', failures, path: 'composite/sobjects', count: 1 };
    }
  }
}
