/** A real account that waits for somebody's consent: nothing is read before, and everything goes on after a restart. */
import { afterAll, expect, it } from 'vitest';
import type { StatusReport } from '../../src/jobs/status.ts';
import { newHome, type Running, startPulso, until } from './start-pulso.ts';

const KEY = 'a-key-of-the-consent-test';
const SIGNED_IN = { authorization: `Bearer ${KEY}` };
const running: Running[] = [];
afterAll(async () => {
  for (const program of running.splice(0)) await program.end('SIGKILL');
});

function start(words: readonly string[], home: string, extra: Readonly<Record<string, string>> = {}): Running {
  const program = startPulso(words, home, extra);
  running.push(program);
  return program;
}

it('Salesforce by the web server flow', async () => {
  const org = start(['sandbox', '--crm', 'salesforce', '--port', '0'], newHome());
  const baseUrl = await org.printed(/sandbox Salesforce is at (\S+)/);
  const settings = {
    ...{ SALESFORCE_BASE_URL: baseUrl, SALESFORCE_AUTH: 'oauth', PULSO_CONSOLE_KEY: KEY },
    SALESFORCE_CLIENT_ID: await org.printed(/client id ([^,]+)/),
    SALESFORCE_CLIENT_SECRET: await org.printed(/client secret (\S+)/),
  };
  const home = newHome();
  const first = start(['start'], home, settings);
  const url = await first.printed(/^Pulso is at (\S+)/);
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ waitingFor: ['No CRM is connected.'] });
  expect((await fetch(url)).status).toBe(401);
  const door = `${url}/oauth/salesforce/start`;
  expect((await fetch(door, { redirect: 'manual' })).status).toBe(401);

  const begun = await fetch(door, { redirect: 'manual', headers: SIGNED_IN });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const consented = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  // The CRM sends the person back without the console's own cookie: the one of the flow must do.
  const back = await fetch(consented.headers.get('location') ?? '', { headers: { cookie } });
  expect([back.status, await back.text()]).toEqual([200, expect.stringContaining('is connected')]);

  const installs = async (address: string): Promise<StatusReport['installs']> =>
    ((await (await fetch(`${address}/api/status`, { headers: SIGNED_IN })).json()) as StatusReport).installs;
  await until(
    () => installs(url),
    ([install]) => (install?.streams.length ?? 0) > 0,
  );
  await first.end();

  const second = start(['start'], home, settings);
  const again = await second.printed(/^Pulso is at (\S+)/);
  expect(await installs(again)).toMatchObject([{ crm: 'salesforce', status: 'active', baseUrl }]);
  expect((await fetch(again)).status).toBe(401);
}, 90_000);
