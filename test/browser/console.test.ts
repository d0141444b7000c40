import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { connectionResultPage } from '../../src/console/connections.ts';
import { homePage } from '../../src/console/home.ts';
import { portfolioPage } from '../../src/console/portfolio-page.ts';
import { signInPage } from '../../src/console/sign-in.ts';
import { dictionary } from '../fixtures/cards.ts';
import { done, homeView, running, worst } from '../fixtures/console.ts';
import { emptyPortfolio, portfolioView } from '../fixtures/portfolio.ts';
import { launchBrowser } from './browser.ts';
import { open, overflow, violations, WIDTHS } from './pages.ts';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const en = dictionary.words('en');
const es = dictionary.words('es');

const paused = { ...done, id: 'i2', status: 'paused' as const, statusReason: 'Connect the account again.' };

const apps = [
  { href: '/oauth/hubspot/start?client=c1', crm: 'HubSpot', id: 'hubspot', host: new URL(done.baseUrl).host },
  {
    href: '/oauth/salesforce/start?client=c2',
    crm: 'Salesforce',
    id: 'salesforce',
    host: 'acme--uat.sandbox.my.salesforce.com',
  },
];

describe.skipIf(launched.browser === null)(launched.reason ?? 'the console in a browser', () => {
  afterAll(() => browser.close());

  test.each(WIDTHS.flatMap((width) => [false, true].map((dark) => ({ width, dark }))))(
    'fits $width px and is accessible (dark: $dark)',
    async (opening) => {
      // Colours do not depend on the width, nor does what a screen reader finds on the brightness.
      const isWhole = opening.width === (opening.dark ? 1280 : 320);
      for (const html of [
        homePage(homeView([done]), en),
        homePage(homeView([running]), es),
        homePage(homeView([done, paused]), es),
        homePage(homeView([]), en),
        signInPage({ action: '/sign-in', refused: true }, es),
        homePage({ ...homeView([done]), apps }, es),
        connectionResultPage({ outcome: 'connected', crm: 'HubSpot', name: 'Acme', account: '4815162' }, en),
        connectionResultPage({ outcome: 'notBegun', url: 'https://cx.example.com' }, es),
        portfolioPage(portfolioView(), es),
        portfolioPage({ ...portfolioView(), portfolio: emptyPortfolio }, en),
      ]) {
        const seen = await open(browser, html, opening, async (opened) => ({
          overflow: await overflow(opened),
          violations: isWhole ? await violations(opened) : [],
        }));
        expect(seen).toEqual({ overflow: 0, violations: [] });
      }
    },
  );

  test('shows who needs attention before the machinery on a phone', async () => {
    await open(browser, homePage(homeView([done]), en), { width: 320 }, async (opened) => {
      const top = async (text: string) => (await opened.getByText(text).first().boundingBox())?.y ?? 0;
      expect(await top('Who needs attention first')).toBeLessThan(await top('Read from the CRM'));
      const link = opened.getByRole('link', { name: 'Marta Iglesias' });
      expect(await link.getAttribute('href')).toBe('https://app.example.com/contacts/1/record/0-1/301');
    });
  });

  test('a name of one endless word or with a script breaks nothing', async () => {
    const [first] = worst;
    const hostile = [
      { ...first!, name: 'x'.repeat(400) },
      { ...first!, id: '2', name: '<script>alert(1)</script>' },
      { ...first!, id: '3', name: 'محمد العلي' },
    ];
    const html = homePage({ ...homeView([done]), worst: { i1: hostile } }, en);
    for (const width of WIDTHS) {
      await open(browser, html, { width }, async (opened) => {
        expect(await overflow(opened)).toBe(0);
        expect(await opened.getByText('<script>alert(1)</script>').isVisible()).toBe(true);
      });
    }
  });

  test('renews itself in place while the first pass runs, then stands still', async () => {
    const pages = [homePage(homeView([running]), en), homePage(homeView([done]), en)];
    let served = 0;
    const page = await browser.newPage();
    try {
      await page.route('http://pulso.example/**', (route) => {
        const body = pages[Math.min(served, pages.length - 1)]!;
        served += 1;
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
      });
      await page.clock.install();
      await page.goto('http://pulso.example/');
      expect(await page.getByText('First pass.').isVisible()).toBe(true);
      await page.clock.runFor(3_000);
      await page.getByText('Last sync 23 Nov 2026, 08:58').waitFor();
      expect(await page.getByText('First pass.').count()).toBe(0);
      await page.clock.runFor(30_000);
      expect(served).toBe(2);
    } finally {
      await page.close();
    }
  });

  test('the key field has the focus', async () => {
    await open(browser, signInPage({ action: '/sign-in', refused: false }, en), { width: 320 }, async (opened) => {
      await opened.waitForFunction(`document.activeElement.id === 'key'`);
      expect(await opened.getByLabel('Console key').isVisible()).toBe(true);
    });
  });
});
