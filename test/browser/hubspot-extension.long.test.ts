/**
 * The real extension on the sandbox's pages: HubSpot's bundles in a worker, drawn with look-alikes of its components.
 * With PULSO_SCREENSHOTS=<folder> it leaves pictures there.
 */
import { join } from 'node:path';
import { Client } from '@hubspot/api-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionBundles } from '../../src/extension-bundles.ts';
import type { ExtensionSettings } from '../../src/sandbox/hubspot/extension.ts';
import { STORIES } from '../../src/sandbox/world/stories.ts';
import { type OpenPortal, openPortal, smallPortal } from '../contract/sandbox/small-portal.ts';
import { newHome, type Running, startPulso, until } from '../e2e/start-pulso.ts';
import { cardOf } from '../fixtures/cards.ts';
import { bad, insufficient } from '../fixtures/scorecards.ts';
import { launchBrowser } from './browser.ts';
import { overflow, pageOf, violations, watchTroubles } from './pages.ts';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const { PULSO_SCREENSHOTS } = process.env;

/** Opens a page with an extension and looks once it has drawn something. */
async function visit<Seen>(
  address: string,
  look: (page: Page) => Promise<Seen>,
  { width = 1280, picture = '', whole = false } = {},
): Promise<Seen> {
  const page = await pageOf(browser);
  await page.setViewportSize({ width, height: 1100 });
  const { troubles, stop } = watchTroubles(page);
  try {
    await page.goto(address);
    await page.locator('[data-extension] > *').first().waitFor();
    const seen = await look(page);
    if (PULSO_SCREENSHOTS && picture !== '') {
      await page.screenshot({ path: join(PULSO_SCREENSHOTS, `${picture}.png`), fullPage: whole });
    }
    expect(troubles).toEqual([]);
    return seen;
  } finally {
    stop();
  }
}
const card = (page: Page) => page.locator('[data-extension]');

