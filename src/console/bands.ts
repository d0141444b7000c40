/** Customers and accounts by band: shape and word first, then a bar with its number. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import { bandShape, partBar } from '../cards/shapes.ts';
import type { Words } from '../cards/words.ts';
import { BANDS } from '../cx/model/scorecard.ts';
import type { InstallStatus } from '../jobs/status.ts';
import type { BandCounts } from '../store/port.ts';

function bandsFigure(counts: BandCounts, title: string, words: Words): SafeHtml {
  const scored = BANDS.reduce((sum, band) => sum + counts[band], 0);
  const most = Math.max(1, ...Object.values(counts));
  const low = counts.poor + counts.critical;
  const finding =
    scored === 0
      ? words.t('console.bands.none')
      : words.plural('console.bands.finding', scored, { low, good: counts.good });
  const row = (band: keyof BandCounts) => {
    const tone = band === 'insufficient' ? 'unknown' : band;
    return html`<tr><th scope="row"><span class="tone-${tone}">${bandShape(tone)}</span> ${words.t(`band.${band}`)}</th>
<td class="tone-${tone}">${partBar((counts[band] / most) * 100)}</td><td class="n">${words.number(counts[band], 0)}</td></tr>`;
  };
  return html`<figure><figcaption>${title}</figcaption><p class="finding">${finding}</p>
<table><tbody>${[...BANDS, 'insufficient' as const].map(row)}</tbody></table></figure>`;
}

/** The panel with both. */
export function bandsPanel(install: InstallStatus, words: Words): SafeHtml {
  return html`<section class="panel bands">
${bandsFigure(install.customers, words.t('console.bands.customer'), words)}
${bandsFigure(install.accounts, words.t('console.bands.account'), words)}
</section>`;
}
