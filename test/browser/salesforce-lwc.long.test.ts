/**
 * The real Lightning components on the sandbox org's pages, compiled with Salesforce's own compiler and base components. Pulso has
 * written its fields and is not running any more. With PULSO_SCREENSHOTS=<folder> it leaves pictures there.
 */
import { join } from 'node:path';
import jsforce from 'jsforce';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageZip } from '../../src/cli/salesforce-package/package-zip.ts';
import { readPackage } from '../../src/cli/salesforce-package/read-package.ts';
import { composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { extensionBundles } from '../../src/extension-bundles.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { openLog } from '../../src/log.ts';
import { salesforceSeed } from '../../src/sandbox/salesforce/seed.ts';
import { seedId } from '../../src/sandbox/salesforce/seed-ids.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { STORIES } from '../../src/sandbox/world/stories.ts';
import { newHome, until } from '../e2e/start-pulso.ts';
import { cardOf } from '../fixtures/cards.ts';
import { bad } from '../fixtures/scorecards.ts';
import { launchBrowser } from './browser.ts';
import { overflow, pageOf, violations, watchTroubles } from './pages.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const TWO_HOURS_LATER = Date.parse(NOW) + 2 * 3_600_000;
const THREE_DAYS_LATER = Date.parse(NOW) + 3 * 86_400_000;
const TOKEN = 'sandbox-salesforce-token';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const { PULSO_SCREENSHOTS } = process.env;

interface Visit {
  readonly width?: number;
  readonly now?: number;
  readonly picture?: string;
  /** The whole page, not only what the window shows. */
  readonly whole?: boolean;
}

describe.skipIf(launched.browser === null)(launched.reason ?? 'the Lightning components in a browser', () => {
  let sandbox: SalesforceSandbox;
  let org: jsforce.Connection;
  const loyal = seedId('contact', STORIES.find(({ id }) => id === 'loyal-customer-turns')?.who.contact?.id ?? '');

  beforeAll(async () => {
    const failures: string[] = [];
    const folder = extensionBundles('salesforce', (reason) => failures.push(reason));
    const world = generateWorld({
      ...{ seed: 5, now: new Date(NOW), contacts: 60, accounts: 12, tickets: 120, surveys: 60, engagements: 200 },
    });
    sandbox = await startSalesforceSandbox({ port: 0, seed: () => salesforceSeed(world), components: { folder } });
    org = new jsforce.Connection({ instanceUrl: sandbox.url, accessToken: TOKEN, version: '67.0' });
    const config = readConfig({ PULSO_HOME: newHome(), PULSO_LOG_LEVEL: 'silent', PULSO_NOW: NOW });
    const core = await composeCore(config, openLog('silent'));
    const crm = core.crms.get('salesforce');
    if (crm === undefined) throw new Error('the Salesforce adapter is missing');
    await connectInstall(core, crm, { baseUrl: sandbox.url, accessToken: TOKEN, sandbox: false });
    const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
    await core.queue.idle();
    await runner.stop(10_000);
    await core.close();
    await until(
      async () => folder(),
      (found) => found !== null || failures.length > 0,
    );
    expect(failures).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await sandbox?.close();
  });

  /** Opens a page and looks once its components have drawn what they asked for. */
  async function visit<Seen>(path: string, look: (page: Page) => Promise<Seen>, options: Visit = {}): Promise<Seen> {
    const { width = 1280, now = TWO_HOURS_LATER, picture = '', whole = false } = options;
    const page = await pageOf(browser);
    await page.setViewportSize({ width, height: 1100 });
    const { troubles, stop } = watchTroubles(page);
    const onRequest = (request: Request): unknown =>
      request.url().startsWith(sandbox.url) || troubles.push(request.url());
    page.on('request', onRequest);
    try {
      await page.clock.setFixedTime(now);
      await page.goto(sandbox.url + path);
      await page.locator('[data-component] .slds-card').first().waitFor();
      await page.locator('lightning-spinner').first().waitFor({ state: 'detached' });
      const seen = await look(page);
      if (PULSO_SCREENSHOTS && picture !== '') {
        await page.screenshot({ path: join(PULSO_SCREENSHOTS, `${picture}.png`), fullPage: whole });
      }
      expect(troubles).toEqual([]);
      return seen;
    } finally {
      stop();
      page.off('request', onRequest);
    }
  }
  const component = (page: Page, name: string) => page.locator(`[data-component="${name}"]`);
  const record = (object: string, id: string, query = 'lang=en') => `/lightning/r/${object}/${id}/view?${query}`;
  const idOf = async (soql: string): Promise<string> => {
    const { records } = await org.query<{ Id: string }>(soql);
    return records[0]?.Id ?? '';
  };

  test('a planted story shows its score, its reason, its flag and the age of all that', async () => {
    const fields = await org.sobject('Contact').retrieve(loyal);
    await visit(
      record('Contact', loyal),
      async (page) => {
        const text = await component(page, 'pulsoCard').innerText();
        expect(text).toMatch(new RegExp(`${Math.round(Number(fields.Pulso_Score__c))}\\s*/ 100`));
        expect(text).toContain('Critical');
        expect(text).toContain('Slow answer');
        expect(text).toContain('(2 hours ago)');
        expect(text).not.toContain('Something may have changed');
        expect(await violations(page)).toEqual([]);
      },
      { picture: 'salesforce-card-bad-en', whole: true },
    );
  });

  test.each([320, 768, 1280])('fits %d px', async (width) => {
    await visit(record('Contact', loyal), async (page) => expect(await overflow(page)).toBe(0), { width });
  });

  test('speaks Spanish to whoever does', async () => {
    await visit(
      record('Contact', loyal, 'language=es'),
      async (page) => {
        const text = await component(page, 'pulsoCard').innerText();
        expect(text).toContain('Crítica');
        expect(text).toContain('Respuesta lenta');
        expect(text).toContain('(hace 2 horas)');
        expect(await component(page, 'pulsoCard').getByRole('button', { name: 'Actualizar' }).isVisible()).toBe(true);
        expect(await violations(page)).toEqual([]);
      },
      { picture: 'salesforce-card-bad-es', whole: true },
    );
  });

  test('what Pulso wrote days ago says so', async () => {
    await visit(
      record('Contact', loyal),
      async (page) => {
        const text = await component(page, 'pulsoCard').innerText();
        expect(text).toContain('Pulso wrote this 3 days ago. Something may have changed since.');
        expect(text).toMatch(/\d+\s*\/ 100/);
        expect(await violations(page)).toEqual([]);
      },
      { now: THREE_DAYS_LATER, picture: 'salesforce-card-stale' },
    );
  });

  test('somebody who is content', async () => {
    const content = await idOf(
      "SELECT Id FROM Contact WHERE Pulso_Band__c = 'good' ORDER BY Pulso_Score__c DESC LIMIT 1",
    );
    await visit(
      record('Contact', content),
      async (page) => {
        expect(await component(page, 'pulsoCard').innerText()).toContain('Good');
        expect(await violations(page)).toEqual([]);
      },
      { picture: 'salesforce-card-good-en' },
    );
  });

  test.each([
    ['en', 'Not enough known for a score'],
    ['es', 'Faltan datos para una puntuación'],
  ])('too little known: no number, and what would help (%s)', async (language, words) => {
    const unknown = await idOf(
      'SELECT Id FROM Contact WHERE Pulso_Band__c = null AND Pulso_Scored_At__c != null LIMIT 1',
    );
    await visit(
      record('Contact', unknown, `lang=${language}`),
      async (page) => {
        const card = component(page, 'pulsoCard');
        expect(await card.innerText()).toContain(words);
        expect(await card.innerText()).not.toContain('/ 100');
        expect(await violations(page)).toEqual([]);
      },
      { picture: `salesforce-card-insufficient-${language}` },
    );
  });

  test.each([
    ['en', 'You may not see the Pulso fields'],
    ['es', 'No puedes ver los campos de Pulso'],
  ])('somebody without the permission set is told whom to ask (%s)', async (language, words) => {
    const { records } = await org.query<{ Username: string }>(
      "SELECT Username FROM User WHERE Profile.Name = 'Standard User' LIMIT 1",
    );
    const query = `lang=${language}&user=${records[0]?.Username}`;
    await visit(
      record('Contact', loyal, query),
      async (page) => {
        expect(await component(page, 'pulsoCard').innerText()).toContain(words);
        expect(await page.locator('main').innerText()).not.toContain('CX score');
        expect(await violations(page)).toEqual([]);
      },
      { picture: `salesforce-card-no-permission-${language}` },
    );
    await visit(`/lightning/n/Pulso_Portfolio?${query}`, async (page) => {
      expect(await component(page, 'pulsoPortfolio').innerText()).toContain(words);
    });
  });

  test.each([
    ['no card yet', null, 'No card yet', 'salesforce-card-none'],
    ['a text that is no card', '{"version":1,"title":', 'This card cannot be shown', 'salesforce-card-broken'],
  ])('%s', async (_, stored, words, picture) => {
    const { id } = await org.sobject('Contact').create({ LastName: 'Nadie', Pulso_Card__c: stored });
    await visit(
      record('Contact', String(id)),
      async (page) => {
        expect(await component(page, 'pulsoCard').innerText()).toContain(words);
        expect(await violations(page)).toEqual([]);
      },
      { picture },
    );
  });

  test('HTML that somebody wrote into a case or a name shows as text', async () => {
    const nasty = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const card = JSON.stringify(cardOf(bad, 'en', { subject: { name: nasty, href: null } }));
    const contact = await org.sobject('Contact').create({ LastName: 'Ruiz', Pulso_Card__c: card });
    const made = await org.sobject('Case').create({ Subject: nasty, ContactId: String(contact.id) });
    await visit(record('Case', String(made.id)), async (page) => {
      expect(await page.locator('h1').innerText()).toContain(nasty);
      expect(await component(page, 'pulsoCard').innerText()).toContain(nasty);
      expect(await page.locator('main img, main script').count()).toBe(0);
    });
  });

  test('a case shows the card of whoever wrote it, flags before explanations', async () => {
    const id = await idOf(`SELECT Id FROM Case WHERE ContactId = '${loyal}' LIMIT 1`);
    await visit(
      record('Case', id),
      async (page) => {
        const text = await component(page, 'pulsoCard').innerText();
        expect(text).toMatch(/\d+\s*\/ 100/);
        expect(text.indexOf('What hurts')).toBeLessThan(text.indexOf('What moves the score'));
        expect(await violations(page)).toEqual([]);
      },
      { picture: 'salesforce-case' },
    );
  });

  test.each([
    ['en', 'People at this account'],
    ['es', 'Personas de esta cuenta'],
  ])('an account shows its own card, and its people with the worst first (%s)', async (language, title) => {
    const { records } = await org.query<{ AccountId: string }>(
      'SELECT AccountId FROM Contact WHERE Pulso_Score__c != null AND AccountId != null GROUP BY AccountId ORDER BY COUNT(Id) DESC LIMIT 1',
    );
    await visit(
      record('Account', records[0]?.AccountId ?? '', `lang=${language}`),
      async (page) => {
        const people = component(page, 'pulsoAccount');
        expect(await people.innerText()).toContain(title);
        const scores = (await people.locator('.standing b').allInnerTexts()).map(Number);
        expect(scores.length).toBeGreaterThan(1);
        expect(scores).toEqual(scores.toSorted((a, b) => a - b));
        expect(await violations(page)).toEqual([]);
      },
      { picture: `salesforce-account-${language}`, whole: true },
    );
  });

  test.each([
    ['en', 'How your customers feel'],
    ['es', 'Cómo se sienten tus clientes'],
  ])('the portfolio counts everybody and leads to who needs somebody first (%s)', async (language, title) => {
    const count = (band: string) => org.query(`SELECT COUNT() FROM Contact WHERE Pulso_Band__c = '${band}'`);
    const expected = await Promise.all(
      ['critical', 'poor', 'fair', 'good'].map(async (band) => (await count(band)).totalSize),
    );
    await visit(`/lightning/n/Pulso_Portfolio?lang=${language}`, async (page) => {
      const portfolio = component(page, 'pulsoPortfolio');
      expect(await portfolio.innerText()).toContain(title);
      const counts = (await portfolio.locator('c-pulso-bands b').allInnerTexts()).map(Number);
      expect(counts.slice(0, 4)).toEqual(expected);
      expect(await overflow(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      if (PULSO_SCREENSHOTS)
        await page.screenshot({ path: join(PULSO_SCREENSHOTS, `salesforce-portfolio-${language}.png`) });
      await portfolio.locator('c-pulso-record-link a').first().click();
      await page.waitForURL(/\/lightning\/r\/Account\//);
      await component(page, 'pulsoCard').getByText('/ 100').first().waitFor();
    });
  });

  test('the button shows what Pulso has written since', async () => {
    const { id } = await org.sobject('Contact').create({ LastName: 'Nueva' });
    await visit(record('Contact', String(id)), async (page) => {
      const card = component(page, 'pulsoCard');
      await card.getByText('No card yet').waitFor();
      await org.sobject('Contact').update({ Id: String(id), Pulso_Card__c: JSON.stringify(cardOf(bad)) });
      await card.getByRole('button', { name: 'Refresh' }).click();
      await card.getByText('Critical').waitFor();
      expect(await card.innerText()).toMatch(/31\s*\/ 100/);
    });
  });

  describe('where the package is installed', () => {
    beforeAll(async () => {
      org.metadata.pollInterval = 5;
      const { success } = await org.metadata.deploy(packageZip(readPackage()), { singlePackage: true }).complete();
      expect(success).toBe(true);
      const PermissionSetId = await idOf("SELECT Id FROM PermissionSet WHERE Name = 'Pulso_User'");
      for (const { Id: AssigneeId } of (await org.query<{ Id: string }>('SELECT Id FROM User')).records)
        await org.create('PermissionSetAssignment', { PermissionSetId, AssigneeId });
    });

    test.each([
      ['en', 'Acknowledge', 'Log what I saw', 'Save', 'You acknowledged this'],
      ['es', 'Darse por enterado', 'Anotar lo que he visto', 'Guardar', 'Te diste por enterado'],
    ])(
      'people tell Pulso what they saw and know, in %s',
      async (language, acknowledge, observe, save, acknowledged) => {
        await visit(
          record('Contact', loyal, `lang=${language}`),
          async (page) => {
            const card = component(page, 'pulsoCard');
            await card.getByText(acknowledge, { exact: true }).first().click();
            await card.getByText(acknowledged).first().waitFor();
            await card.getByRole('button', { name: observe }).click();
            await card.locator('textarea').fill('Waited for a call that never came.');
            expect(await violations(page)).toEqual([]);
            expect(await overflow(page)).toBe(0);
            if (PULSO_SCREENSHOTS)
              await page.screenshot({ path: join(PULSO_SCREENSHOTS, `lwc-asking-${language}.png`), fullPage: true });
            await card.getByRole('button', { name: save }).click();
            await card.locator('textarea').waitFor({ state: 'detached' });
          },
          { width: language === 'es' ? 400 : 1280 },
        );
        const made = await org.query<{ Kind__c: string; Record_Id__c: string }>(
          'SELECT Kind__c, Record_Id__c FROM Pulso_Request__c ORDER BY CreatedDate DESC, Id DESC LIMIT 2',
        );
        expect(made.records.map(({ Kind__c }) => Kind__c).toSorted()).toEqual(['acknowledge', 'observation']);
        expect(made.records.every(({ Record_Id__c }) => Record_Id__c === loyal)).toBe(true);
      },
    );

    test('nothing is offered to whom lacks the permission set', async () => {
      const assigned = await org.query<{ Id: string }>(
        "SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Pulso_User'",
      );
      await org.delete(
        'PermissionSetAssignment',
        assigned.records.map(({ Id }) => Id),
      );
      await org.update('Contact', { Id: loyal, Description: 'touched' });
      const rep = await idOf(
        "SELECT Id FROM User WHERE Profile.Name != 'System Administrator' AND UserType = 'Standard' LIMIT 1",
      );
      await visit(record('Contact', loyal, `lang=en&user=${rep}`), async (page) => {
        expect(await component(page, 'pulsoCard').getByText('Acknowledge', { exact: true }).count()).toBe(0);
      });
    });
  });
});
