/** Connecting an account by consent: the panel that offers it, and the page that tells how it went. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { InstallStatus } from '../jobs/status.ts';
import { layout, type PageOptions } from './layout.ts';

/** An app that an account can be connected with. */
export interface ConnectableApp {
  /** Where the consent begins. */
  readonly href: string;
  /** Title of the CRM. */
  readonly crm: string;
  /** The CRM's id. */
  readonly id: string;
  /** The CRM's API address. */
  readonly host: string;
}

/** What can be connected, and how the accounts stand; nothing where no app is configured. */
export function connectionsPanel(
  apps: readonly ConnectableApp[],
  installs: readonly InstallStatus[],
  words: Words,
): SafeHtml | null {
  if (apps.length === 0) return null;
  const rows = apps.map((app) => {
    const own = installs.filter(({ crm, baseUrl }) => crm === app.id && new URL(baseUrl).host === app.host);
    const states = own.map(
      ({ name, accountId, status }) =>
        html`<li>${name.includes(accountId) ? name : `${name}, ${words.t('console.account', { account: accountId })}`}: <b>${words.t(`console.status.${status}`)}</b></li>`,
    );
    const action = own.length > 0 ? 'console.connect.again' : 'console.connect.with';
    return html`<li><div><b>${app.crm}</b> <span class="quiet host">${app.host}</span>
${own.length > 0 ? html`<ul>${states}</ul>` : html`<p>${words.t('console.connect.none')}</p>`}</div>
<a class="action" href="${app.href}">${words.t(action, { crm: app.crm })}</a></li>`;
  });
  return html`<section class="panel"><h2>${words.t('console.connect.title')}</h2>
<p class="quiet">${words.t('console.connect.text')}</p><ul class="connections">${rows}</ul></section>`;
}

export type ConnectionResult =
  | { readonly outcome: 'connected'; readonly crm: string; readonly name: string; readonly account: string }
  | { readonly outcome: 'noApp'; readonly crm: string }
  /** The state is unknown, too old or another browser's; `url` is where to begin again. */
  | { readonly outcome: 'notBegun'; readonly url: string }
  | { readonly outcome: 'denied'; readonly crm: string; readonly reason: string }
  /** The message names the cause and the remedy. */
  | { readonly outcome: 'failed'; readonly crm: string; readonly message: string };

/** How connecting went, as a page. */
export function connectionResultPage(result: ConnectionResult, words: Words, options: PageOptions = {}): string {
  const title = words.t(
    result.outcome === 'connected' ? 'console.connected.title' : 'console.connected.not',
    result.outcome === 'connected' ? { name: result.name } : {},
  );
  const { outcome, ...parameters } = result;
  const main = html`<section class="panel sign-in"><h1>${title}</h1>
<p${outcome !== 'connected' && html` role="alert"`}>${words.t(`console.connected.${outcome}`, parameters)}</p>
${outcome === 'failed' && html`<p class="quiet">${result.message}</p>`}
<p><a href="/">${words.t('console.connected.home')}</a></p></section>`;
  return layout({ ...options, title, main, once: true }, words);
}
