import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { type EditorView, templateEditorPage, templatesPage } from '../../src/console/templates.ts';
import type { TemplateState } from '../../src/jobs/template-keeper.ts';
import { cardOf, dictionary, files } from '../fixtures/cards.ts';
import { bad } from '../fixtures/scorecards.ts';
import { launchBrowser } from './browser.ts';
import { open, overflow, violations, WIDTHS } from './pages.ts';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const en = dictionary.words('en');
const es = dictionary.words('es');

const shipped = files.templates.contact ?? '';
const contact: TemplateState = {
  ...{ name: 'contact', shipped, from: 'console', source: shipped, path: null },
  kept: { by: 'console', at: '2026-11-23T09:00:00.000Z' },
};
const list = {
  ...{
    account: 'Sandbox',
    path: '/templates/i1',
    faults: { account: 'account:14: <gauge> is not an element of a card' },
  },
  templates: [
    contact,
    { ...contact, name: 'account', from: 'folder', path: `/srv/${'pulso/'.repeat(30)}account.hbs`, kept: null },
    { ...contact, name: 'ticket', from: 'shipped', kept: null },
  ] as const,
};
const editor: EditorView = {
  ...{ account: 'Sandbox', path: '/templates/i1', template: contact, source: shipped, faults: [], done: 'saved' },
  ...{ examples: [{ id: '301', name: 'Marta Iglesias' }], example: '301', preview: cardOf(bad), timeZone: 'UTC' },
  now: Date.parse('2026-11-23T11:00:00Z'),
};
const faulty: EditorView = {
  ...{ ...editor, done: null, preview: null, source: '</textarea><script>alert(1)</script>' },
  faults: [{ line: 3, message: `contact:3: <${'x'.repeat(200)}> is not an element of a card` }],
};

describe.skipIf(launched.browser === null)(launched.reason ?? 'the template pages in a browser', () => {
  afterAll(() => browser.close());

  test.each(WIDTHS)('fit %d px and are accessible, light and dark, in both languages', async (width) => {
    for (const [html, dark] of [
      [templatesPage(list, en), false],
      [templatesPage(list, es), true],
      [templateEditorPage(editor, en), true],
      [templateEditorPage(faulty, es), false],
    ] as const) {
      const seen = await open(browser, html, { width, dark }, async (opened) => ({
        overflow: await overflow(opened),
        // Neither colours nor what a screen reader finds are other in the middle.
        violations: width === 768 ? [] : await violations(opened),
      }));
      expect(seen).toEqual({ overflow: 0, violations: [] });
    }
  });

  test('what was typed stands in the editor again, whatever it is', async () => {
    await open(browser, templateEditorPage(faulty, en), { width: 1_280 }, async (opened) => {
      expect(await opened.locator('textarea').inputValue()).toBe('</textarea><script>alert(1)</script>');
      expect(await opened.locator('main script').count()).toBe(0);
      expect(await opened.getByRole('alert').innerText()).toContain('contact:3:');
    });
  });
});
