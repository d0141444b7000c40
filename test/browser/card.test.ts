import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { cardJsonToHtml, renderHtml } from '../../src/cards/html.ts';
import type { Scorecard } from '../../src/cx/model/scorecard.ts';
import { cardOf } from '../fixtures/cards.ts';
import { bad, good, insufficient, slowAnswer } from '../fixtures/scorecards.ts';
import { launchBrowser } from './browser.ts';
import { around, open, overflow, violations, WIDTHS } from './pages.ts';

const launched = await launchBrowser();
const browser = launched.browser as Browser;
const now = Date.parse('2026-11-23T11:00:00Z');
const page = (scorecard: Scorecard, language: 'en' | 'es' = 'en') =>
  around(renderHtml(cardOf(scorecard, language), { now }), language);

describe.skipIf(launched.browser === null)(launched.reason ?? 'the card in a browser', () => {
  afterAll(() => browser.close());

  describe.each([
    ['bad', bad],
    ['good', good],
    ['insufficient', insufficient],
  ] as const)('%s', (_, scorecard) => {
    test.each(WIDTHS)('fits %d px and is accessible, light and dark, in both languages', async (width) => {
      for (const [language, dark] of [
        ['en', false],
        ['es', true],
      ] as const) {
        const seen = await open(browser, page(scorecard, language), { width, dark }, async (opened) => ({
          overflow: await overflow(opened),
          // Neither colours nor what a screen reader finds are other in the middle.
          violations: width === 768 ? [] : await violations(opened),
        }));
        expect(seen).toEqual({ overflow: 0, violations: [] });
      }
    });
  });

  test('a rep sees score, step, driver and friction without scrolling far', async () => {
    const heights = await open(browser, page(bad), { width: 340 }, async (opened) => {
      const top = async (text: string) =>
        (await opened.getByText(text, { exact: true }).first().boundingBox())?.y ?? 1e6;
      return [
        await top('31'),
        await top('Next step'),
        await top('What moves the score, in points'),
        await top('What hurts'),
      ];
    });
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(heights[3]).toBeLessThan(900);
  });

  test('dark mode has a dark ground', async () => {
    const ground = (dark: boolean) =>
      open(browser, page(bad), { width: 340, dark }, (opened) =>
        opened.evaluate(`getComputedStyle(document.querySelector('.pulso-card')).backgroundColor`),
      );
    expect(await ground(false)).toBe('rgb(255, 255, 255)');
    expect(await ground(true)).toBe('rgb(19, 22, 27)');
  });

  test.each(WIDTHS)('a hundred flags with long comments fit %d px', async (width) => {
    const flags = Array.from({ length: 100 }, (_, index) => ({
      ...slowAnswer,
      evidence: [{ signal: `s${index}`, at: slowAnswer.since, quote: 'a'.repeat(1000) + ' word'.repeat(200) }],
    }));
    await open(browser, page({ ...bad, flags }), { width }, async (opened) => {
      expect(await overflow(opened)).toBe(0);
      expect(await opened.getByText('80 more').isVisible()).toBe(true);
      expect(await opened.locator('.flag:visible').count()).toBe(3);
      await opened.locator('summary').click();
      expect(await opened.locator('.flag:visible').count()).toBe(20);
      expect(await overflow(opened)).toBe(0);
      expect(await violations(opened)).toEqual([]);
    });
  });

  test('a script that somebody wrote shows as text', async () => {
    const quote = '<script>alert("quote")</script><img src=x onerror=alert(1)>';
    const flags = [{ ...slowAnswer, evidence: [{ signal: 's', at: slowAnswer.since, quote }] }];
    const name = '"><script>alert("name")</script>';
    const card = renderHtml(cardOf({ ...bad, flags }, 'en', { subject: { name, href: null } }), { now });
    await open(browser, around(card), { width: 340 }, async (opened) => {
      expect(await opened.getByText(quote).isVisible()).toBe(true);
      expect(await opened.getByText(name).isVisible()).toBe(true);
      expect(await opened.locator('.pulso-card script, .pulso-card img').count()).toBe(0);
    });
  });

  test('right-to-left words run from the right and leave their neighbours alone', async () => {
    const quote = 'لم يرد أحد على رسالتي منذ أسبوع!';
    const flags = [{ ...slowAnswer, evidence: [{ signal: 's', at: slowAnswer.since, quote }] }];
    const card = renderHtml(cardOf({ ...bad, flags }, 'en', { subject: { name: 'ליאת כהן', href: null } }), { now });
    await open(browser, around(card), { width: 340 }, async (opened) => {
      const direction = (selector: string) =>
        opened.evaluate(`getComputedStyle(document.querySelector('${selector}')).direction`);
      expect(await direction('.subject')).toBe('rtl');
      expect(await direction('blockquote')).toBe('rtl');
      expect(await direction('.flag .head')).toBe('ltr');
      expect(await overflow(opened)).toBe(0);
    });
  });

  test('a field without a card says so', async () => {
    await open(browser, around(cardJsonToHtml('{"version":9}', 'en')), { width: 320 }, async (opened) => {
      expect(await opened.getByText('No card to show yet').isVisible()).toBe(true);
      expect(await violations(opened)).toEqual([]);
    });
  });
});
