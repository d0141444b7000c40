/** The console's first page: what is connected, how far it is, how the customers are and who needs attention first. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { CardWording } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { InstallStatus, StatusReport } from '../jobs/status.ts';
import type { ListedAlert } from '../store/alerts.ts';
import type { ScoredSubject } from '../store/port.ts';
import { alertsPanel } from './alerts.ts';
import { bandsPanel } from './bands.ts';
import { type ConnectableApp, connectionsPanel } from './connections.ts';
import { layout, type PageOptions } from './layout.ts';
import { syncPanel } from './sync.ts';
import { worstPanel } from './worst.ts';

export interface HomeView {
  readonly report: StatusReport;
  /** Lowest scores first, by install id. */
  readonly worst: Readonly<Record<string, readonly ScoredSubject[]>>;
  /** The newest first, by install id. */
  readonly alerts: Readonly<Record<string, readonly ListedAlert[]>>;
  /** Records read per second now, by install id and object; without an entry nothing is said of the rate. */
  readonly rates: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Titles of the CRMs by id. */
  readonly crms: Readonly<Record<string, string>>;
  readonly wording: CardWording;
  /** What a person can connect by consent. */
  readonly apps: readonly ConnectableApp[];
}

/** While the first pass runs. */
const REFRESH_SECONDS = 3;

function setAsidePanel(install: InstallStatus, words: Words): SafeHtml {
  const title = html`<h2>${words.t('console.setAside')}</h2>`;
  if (install.setAside.length === 0) {
    return html`<section class="panel">${title}<p>${words.t('console.setAside.none')}</p></section>`;
  }
  const rows = install.setAside.map(({ object, reason, count, example }) => {
    const why = words.has(`reason.${reason}`) ? words.t(`reason.${reason}`) : reason;
    const what = words.has(`object.${object}`) ? words.t(`object.${object}`) : object;
    return html`<tr><th scope="row">${why}<br><span class="quiet">${what}. ${words.t('console.example')}: ${example.record}, ${example.detail}</span></th><td class="n">${words.number(count, 0)}</td></tr>`;
  });
  return html`<section class="panel">${title}<p class="quiet">${words.t('console.setAside.text')}</p>
<table><thead><tr><th scope="col">${words.t('console.why')}</th><th scope="col" class="n">${words.t('console.count')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function installSection(install: InstallStatus, view: HomeView, words: Words, work: SafeHtml | null): SafeHtml {
  const { wording, worst, alerts, rates, report } = view;
  const paused = install.status === 'paused';
  return html`<section class="install" aria-label="${install.name}">
<header><div><h1>${install.name}</h1><p class="quiet">${view.crms[install.crm] ?? install.crm}, ${words.t('console.account', { account: install.accountId })}. <a href="/portfolio/${encodeURIComponent(install.id)}?lang=${words.language}">${words.t('portfolio.link')}</a>. <a href="/templates/${encodeURIComponent(install.id)}?lang=${words.language}">${words.t('console.templates')}</a></p></div>
<p class="state ${install.status}"><span aria-hidden="true">${paused ? '\u2016' : '\u25cf'}</span> ${words.t(`console.status.${install.status}`)}</p></header>
${paused && install.statusReason !== null && html`<p class="panel warning">${install.statusReason}</p>`}
${install.notices.length > 0 && html`<section class="panel warning"><h2>${words.t('console.notices')}</h2><ul>${install.notices.map((notice) => html`<li>${notice}</li>`)}</ul></section>`}
${!install.firstPassDone && !paused && html`<p class="panel"><b>${words.t('console.first')}.</b> ${words.t('console.first.text')}</p>`}
<div class="columns">
<div class="column">${bandsPanel(install, words)}</div>
<div class="column wide">${alertsPanel(alerts[install.id] ?? [], wording, words)}${worstPanel(worst[install.id] ?? [], wording, words)}</div>
<div class="column">${syncPanel(install, rates[install.id] ?? {}, report.at, words)}${setAsidePanel(install, words)}${work}</div>
</div>
</section>`;
}

function queuePanel({ queue, dead }: StatusReport, words: Words): SafeHtml {
  const fact = (name: 'waiting' | 'running' | 'dead', tone: string) =>
    html`<div><dt>${words.t(`console.queue.${name}`)}</dt><dd class="${tone}">${words.number(queue[name], 0)}</dd></div>`;
  return html`<section class="panel"><h2>${words.t('console.queue')}</h2>
<dl class="facts">${fact('waiting', '')}${fact('running', '')}${fact('dead', queue.dead > 0 ? 'bad' : '')}</dl>
${dead.length > 0 && html`<h3 class="quiet">${words.t('console.queue.dead.title')}</h3><ul class="dead">${dead.map((job) => html`<li><b>${job.task}</b> <span class="quiet">${words.dateTime(job.failedAt)}</span><br>${job.error}</li>`)}</ul>`}
</section>`;
}

/** The first page as HTML. It renews itself while a first pass runs. */
export function homePage(view: HomeView, words: Words, options: PageOptions = {}): string {
  const { report } = view;
  const working = report.installs.some((install) => !install.firstPassDone && install.status === 'active');
  const work = queuePanel(report, words);
  const alone = report.installs.length === 1;
  const main =
    report.installs.length === 0
      ? html`<section class="panel"><h1>${words.t('console.empty.title')}</h1><p>${words.t('console.empty.text')}</p></section>`
      : report.installs.map((install) => installSection(install, view, words, alone ? work : null));
  return layout(
    {
      ...options,
      title: words.t('console.title'),
      main: html`${main}${!alone && work}${connectionsPanel(view.apps, report.installs, words)}<p class="quiet">${words.t('console.at', { at: words.dateTime(report.at) })}</p>`,
      ...(working || report.installs.length === 0 ? { refreshSeconds: REFRESH_SECONDS } : {}),
    },
    words,
  );
}
