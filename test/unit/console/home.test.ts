import { describe, expect, test } from 'vitest';
import { homePage } from '../../../src/console/home.ts';
import { signInPage } from '../../../src/console/sign-in.ts';
import type { ListedAlert } from '../../../src/store/alerts.ts';
import { dictionary } from '../../fixtures/cards.ts';
import { done, homeView, running, worst } from '../../fixtures/console.ts';
import { NOW } from '../../fixtures/scorecards.ts';

const en = dictionary.words('en');
const es = dictionary.words('es');
const textOf = (page: string) =>
  page
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('homePage', () => {
  test('tells installs, bands, the worst with their reasons, what was set aside and the queue', () => {
    const text = textOf(homePage(homeView([done]), en));
    for (const words of [
      'HubSpot, account 4815162',
      'Connected',
      '47 of 400 scored are poor or critical; 212 are good.',
      'Marta Iglesias',
      'NPS (−9.4 points)',
      'An answer outside its scale',
      'Example: 90811, nps_score is 14; the scale is 0..10',
      'Last sync 23 Nov 2026, 08:58',
      'Waiting 4 Running 2 Given up 0',
    ]) {
      expect(text).toContain(words);
    }
    expect(homePage(homeView([done]), en)).toContain('href="https://app.example.com/contacts/1/record/0-1/301"');
  });

  test('tells the last alerts with their reasons, and whether the CRM heard of them', () => {
    const drivers = [{ metric: 'nps', points: -9.4 }];
    const band: ListedAlert = {
      ...{ id: 'a', subject: { object: 'customer', id: '301' }, kind: 'poor', flag: null, since: NOW, at: NOW },
      ...{ band: 'poor', score: 38.4, reason: { from: 'fair', drivers, facts: {} }, state: 'sent', tries: 1 },
      ...{ error: null, name: 'Ana <Ruiz>', href: 'https://app.example.com/301' },
    };
    const flag: ListedAlert = {
      ...{ ...band, id: 'b', kind: 'slow-answer', flag: 'slow-answer', name: null, href: 'javascript:alert(1)' },
      ...{ state: 'failed', error: 'The org has no such event.' },
    };
    const page = homePage({ ...homeView([done]), alerts: { i1: [band, flag] } }, es);
    expect(page).toContain('<a href="https://app.example.com/301">Ana &lt;Ruiz&gt;</a>');
    expect(page).not.toContain('javascript:');
    const text = textOf(page);
    expect(text).toContain('Últimos avisos 38 Ana &lt;Ruiz&gt;');
    expect(text).toContain('Lo que más pesa: NPS (−9,4 puntos).');
    expect(text).toMatch(/301 .*Respuesta lenta.*Sin enviar: The org has no such event\./);
    expect(textOf(homePage(homeView([done]), es))).not.toContain('avisos');
  });

  test('shows progress, rate and time left while the first pass runs, and renews itself', () => {
    const page = homePage(homeView([running]), es);
    expect(textOf(page)).toContain('1200 de 2016 242/s, faltan 4 s');
    expect(page).toContain('data-refresh="3"');
    expect(page).toContain('<html lang="es"');
    expect(homePage(homeView([done]), es)).not.toContain('data-refresh=');
  });

  test('offers the apps that are configured, and tells how their accounts stand', () => {
    const paused = { ...done, id: 'i2', status: 'paused' as const, statusReason: 'Connect the account again.' };
    const { host } = new URL(done.baseUrl);
    const apps = [
      { href: '/oauth/hubspot/start?client=c1', crm: 'HubSpot', id: 'hubspot', host },
      {
        href: '/oauth/salesforce/start?client=c2',
        crm: 'Salesforce',
        id: 'salesforce',
        host: 'acme.my.salesforce.com',
      },
    ];
    const page = homePage({ ...homeView([paused]), apps }, en);
    expect(textOf(page)).toMatch(/Connect HubSpot again/);
    expect(textOf(page)).toMatch(/account 4815162: Paused/);
    expect(textOf(page)).toMatch(/acme\.my\.salesforce\.com No account yet Connect Salesforce/);
    expect(page).toContain('href="/oauth/salesforce/start?client=c2"');
    expect(textOf(homePage(homeView([done]), en))).not.toContain('Connect HubSpot');
  });

  test('says why an install is paused, and does not wait for it', () => {
    const paused = { ...running, status: 'paused' as const, statusReason: 'Connect the account again.' };
    const page = homePage(homeView([paused]), en);
    expect(textOf(page)).toContain('Paused');
    expect(textOf(page)).toContain('Connect the account again.');
    expect(page).not.toContain('data-refresh=');
  });

  test('says what was given up, and notices', () => {
    const view = homeView([{ ...done, notices: ['The scope tickets is missing.'] }]);
    const job = { id: '1', task: 'push', payload: {}, key: null, lane: null, runAt: '', attempt: 5, maxAttempts: 5 };
    const dead = [{ ...job, failedAt: '2026-11-23T08:00:00.000Z', error: 'The CRM refused <the> request' }];
    const page = homePage({ ...view, report: { ...view.report, dead } }, en);
    expect(page).toContain('The CRM refused &lt;the&gt; request');
    expect(textOf(page)).toContain('The scope tickets is missing.');
  });

  test('shows names as text and links only to web addresses', () => {
    const [first] = worst;
    const hostile = { ...first!, name: '<script>alert(1)</script>', href: 'javascript:alert(1)' };
    const page = homePage({ ...homeView([done]), worst: { i1: [hostile] } }, en);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('javascript:');
  });

  test('says what to do where nothing is connected', () => {
    expect(textOf(homePage(homeView([]), es))).toContain('Todavía no hay ningún CRM conectado');
  });

  test('carries the nonce', () => {
    expect(homePage(homeView([done]), en, { nonce: 'n1' })).toContain('<style nonce="n1">');
    expect(homePage(homeView([running]), en, { nonce: 'n1' })).toContain('<script nonce="n1">');
  });
});

describe('signInPage', () => {
  test('asks for one key and says when it was the wrong one', () => {
    const view = { action: '/sign-in', refused: false };
    expect(signInPage(view, en)).toContain('<form method="post" action="/sign-in">');
    expect(signInPage(view, en)).not.toContain('role="alert"');
    expect(textOf(signInPage({ ...view, refused: true }, es))).toContain('Esa no es la clave.');
  });
});
