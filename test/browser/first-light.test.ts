/** The running program in a real browser: from the console to a customer's record with its card. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STORIES } from '../../src/sandbox/world/stories.ts';
import { newHome, type Running, startPulso, until } from '../e2e/start-pulso.ts';
import { launchBrowser } from './browser.ts';
import { overflow, violations } from './pages.ts';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const turned = STORIES.find((story) => story.id === 'loyal-customer-turns')?.who.contact;

describe.skipIf(launched.browser === null)(launched.reason ?? 'the running program in a browser', () => {
  let running: Running;
  let url: string;
  let sandbox: string;

  beforeAll(async () => {
    running = startPulso(['start'], newHome());
    url = await running.printed(/^Pulso is at (\S+)/);
    sandbox = await running.printed(/sandbox HubSpot is at (\S+)/);
    await until(
      () => fetch(`${url}/readyz`),
      (response) => response.status === 200,
    );
  });
  afterAll(async () => {
    await running.end();
    await browser.close();
  });

  async function visit<Seen>(
    address: string,
    language: 'en' | 'es',
    look: (page: Page) => Promise<Seen>,
  ): Promise<Seen> {
    const page = await browser.newPage({
      locale: language === 'es' ? 'es-ES' : 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('response', (response) => response.status() >= 500 && troubles.push(response.url()));
    try {
      await page.goto(address, { waitUntil: 'networkidle' });
      const seen = await look(page);
      // A page that says that something was refused is answered with 400, which some navigations log.
      expect(troubles.filter((trouble) => !trouble.includes('status of 400'))).toEqual([]);
      return seen;
    } finally {
      await page.close();
    }
  }

  test('the console counts the customers by band and leads to the worst of them', async () => {
    const worst = await visit(url, 'en', async (page) => {
      const text = await page.innerText('main');
      for (const words of ['Customers by band', 'Who needs attention first', 'Read from the CRM'])
        expect(text).toContain(words);
      expect(await overflow(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      const links = await Promise.all(
        (await page.locator('.who a').all()).map(async (link) => ({
          name: await link.innerText(),
          href: (await link.getAttribute('href')) ?? '',
        })),
      );
      expect(links.length).toBe(10);
      return links[0];
    });
    await visit(worst?.href ?? '', 'en', async (page) => {
      expect(await page.locator('h1').innerText()).toBe(worst?.name);
      expect(await page.locator('[data-card="pulso"] section').first().innerText()).toMatch(/Poor|Critical|Fair/);
    });
  });

  test('the console speaks Spanish to whoever asks for it', async () => {
    await visit(url, 'es', async (page) => {
      expect(await page.getAttribute('html', 'lang')).toBe('es');
      expect(await page.innerText('main')).toContain('Clientes');
    });
  });

  test.each(['en', 'es'] as const)('the record of a planted story shows its card (%s)', async (language) => {
    const portal = new URL(
      ((await (await fetch(`${url}/api/status`)).json()) as { installs: { uiUrl: string }[] }).installs[0]?.uiUrl ?? '',
    );
    expect(portal.origin).toBe(sandbox);
    const { accountId } = ((await (await fetch(`${url}/api/status`)).json()) as { installs: { accountId: string }[] })
      .installs[0] ?? { accountId: '' };
    await visit(
      `${sandbox}/contacts/${accountId}/record/0-1/${turned?.id}?lang=${language}`,
      language,
      async (page) => {
        const card = await page.locator('[data-card="pulso"] section').first().innerText();
        expect(card).toMatch(/Slow answer|Respuesta lenta/);
        expect(card).toMatch(/\b\d{1,2}\b\s*\/\s*100/);
        expect(await violations(page)).toEqual([]);
      },
    );
  });

  test('a person connects HubSpot from the console, or thinks better of it', async () => {
    await visit(url, 'en', async (page) => {
      await page.getByRole('link', { name: /^Connect HubSpot/ }).click();
      await page.getByRole('link', { name: 'Deny' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('did not let Pulso in (access_denied)');
      await page.getByRole('link', { name: 'To the console' }).click();
      await page.getByRole('link', { name: /^Connect HubSpot/ }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Allow' }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('is connected');
      expect(await page.content()).not.toMatch(/refresh|na1-/);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'To the console' }).click();
      expect(await page.innerText('.connections')).toContain('Connected');
    });
  });
});
