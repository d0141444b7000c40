import { type Markup, markup } from '../../shared/markup.ts';
import { EXTENSION_FOLDER, type ExtensionName, type ExtensionSettings } from '../extension.ts';
import { objectType } from '../object-types.ts';
import type { HubspotObjectType } from '../seed-format.ts';
import type { StoredRecord } from '../state/records.ts';
import type { PageContext } from './layout.ts';

/** The card that the app puts on each type of record. */
const CARDS: Readonly<Partial<Record<HubspotObjectType, ExtensionName>>> = {
  contacts: 'record-card',
  companies: 'record-card',
  tickets: 'linked-card',
  deals: 'linked-card',
};

/** What HubSpot tells an extension of where it stands and who looks. */
function contextOf(context: PageContext, { user, baseUrl, appId }: ExtensionSettings): Record<string, unknown> {
  const { portalId, timeZone } = context.portal.facts;
  return {
    user: {
      ...{ ...user, emails: [user.email], roles: [], teams: [], permissions: [] },
      ...{ language: context.language, locale: context.language === 'es' ? 'es-es' : 'en-gb' },
    },
    portal: { id: portalId, timezone: timeZone },
    extension: { appId, appName: 'Pulso' },
    variables: { PULSO_URL: baseUrl },
  };
}

function place(name: ExtensionName, context: Record<string, unknown>): Markup {
  return markup`<section class="extension" aria-label="Pulso" data-extension="${name}" data-context="${JSON.stringify(context)}"></section>
<script src="${EXTENSION_FOLDER}/host.js" defer></script>`;
}

/** The app's card for a record; null for a type that it has none for. */
export function extensionCard(context: PageContext, settings: ExtensionSettings, record: StoredRecord): Markup | null {
  const name = CARDS[record.type];
  if (name === undefined || record.archivedAt !== undefined) return null;
  return place(name, {
    ...contextOf(context, settings),
    location: 'crm.record.sidebar',
    crm: { objectId: Number(record.id), objectTypeId: objectType(record.type).typeId },
  });
}

/** The app's own page, or its settings. */
export function extensionPage(context: PageContext, settings: ExtensionSettings, which: 'home' | 'settings'): Markup {
  const name = which === 'home' ? 'home-page' : 'settings-page';
  const location = which === 'home' ? 'pages' : 'settings';
  return markup`<h1>Pulso</h1><div class="panel">${place(name, { ...contextOf(context, settings), location })}</div>`;
}
