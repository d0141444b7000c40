/** Start with nothing configured: the same company in a HubSpot and in a Salesforce, both read, scored and written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InstallStatus, StatusReport } from '../../src/jobs/status.ts';
import { STORIES } from '../../src/sandbox/world/stories.ts';
import { newHome, type Running, runPulso, startPulso, until } from './start-pulso.ts';

const NOTHING_CONFIGURED = { PULSO_SANDBOX: '' };
const NOW = '2026-11-20T12:00:00.000Z';
const AUTHORIZED = { headers: { authorization: 'Bearer sandbox-salesforce-token' } };

const home = newHome();
let running: Running;
let url: string;
let org: string;
let portalUrl: string;

async function installs(): Promise<Record<string, InstallStatus>> {
  const report = (await (await fetch(`${url}/api/status`)).json()) as StatusReport;
  return Object.fromEntries(report.installs.map((install) => [install.crm, install]));
}

async function query(soql: string): Promise<{ totalSize: number; records: Record<string, unknown>[] }> {
  const response = await fetch(`${org}/services/data/v67.0/query?q=${encodeURIComponent(soql)}`, AUTHORIZED);
  if (!response.ok) throw new Error(`${soql}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { totalSize: number; records: Record<string, unknown>[] };
}

/** Band and flags of the planted stories' people, by e-mail address, as HubSpot has them. */
async function hubspotStories(): Promise<Map<string, string>> {
  const response = await fetch(`${portalUrl}/crm/v3/objects/contacts/batch/read`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-hubspot-token', 'content-type': 'application/json' },
    body: JSON.stringify({
      inputs: STORIES.map(({ who }) => ({ id: who.contact.id })),
      properties: ['email', 'pulso_band', 'pulso_flags'],
    }),
  });
  const { results } = (await response.json()) as { results: { properties: Record<string, string | null> }[] };
  return new Map(
    results.map(({ properties }) => [properties.email ?? '', found(properties.pulso_band, properties.pulso_flags)]),
  );
}

async function salesforceStories(emails: readonly string[]): Promise<Map<string, string>> {
  const { records } = await query(
    `SELECT Email, Pulso_Band__c, Pulso_Flags__c FROM Contact WHERE Email IN (${emails.map((email) => `'${email}'`).join()})`,
  );
  return new Map(records.map((record) => [String(record.Email), found(record.Pulso_Band__c, record.Pulso_Flags__c)]));
}

const found = (band: unknown, flags: unknown): string =>
  `${band || 'insufficient'}: ${String(flags ?? '')
    .split(';')
    .sort()
    .join(' ')}`;

/** Follows the console's link as a browser does: with its cookie, and asked for consent as a program is. */
async function connectByConsent(crm: string): Promise<{ status: number; page: string }> {
  const console = await (await fetch(url)).text();
  const path = new RegExp(`href="(/oauth/${crm}/start[^"]*)"`).exec(console)?.[1] ?? '';
  const start = await fetch(url + path, { redirect: 'manual' });
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
  const consent = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
  const back = await fetch(consent.headers.get('location') ?? '', { headers: { cookie } });
  return { status: back.status, page: await back.text() };
}

beforeAll(async () => {
  running = startPulso(['start'], home, { ...NOTHING_CONFIGURED, PULSO_NOW: NOW, PULSO_LOG_LEVEL: 'debug' });
  url = await running.printed(/^Pulso is at (\S+)/);
  org = await running.printed(/sandbox Salesforce is at (\S+)/);
  portalUrl = await running.printed(/sandbox HubSpot is at (\S+)/);
  await until(
    () => fetch(`${url}/readyz`),
    (response) => response.status === 200,
  );
});
afterAll(() => running.end());

describe('npm start with two sandboxes', () => {
  it('is ready when both CRMs had their first pass, and finds the same in both', async () => {
    const { hubspot, salesforce } = await installs();
    expect([hubspot?.firstPassDone, salesforce?.firstPassDone]).toEqual([true, true]);
    // Nothing looks as if it were still to come.
    for (const { object, read, total } of [...(hubspot?.streams ?? []), ...(salesforce?.streams ?? [])]) {
      expect([object, read]).toEqual([object, total]);
    }
    // In an org the closing of a deal is known to the day only: scores differ by hundredths, and some by their band.
    expect(salesforce?.customers.insufficient).toBe(hubspot?.customers.insufficient);
    const portal = await hubspotStories();
    expect(portal.size).toBeGreaterThan(15);
    expect(await salesforceStories([...portal.keys()])).toEqual(portal);
  });

  it('writes scores into the org, in fields that it made there', async () => {
    const { salesforce } = await installs();
    const { good = 0, fair = 0, poor = 0, critical = 0 } = salesforce?.customers ?? {};
    const { totalSize, records } = await query(
      'SELECT Id, Pulso_Score__c, Pulso_Band__c, Pulso_Card__c FROM Contact WHERE Pulso_Score__c != null',
    );
    expect(totalSize).toBe(good + fair + poor + critical);
    expect(records.every((record) => record.Pulso_Band__c !== null && record.Pulso_Card__c !== null)).toBe(true);
  });

  it.each(['hubspot', 'salesforce'])(
    'connects %s by consent as well, and goes on with tokens that end',
    async (crm) => {
      const { status, page } = await connectByConsent(crm);
      expect([status, page]).toEqual([200, expect.stringContaining('is connected')]);
      expect((await connectByConsent(crm)).status).toBe(200);
      const install = (await installs())[crm];
      expect(install).toMatchObject({ status: 'active', firstPassDone: true });
    },
  );

  it('syncs both again without a write, after their sessions ended', async () => {
    const ended = await fetch(`${org}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'expired-session', path: '^/services/data', count: 1 }),
    });
    expect(ended.ok).toBe(true);
    const { stdout, code } = await runPulso(['sync', '--json'], home, { ...NOTHING_CONFIGURED, PULSO_NOW: NOW });
    expect(code).toBe(0);
    const { written } = JSON.parse(stdout) as { written: { install: string; written: number }[] };
    expect(written.map(({ install, written: count }) => [install.split('-')[0], count])).toEqual([
      ['hubspot', 0],
      ['salesforce', 0],
    ]);
    expect((await installs()).salesforce).toMatchObject({ status: 'active' });
  });

  it('says no secret in its log', () => {
    expect(running.lines.length).toBeGreaterThan(20);
    expect(running.lines.join('\n')).not.toMatch(/Bearer |client-secret|consumer-secret|sandbox-hubspot-token/);
  });
});
