/** What every page and card is held to in a browser. */
import axe from 'axe-core';
import type { Browser, ConsoleMessage, Dialog, Page } from 'playwright-core';

export const WIDTHS = [320, 768, 1280] as const;

export interface Opening {
  readonly width: number;
  readonly dark?: boolean;
  readonly language?: 'en' | 'es';
}

/** A card as it stands in a page. */
export const around = (card: string, language = 'en') =>
  `<!doctype html><html lang="${language}"><head><title>Card</title><meta name="viewport" content="width=device-width"></head>
<body style="margin:8px;background:Canvas"><main><h1>Record</h1>${card}</main></body></html>`;

/** The browser's one page: opening a new one costs more than most looks at it. */
const pages = new WeakMap<Browser, Promise<Page>>();
export function pageOf(browser: Browser): Promise<Page> {
  const page = pages.get(browser) ?? browser.newPage();
  pages.set(browser, page);
  return page;
}

/** Collects what a page must never do: raise an error, log one, open a dialog. */
export function watchTroubles(page: Page): { readonly troubles: string[]; stop(): void } {
  const troubles: string[] = [];
  const onDialog = (dialog: Dialog): void => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  };
  const onError = (error: Error): unknown => troubles.push(`error: ${error.message}`);
  const onConsole = (message: ConsoleMessage): unknown =>
    message.type() === 'error' && troubles.push(`console: ${message.text()}`);
  page.on('dialog', onDialog).on('pageerror', onError).on('console', onConsole);
  return {
    troubles,
    stop: () => void page.off('dialog', onDialog).off('pageerror', onError).off('console', onConsole),
  };
}

/** Opens HTML at a width and hands the page to `look`; fails when the page runs a script of its content or raises an error. */
export async function open<Seen>(
  browser: Browser,
  html: string,
  { width, dark = false }: Opening,
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const page = await pageOf(browser);
  // Ends the scripts and timers of what was shown before.
  await page.goto('about:blank');
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  const { troubles, stop } = watchTroubles(page);
  try {
    await page.setContent(html, { waitUntil: 'load' });
    const seen = await look(page);
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
    return seen;
  } finally {
    stop();
  }
}

/** How many pixels the page is wider than its window, or what is in a panel than that panel; 0 is right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(
    `Math.max(...[document.documentElement, ...document.querySelectorAll('.panel')].map((part) => part.scrollWidth - part.clientWidth))`,
  );
}

/** axe's serious and critical violations, each with its first place. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added: a page's Content-Security-Policy stays as it is.
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations)`,
  )) as axe.Result[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}
