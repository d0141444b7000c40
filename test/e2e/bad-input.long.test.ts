/** What a person gets to read when something is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/jobs/status.ts';
import { hubspotSeed } from '../../src/sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from '../../src/sandbox/hubspot/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome, type Running, runPulso, startPulso, until } from './start-pulso.ts';

const started: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const one of started) await one.close();
});

/** A portal whose token has only these scopes. */
async function portalWith(scopes: readonly string[]): Promise<string> {
  const sandbox = await startHubspotSandbox({
    port: 0,
    seed: () =>
      hubspotSeed(
        generateWorld({
          seed: 1,
          now: new Date(),
          contacts: 60,
          accounts: 12,
          tickets: 120,
          surveys: 60,
          engagements: 300,
        }),
      ),
    accessTokens: [{ token: 'pat-of-the-test', scopes: [...scopes] }],
  });
  started.push(sandbox);
  return sandbox.url;
}

function connect(baseUrl: string): Running {
  const running = startPulso(['start'], newHome(), {
    HUBSPOT_ACCESS_TOKEN: 'pat-of-the-test',
    HUBSPOT_BASE_URL: baseUrl,
    PULSO_CONSOLE_KEY: 'a-key-of-this-test',
    PULSO_LOG_LEVEL: 'debug',
  });
  started.push({ close: () => running.end() });
  return running;
}

async function statusOf(running: Running): Promise<StatusReport> {
  const url = await running.printed(/^Pulso is at (\S+)/);
  const response = await fetch(`${url}/api/status`, { headers: { authorization: 'Bearer a-key-of-this-test' } });
  return (await response.json()) as StatusReport;
}

const EVERYTHING = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.feedback_submissions.read',
  'crm.objects.owners.read',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.write',
  'sales-email-read',
  'tickets',
];
const without = (...scopes: string[]): string[] => EVERYTHING.filter((scope) => !scopes.includes(scope));

