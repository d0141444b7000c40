/** What was read from the CRM, object by object: how much, how fast, how much longer. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { partBar } from '../cards/shapes.ts';
import type { Words } from '../cards/words.ts';
import type { InstallStatus } from '../jobs/status.ts';
import type { StreamState } from '../store/port.ts';

function timeLeft(stream: StreamState, perSecond: number | undefined, words: Words): string | null {
  if (perSecond === undefined || perSecond <= 0 || stream.total === null) return null;
  const seconds = Math.ceil(Math.max(0, stream.total - stream.read) / perSecond);
  return seconds < 90
    ? words.plural('console.left.seconds', seconds)
    : words.plural('console.left.minutes', Math.ceil(seconds / 60));
}

function progress(stream: StreamState, perSecond: number | undefined, words: Words): SafeHtml {
  const read = words.number(stream.read, 0);
  const known = stream.total !== null && stream.total > 0;
  const text =
    known && stream.total !== null ? words.t('console.read.of', { read, total: words.number(stream.total, 0) }) : read;
  const rate = perSecond === undefined ? null : words.t('console.rate', { rate: words.number(perSecond, 0) });
  const details = [rate, timeLeft(stream, perSecond, words)].filter((detail) => detail !== null).join(', ');
  return html`${text}${details !== '' && html` <span class="quiet">${details}</span>`}
${known && html`<span class="reading">${partBar((stream.read / (stream.total ?? 1)) * 100)}</span>`}`;
}

/** The panel; `rates` are records per second by object. */
export function syncPanel(
  install: InstallStatus,
  rates: Readonly<Record<string, number>>,
  at: string,
  words: Words,
): SafeHtml {
  const now = Date.parse(at);
  const rows = install.streams.map((stream) => {
    const object = words.has(`object.${stream.object}`) ? words.t(`object.${stream.object}`) : stream.object;
    const reading = stream.phase === 'backfill';
    return html`<tr><th scope="row">${object}</th>
<td class="n${reading && ' progress'}">${reading ? progress(stream, rates[stream.object], words) : words.number(stream.read, 0)}</td>
<td class="n quiet"><time datetime="${stream.updatedAt}">${words.ago(stream.updatedAt, now)}</time></td></tr>`;
  });
  const last =
    install.lastSyncAt === null
      ? words.t('console.lastSync.never')
      : words.t('console.lastSync', {
          at: words.dateTime(install.lastSyncAt),
          ago: words.ago(install.lastSyncAt, now),
        });
  const fact = (key: string, value: number) =>
    html`<div><dt>${words.t(key)}</dt><dd>${words.number(value, 0)}</dd></div>`;
  return html`<section class="panel"><h2>${words.t('console.sync')}</h2><p class="quiet">${last}</p>
<table><thead><tr><th scope="col">${words.t('console.object')}</th><th scope="col" class="n">${words.t('console.read')}</th><th scope="col" class="n">${words.t('console.when')}</th></tr></thead><tbody>${rows}</tbody></table>
<dl class="facts">${fact('console.signals', install.signals)}${fact('console.toScore', install.toScore)}${fact('console.toWrite', install.toWrite)}</dl>
${install.linked.map(({ other, customers }) => html`<p class="quiet">${words.t('console.linked', { count: words.number(customers, 0), other })}</p>`)}
</section>`;
}
