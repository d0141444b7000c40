/** What stands in the way of a start, and what a start in another way does to what was there. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/jobs/status.ts';
import { newHome, type Running, runPulso, startPulso, until } from './start-pulso.ts';

const open: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.end();
});

function start(words: readonly string[], home: string, extra: Readonly<Record<string, string>> = {}): Running {
  const running = startPulso(words, home, extra);
  open.push(running);
  return running;
}

async function takenPort(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ end: async () => void server.close() });
  return String((server.address() as AddressInfo).port);
}

async function ready(running: Running): Promise<string> {
  const url = await running.printed(/^Pulso is at (\S+)/);
  await until(
    () => fetch(`${url}/readyz`),
    (response) => response.status === 200,
  );
  return url;
}

describe('a start that cannot be', () => {
  it('names the port that is taken and ends with 2', async () => {
    const port = await takenPort();
    for (const key of ['PORT', 'SANDBOX_PORT', 'SANDBOX_SALESFORCE_PORT']) {
      const { code, stdout, stderr } = await runPulso(['start'], newHome(), { PULSO_SANDBOX: '', [key]: port });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${key}: 127.0.0.1:${port} cannot be used (EADDRINUSE)`);
    }
  });

  it('names a data folder that is none and ends with 2', async () => {
    const file = join(newHome(), 'file');
    writeFileSync(file, '');
    const { code, stderr } = await runPulso(['status'], newHome(), { PULSO_HOME: file });
    expect(code).toBe(2);
    expect(stderr).toContain('PULSO_HOME: the data folder');
    expect(stderr).not.toContain('    at ');
  });
});

describe('a later start', () => {
  it('with another port finds the sandbox where it was: links in what was written still lead there', async () => {
    const home = newHome();
    const first = start(['start', '--json'], home);
    const told = JSON.parse(await first.printed(/^\{.*/)) as {
      url: string;
      sandboxes: { hubspot: string };
    };
    const former = told.sandboxes.hubspot;
    await until(
      () => fetch(`${told.url}/readyz`),
      (response) => response.status === 200,
    );
    await first.end();
    const second = start(['start'], home);
    const url = await ready(second);
    expect(url).not.toBe(told.url);
    expect(await second.printed(/sandbox HubSpot is at (\S+)/)).toBe(former);
    const page = await (await fetch(url)).text();
    expect(page).toContain(`href="${former}/contacts/`);
    await second.end();

    // Where the old address is lost, the links are made anew.
    const third = start(['start'], home, { SANDBOX_PORT: '0' });
    const sandbox = await third.printed(/sandbox HubSpot is at (\S+)/);
    const moved = await ready(third);
    await until(
      async () => (await fetch(moved)).text(),
      (text) => text.includes(`href="${sandbox}/contacts/`) && !text.includes(former),
    );
  });

  it('with a real account connected leaves nothing of the sandbox, also without the token in the environment', async () => {
    const home = newHome();
    const first = start(['start'], home);
    await ready(first);
    await first.end();

    const portal = start(['sandbox', '--port', '0'], newHome());
    const address = await portal.printed(/sandbox HubSpot is at (\S+)/);
    const second = start(['start'], home, {
      HUBSPOT_ACCESS_TOKEN: 'sandbox-hubspot-token',
      HUBSPOT_BASE_URL: address,
      PULSO_CONSOLE_KEY: 'a-key-of-this-test',
    });
    await ready(second);
    await second.end();
    const third = start(['start'], home, { PULSO_CONSOLE_KEY: 'a-key-of-this-test' });
    const url = await ready(third);
    expect(third.lines.join()).not.toContain('sandbox HubSpot');
    expect((await fetch(url)).status).toBe(401);
    const answer = await fetch(`${url}/api/status`, { headers: { authorization: 'Bearer a-key-of-this-test' } });
    const { installs } = (await answer.json()) as StatusReport;
    expect(installs.map(({ baseUrl, customers }) => [baseUrl, customers.good > 0])).toEqual([[address, true]]);
  });
});
