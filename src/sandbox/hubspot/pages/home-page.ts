import { markup } from '../../shared/markup.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import { appPath, listPath, type PageContext, page } from './layout.ts';
import { wordsIn } from './words.ts';

const LISTED: readonly string[] = ['contacts', 'companies', 'tickets', 'deals'];

/** The way in: what is here and where to look. */
export function homePage(context: PageContext, hasApp: boolean): string {
  const word = wordsIn(context.language);
  const count = new Intl.NumberFormat(context.language);
  const rows = OBJECT_TYPES.map((type) => {
    const name = LISTED.includes(type.name)
      ? markup`<a href="${listPath(context, type.typeId)}">${type.name}</a>`
      : type.name;
    return markup`<tr><td>${name}</td><td class="number">${count.format(context.portal.records.count(type.name))}</td></tr>`;
  });
  const links = (['calls', 'writes', 'faults', 'webhooks'] as const).map(
    (path) => markup`<li><a href="/_sandbox/${path}">${word(path)}</a></li>`,
  );
  const own = (['home', 'settings'] as const).map(
    (which) =>
      markup`<li><a href="${appPath(context.portal.facts.portalId, which)}${context.language === 'es' ? '?lang=es' : ''}">Pulso: ${word(which)}</a></li>`,
  );
  const body = markup`<h1>${context.portal.facts.name}</h1><p>${word('homeLead')}</p>
<div class="record"><section class="panel"><h2>${word('records')}</h2><table>${rows}</table></section>
${hasApp && markup`<section class="panel"><h2>${word('apps')}</h2><ul class="plain">${own}</ul></section>`}
<section class="panel"><h2>${word('forDevelopers')}</h2><ul class="plain">${links}</ul></section></div>`;
  return page(context, word('crm'), body);
}
