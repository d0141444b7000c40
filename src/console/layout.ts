/** The frame of every console page: head, header, language switch, styles. Pages are strings; only a first pass, which moves, brings a script. */
import { html, SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import { LANGUAGES } from '../cx/model/text.ts';
import { consoleCss } from './css.ts';

export interface PageOptions {
  /** For a Content-Security-Policy with `style-src 'nonce-…'; script-src 'nonce-…'`. */
  readonly nonce?: string;
}

interface Page extends PageOptions {
  readonly title: string;
  readonly main: SafeHtml;
  /** The main part is fetched anew after so many seconds, for as long as the fetched page asks for it. */
  readonly refreshSeconds?: number;
  /** The page cannot be asked for a second time: no link leads to it in another language. */
  readonly once?: boolean;
}

const LANGUAGE_NAMES = { en: 'English', es: 'Español' } as const;

/**
 * Renews the main part in place: unlike a reload, it keeps the scroll position, and it waits while the focus is inside, so that
 * nobody loses their place (WCAG 2.2.1).
 */
const RENEW = `const every = Number(document.documentElement.dataset.refresh) * 1000;
const timer = setInterval(async () => {
  try {
    const main = document.querySelector('main');
    if (main.contains(document.activeElement)) return;
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!response.ok) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    main.replaceWith(next.querySelector('main'));
    if (next.documentElement.dataset.refresh === undefined) clearInterval(timer);
  } catch {
    // The program is restarting; the next round finds it.
  }
}, every);`;

/** A whole HTML page in the language of the words. */
export function layout({ title, main, refreshSeconds, nonce, once = false }: Page, words: Words): string {
  const languages = LANGUAGES.map((language) =>
    language === words.language
      ? html`<b aria-current="true">${LANGUAGE_NAMES[language]}</b>`
      : html`<a href="?lang=${language}" lang="${language}" hreflang="${language}">${LANGUAGE_NAMES[language]}</a>`,
  );
  const attribute = nonce !== undefined && html` nonce="${nonce}"`;
  return html`<!doctype html>
<html lang="${words.language}"${refreshSeconds !== undefined && html` data-refresh="${refreshSeconds}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Pulso</title>
<style${attribute}>${new SafeHtml(consoleCss())}</style>
</head>
<body class="pulso">
<a class="skip" href="#main">${words.t('console.skip')}</a>
<header class="top"><p class="brand"><b>Pulso</b> <span>${words.t('console.title')}</span></p>
${!once && html`<nav aria-label="${words.t('console.languages')}">${languages}</nav>`}</header>
<main id="main">${main}</main>
${refreshSeconds !== undefined && html`<script${attribute}>${new SafeHtml(RENEW)}</script>`}
</body>
</html>`.text;
}
