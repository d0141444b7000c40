/** What every page and card is held to in a browser. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

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

/** Opens HTML at a width and hands the page to `look`; fails when the page runs a script of its content or raises an error. */
export async function open<Seen>(
  browser: Browser,
  html: string,
  { width, dark = false }: Opening,
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
  const troubles: string[] = [];
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  try {
    await page.setContent(html, { waitUntil: 'load' });
    const seen = await look(page);
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
    return seen;
  } finally {
    await page.close();
  }
}

/** How many pixels the page is wider than its window; 0 is right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** axe's serious and critical violations, each with its first place. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added: a page's Content-Security-Policy stays as it is.
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations)`,
  )) as axe.Result[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}
