import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SeedPortal } from '../../../src/sandbox/hubspot/seed-format.ts';
import { startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { type Loose, request, smallPortal } from './small-portal.ts';

describe('a portal in a file', () => {
  let folder: string;
  let file: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-'));
    file = join(folder, 'hubspot.db');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function serve(...more: string[]): Promise<{ readonly url: string; kill(): Promise<void> }> {
    const script = join(import.meta.dirname, 'serve-portal.ts');
    const child = spawn(process.execPath, [script, file, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return {
      url: String(line).trim(),
      async kill() {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }

  it('keeps all that was answered when the process is killed', async () => {
    const first = await serve();
    const post = (path: string, body: object) => request(first.url, 'POST', path, body);
    await post('/crm/v3/properties/contacts/groups', { name: 'cx', label: 'CX' });
    await post('/crm/v3/properties/contacts', {
      name: 'cx_score',
      label: 'S',
      type: 'number',
      fieldType: 'number',
      groupName: 'cx',
    });
    const made = await post('/crm/v3/objects/contacts', { properties: { email: 'kept@example.com', cx_score: '7' } });
    await request(first.url, 'PATCH', `/crm/v3/objects/contacts/${made.body.id}`, { properties: { cx_score: '8' } });
    await request(first.url, 'PUT', `/crm/v4/objects/contacts/${made.body.id}/associations/default/companies/502`);
    await post('/crm/v3/objects/contacts/merge', { primaryObjectId: '1001', objectIdToMerge: '1002' });
    await request(first.url, 'DELETE', '/crm/v3/objects/contacts/1003');
    const writes = await request(first.url, 'GET', '/_sandbox/writes');
    const before = await request(first.url, 'GET', '/_sandbox/state-hash');
    await first.kill();

    const second = await serve();
    const get = (path: string) => request(second.url, 'GET', path);
    const kept = await get(
      `/crm/v3/objects/contacts/${made.body.id}?properties=cx_score&propertiesWithHistory=cx_score&associations=companies`,
    );
    expect(kept.body.properties.cx_score).toBe('8');
    expect(kept.body.propertiesWithHistory.cx_score.map((version: { value: string }) => version.value)).toEqual([
      '8',
      '7',
    ]);
    expect(kept.body.associations.companies.results[0].id).toBe('502');
    expect((await get('/crm/v3/objects/contacts/1002')).body.id).toBe('1001');
    expect((await get('/crm/v3/objects/contacts/1003?archived=true')).status).toBe(200);
    expect((await get('/_sandbox/writes')).body).toEqual(writes.body);
    expect((await get('/_sandbox/state-hash')).body).toEqual(before.body);
    const next = await request(second.url, 'POST', '/crm/v3/objects/contacts', {
      properties: { email: 'next@example.com' },
    });
    expect(Number(next.body.id)).toBeGreaterThan(Number(made.body.id));
  });

  it('sends after the restart the webhooks that were not accepted before', async () => {
    const events: Loose[] = [];
    let accept = false;
    const receiver = createServer((incoming, response) => {
      let text = '';
      incoming.on('data', (chunk) => {
        text += chunk;
      });
      incoming.on('end', () => {
        if (accept) events.push(...JSON.parse(text));
        response.writeHead(accept ? 200 : 503).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const first = await serve(target);
    await request(first.url, 'PATCH', '/crm/v3/objects/contacts/1001', { properties: { city: 'Soria' } });
    await first.kill();
    accept = true;
    await serve(target);
    await vi.waitFor(() => expect(events).toMatchObject([{ objectId: 1001, propertyName: 'city' }]), {
      timeout: 5_000,
    });
    receiver.closeAllConnections();
    receiver.close();
  });

  it('opens quickly with a company’s two years in it', async () => {
    const many: SeedPortal = {
      ...smallPortal(600),
      objects: [
        ...smallPortal(600).objects,
        ...Array.from({ length: 8_000 }, (_, index) => ({
          type: index < 2_000 ? ('tickets' as const) : ('emails' as const),
          id: String(10_000 + index),
          properties: { subject: `Ticket ${index}`, hs_pipeline: '0', hs_pipeline_stage: '1' },
          createdAt: '2025-01-01T00:00:00.000Z',
          updatedAt: '2025-01-01T00:00:00.000Z',
        })),
      ],
    };
    for (const _ of ['fresh', 'again']) {
      const started = performance.now();
      const sandbox = await startHubspotSandbox({ port: 0, seed: many, file });
      expect(performance.now() - started).toBeLessThan(30_000);
      expect((await request(sandbox.url, 'POST', '/crm/v3/objects/tickets/search', {})).body.total).toBe(2_002);
      await sandbox.close();
    }
  });
});