describe.skipIf(launched.browser === null)(launched.reason ?? 'the extension in a browser', () => {
  afterAll(() => browser.close());

  describe('Pulso does not answer', () => {
    let portal: OpenPortal;
    const nasty = '<script>alert("x")</script>';
    const endless = `${nasty} ${'WithoutAnyBlank'.repeat(20)} \u05e9\u05dc\u05d5\u05dd`;

    beforeAll(async () => {
      const extension: ExtensionSettings = {
        folder: extensionBundles('hubspot', (reason) => expect.fail(reason)),
        // Nobody listens on this port.
        baseUrl: 'http://127.0.0.1:9',
        clientSecret: 'secret',
        appId: 1,
        user: { id: 7, email: 'ana@sandbox.example', firstName: 'Ana', lastName: 'Ruiz' },
      };
      const seed = smallPortal();
      const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString();
      const cards = [cardOf(bad, 'en', { subject: { name: nasty, href: null } }), cardOf(insufficient)].map((each) => ({
        ...each,
        asOf: yesterday,
      }));
      const objects = [...seed.objects].map((object, index) => {
        const written = object.type === 'contacts' ? cards[index] : object.id === '702' ? cards[1] : undefined;
        return written
          ? { ...object, properties: { ...object.properties, pulso_card: JSON.stringify(written) } }
          : object.id === '701'
            ? { ...object, properties: { ...object.properties, subject: endless } }
            : object;
      });
      portal = await openPortal({ seed: { ...seed, objects }, extension });
    });
    afterAll(() => portal?.sandbox.close());

    test('the card shows what was last written, with its age', async () => {
      const address = `${portal.sandbox.url}/contacts/4242/record/0-1/1001`;
      await visit(
        address,
        async (page) => {
          await page.getByText('Pulso does not answer').waitFor();
          const text = await card(page).innerText();
          expect(text).toMatch(/31\s*\/ 100/);
          expect(text).toContain('This is what Pulso last wrote, yesterday.');
          expect(text).toContain(nasty);
          expect(await page.getByRole('button', { name: 'Recalculate now' }).count()).toBe(0);
          expect(await violations(page)).toEqual([]);
        },
        { picture: 'hubspot-card-down' },
      );
      for (const width of [320, 768]) {
        await visit(address, async (page) => expect(await overflow(page)).toBe(0), { width });
      }
    });

    test('too little known: no number, and what would help', async () => {
      await visit(
        `${portal.sandbox.url}/contacts/4242/record/0-1/1002`,
        async (page) => {
          await page.getByText('Not enough known for a score').waitFor();
          expect(await card(page).innerText()).not.toContain('/ 100');
        },
        { picture: 'hubspot-card-insufficient' },
      );
    });

    test('nothing written, nobody answers: says so, in the language of whoever looks', async () => {
      await visit(`${portal.sandbox.url}/contacts/4242/record/0-1/1003?lang=es`, async (page) => {
        await page.getByText('Pulso no responde').waitFor();
        expect(await page.getByRole('button', { name: 'Reintentar' }).isVisible()).toBe(true);
        expect(await violations(page)).toEqual([]);
      });
    });

    test('a ticket shows the card of the person behind it', async () => {
      await visit(`${portal.sandbox.url}/contacts/4242/record/0-5/701`, async (page) => {
        await page.getByText('Pulso does not answer').waitFor();
        expect(await card(page).innerText()).toMatch(/31\s*\/ 100/);
      });
    });

    test('a ticket on which Pulso wrote shows that', async () => {
      await visit(`${portal.sandbox.url}/contacts/4242/record/0-5/702`, async (page) => {
        await page.getByText('Not enough known for a score').waitFor();
        expect(await card(page).innerText()).not.toContain('/ 100');
      });
    });

    test('an extension fetches from its own backend and from nowhere else', async () => {
      const { body } = await portal.call('POST', '/_sandbox/extension/fetch', { url: 'http://127.0.0.1:1/x' }, null);
      expect(body).toMatchObject({ status: 403, text: expect.stringContaining('permittedUrls') });
    });
  });

  describe('the running program', () => {
    let running: Running;
    let sandbox: string;
    let portalId: string;
    const turned = STORIES.find((story) => story.id === 'loyal-customer-turns')?.who.contact?.id ?? '';
    const content = STORIES.find((story) => story.id === 'quiet-and-content')?.who.contact?.id ?? '';

    beforeAll(async () => {
      running = startPulso(['start'], newHome());
      const url = await running.printed(/^Pulso is at (\S+)/);
      sandbox = await running.printed(/sandbox HubSpot is at (\S+)/);
      await until(
        () => fetch(`${url}/readyz`),
        (response) => response.status === 200,
      );
      const status = (await (await fetch(`${url}/api/status`)).json()) as {
        installs: { crm: string; accountId: string }[];
      };
      portalId = status.installs.find(({ crm }) => crm === 'hubspot')?.accountId ?? '';
      // A checkout makes the bundles at the first start.
      await until(
        async () => (await fetch(`${sandbox}/app/${portalId}/pulso/home`)).status,
        (code) => code === 200,
      );
    }, 300_000);
    afterAll(() => running?.end());

    const record = (id: string, language: string) =>
      `${sandbox}/contacts/${portalId}/record/0-1/${id}?lang=${language}`;

    test.each([
      ['en', 'Slow answer', 'Recalculate now'],
      ['es', 'Respuesta lenta', 'Recalcular ahora'],
    ])('a planted story shows its score, its reason and its flag (%s)', async (language, flag, button) => {
      await visit(
        record(turned, language),
        async (page) => {
          await page.getByRole('button', { name: button }).waitFor();
          const text = await card(page).innerText();
          expect(text).toMatch(/\d{1,2}\s*\/ 100/);
          expect(text).toContain(flag);
          expect(text).not.toContain('last wrote');
          expect(await overflow(page)).toBe(0);
          expect(await violations(page)).toEqual([]);
        },
        { picture: `hubspot-card-bad-${language}` },
      );
    });

    test('somebody who is content', async () => {
      await visit(
        record(content, 'en'),
        async (page) => page.getByRole('button', { name: 'Recalculate now' }).waitFor(),
        { picture: 'hubspot-card-good-en' },
      );
    });

    test('after a new ticket, recalculating changes the card', async () => {
      const client = new Client({ accessToken: 'sandbox-hubspot-token', basePath: sandbox });
      await visit(record(turned, 'en'), async (page) => {
        const recalculate = page.getByRole('button', { name: 'Recalculate now' });
        await recalculate.waitFor();
        const facts = card(page).locator('.list-row .item');
        const tickets = facts.filter({ has: page.locator('dt', { hasText: /^Open tickets$/ }) }).locator('dd');
        expect((await tickets.innerText()).trim()).toBe('0');
        const opened = new Date().toISOString();
        await client.crm.tickets.basicApi.create({
          properties: { subject: 'Still broken', hs_pipeline: '0', hs_pipeline_stage: '1', createdate: opened },
          associations: [
            { to: { id: turned }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId: 16 }] },
          ],
        });
        // HubSpot's search lags behind: a ticket of this second may only be found by a later look.
        await until(
          async () => {
            await recalculate.click();
            await page.getByText('Recalculated.').first().waitFor();
            return (await tickets.innerText()).trim();
          },
          (count) => count === '1',
          { withinMs: 50_000, everyMs: 1_000 },
        );
      });
    });

    test('a flag that was seen says by whom; an observation and a verdict are kept', async () => {
      await visit(record(turned, 'en'), async (page) => {
        await page.getByRole('button', { name: 'Acknowledge' }).first().click();
        await page.getByText('Acknowledged by ana@sandbox.example').first().waitFor();
        await page.getByRole('button', { name: 'This helped' }).click();
        await page.getByText('It is kept with this score.').waitFor();
        await page.getByText('Log what I saw').click();
        await page.getByLabel('What did you see or hear?').fill('She laughed about it.');
        await page.getByLabel('How was it for the customer?').selectOption('good');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('It counts from the next score on.').waitFor();
      });
    });

    const app = (which: 'home' | 'settings', language: string) =>
      `${sandbox}/app/${portalId}/pulso/${which}?lang=${language}`;

    test.each([
      ['en', 'Accounts that need attention first', 'Frictions among all customers'],
      ['es', 'Empresas que atender primero', 'Fricciones entre todos los clientes'],
    ] as const)('the home page: who needs somebody, what hurts everybody (%s)', async (language, first, frictions) => {
      // Everybody is looked at together after the first pass.
      await until(
        async () => {
          const home = await pageOf(browser);
          await home.goto(app('home', language));
          await home.getByText(first).waitFor();
          return await home.getByText(frictions).count();
        },
        (count) => count > 0,
        { withinMs: 60_000, everyMs: 1_000 },
      );
      await visit(
        app('home', language),
        async (page) => {
          await page.getByText(frictions).waitFor();
          expect(await overflow(page)).toBe(0);
          expect(await violations(page)).toEqual([]);
        },
        { picture: `hubspot-home-${language}`, whole: true },
      );
    });

    test.each([
      ['en', 'Bands and flags', 'See what would change', /customers would change band/],
      ['es', 'Niveles y señales', 'Ver qué cambiaría', /clientes cambiarían de nivel/],
    ] as const)(
      'the settings page: another model is tried before it is kept (%s)',
      async (language, more, look, would) => {
        await visit(
          app('settings', language),
          async (page) => {
            const [preset, kept] = [page.locator('select[name=preset]'), page.getByRole('button', { name: look })];
            await preset.waitFor();
            expect(await kept.isDisabled()).toBe(true);
            await preset.selectOption('survey-heavy');
            await page.getByText(more, { exact: true }).click();
            await page.locator('input[name=band_good]').fill('10');
            await page.locator('input[name=band_good]').blur();
            await page.locator('.alert-danger').waitFor();
            await page.locator('input[name=band_good]').fill('80');
            await page.locator('input[name=band_good]').blur();
            await page.locator('.alert-danger').waitFor({ state: 'detached' });
            await kept.click();
            await page.getByText(would).waitFor();
            await page.getByText(more, { exact: true }).click();
            expect(await overflow(page)).toBe(0);
            expect(await violations(page)).toEqual([]);
          },
          { picture: `hubspot-settings-${language}`, whole: true },
        );
      },
    );

    test('a model that is kept is the one in use, and who kept it stands below', async () => {
      await visit(app('settings', 'en'), async (page) => {
        await page.locator('select[name=preset]').selectOption('service-heavy');
        await page.getByRole('button', { name: 'See what would change' }).click();
        await page.getByRole('button', { name: 'Save, and score everybody anew' }).click();
        await page.getByText('Saved. Everybody is scored anew.').waitFor();
        await page.getByText('ana@sandbox.example in HubSpot: model').waitFor();
        await page.getByText('service-heavy 1').waitFor();
      });
    });
  });
});