describe('an invalid configuration', () => {
  it('lists every fault with its key and ends with 2', async () => {
    const { code, stderr, stdout } = await runPulso(['start'], newHome(), {
      PORT: 'eighty',
      PULSO_LANGUAGE: 'fr',
      PULSO_POLL_MINUTES: '0',
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const key of ['PORT:', 'PULSO_LANGUAGE:', 'PULSO_POLL_MINUTES:']) expect(stderr).toContain(key);
  });

  it('names the weight of a metric that is not there', async () => {
    const home = newHome();
    writeFileSync(join(home, 'pulso.json'), JSON.stringify({ model: { weights: { happiness: 1 } } }));
    const { code, stderr } = await runPulso(['status'], home);
    expect(code).toBe(2);
    expect(stderr).toContain('model.weights.happiness');
  });

  it('refuses a second program on the same folder, and says where the first one is', async () => {
    const home = newHome();
    const first = startPulso(['start'], home);
    started.push({ close: () => first.end() });
    const url = await first.printed(/^Pulso is at (\S+)/);
    const { code, stderr } = await runPulso(['start'], home);
    expect(code).toBe(2);
    expect(stderr).toContain(url);
  });

  it('is a folder in place of a file, too', async () => {
    const home = newHome();
    for (const words of [
      ['evaluate', '--signals', home],
      ['text', '--file', home],
    ]) {
      const { code, stderr } = await runPulso(words, home);
      expect(code).toBe(2);
      expect(stderr).toContain(`${home} is a folder; give a file`);
    }
  });

  it('knows its own commands only', async () => {
    const { code, stderr } = await runPulso(['dance'], newHome());
    expect(code).toBe(2);
    expect(stderr).toContain('dance');
  });
});

describe('an account that does not give everything', () => {
  it('goes on without surveys and e-mails, and says so', async () => {
    const running = connect(await portalWith(without('crm.objects.feedback_submissions.read', 'sales-email-read')));
    const url = await running.printed(/^Pulso is at (\S+)/);
    await until(
      () => fetch(`${url}/readyz`),
      (response) => response.status === 200,
    );
    const [install] = (await statusOf(running)).installs;
    const told = install?.notices.join('\n') ?? '';
    expect(told).toContain('crm.objects.feedback_submissions.read');
    expect(told).toContain('sales-email-read');
    expect(install?.signals).toBeGreaterThan(100);
  });

  it('pauses with the name of the scope where there is nothing to score without it', async () => {
    const running = connect(await portalWith(without('tickets')));
    const report = await until(
      () => statusOf(running),
      ({ installs }) => installs[0]?.status === 'paused',
    );
    expect(report.installs[0]?.statusReason).toContain('tickets');
    expect(running.lines.join('\n')).not.toContain('pat-of-the-test');
  });

  it('says that a token is refused, and never repeats it', async () => {
    const running = startPulso(['start'], newHome(), {
      HUBSPOT_ACCESS_TOKEN: 'pat-very-wrong',
      HUBSPOT_BASE_URL: await portalWith(EVERYTHING),
    });
    started.push({ close: () => running.end() });
    await running.printed(/no longer accepts our access|refused/);
    expect(running.lines.join('\n')).not.toContain('pat-very-wrong');
  });
});

describe('pulso evaluate', () => {
  const signals = [
    {
      id: 'f:survey:1',
      kind: 'survey',
      survey: 'nps',
      value: 2,
      customer: 'ana',
      account: 'acme',
      touchpoint: 'survey',
      source: 'f',
      at: '2026-11-01T10:00:00Z',
    },
    {
      id: 'f:ticket:1',
      kind: 'ticket',
      open: false,
      customer: 'ana',
      account: 'acme',
      touchpoint: 'email',
      source: 'f',
      at: '2026-10-20T10:00:00Z',
      firstResponseAt: '2026-10-23T10:00:00Z',
      resolvedAt: '2026-10-25T10:00:00Z',
    },
    {
      id: 'f:survey:2',
      kind: 'survey',
      survey: 'nps',
      value: 11,
      customer: 'ben',
      touchpoint: 'survey',
      source: 'f',
      at: '2026-11-01T10:00:00Z',
    },
    {
      id: 'f:survey:3',
      kind: 'survey',
      survey: 'csat',
      value: 4,
      customer: 'ben',
      touchpoint: 'survey',
      source: 'f',
      at: 'yesterday',
    },
  ];
  const write = (home: string, lines: readonly string[]): string => {
    const path = join(home, 'signals.jsonl');
    writeFileSync(path, lines.join('\n'));
    return path;
  };

  it('scores signals with no CRM at all, whatever their order, and refuses bad lines by number', async () => {
    const home = newHome();
    const lines = [...signals.map((signal) => JSON.stringify(signal)), 'not json'];
    const words = ['evaluate', '--signals', write(home, lines), '--now', '2026-11-20T00:00:00Z', '--json'];
    const first = await runPulso(words, home);
    expect(first.code).toBe(0);
    const result = JSON.parse(first.stdout);
    expect(result.customers.map((scorecard: { subject: { id: string } }) => scorecard.subject.id)).toEqual(['ana']);
    expect(result.accounts).toHaveLength(1);
    expect(result.refused.map((refusal: { line: number }) => refusal.line)).toEqual([3, 4, 5]);
    expect(first.stderr).toMatch(/line 3.*value.*0\.\.10/);

    write(home, [...lines.slice(0, 2).reverse(), ...lines.slice(2)]);
    const again = await runPulso(words, home);
    expect(JSON.parse(again.stdout).customers).toEqual(result.customers);
  });

  it('says which option is wrong, all at once', async () => {
    const { code, stderr } = await runPulso(
      ['evaluate', '--signals', 'nowhere.jsonl', '--now', 'soon', '--model', 'none.json'],
      newHome(),
    );
    expect(code).toBe(2);
    for (const key of ['--signals', '--now', '--model']) expect(stderr).toContain(key);
  });
});
