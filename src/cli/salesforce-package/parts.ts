/** How the package is divided: what an org must take, what it may lack a feature for, and what belongs to its admins once it is there. */
import type { Member, PackageUnit } from './read-package.ts';

/** `core` comes whole or not at all; the others are left out where the org cannot take them. */
export type Part = 'core' | 'translations' | 'analytics' | 'client-app';

/** What people call the parts, and what to do where one could not come. */
export const OPTIONAL_PARTS: Readonly<
  Record<Exclude<Part, 'core'>, { readonly title: string; readonly remedy: string }>
> = {
  translations: {
    title: 'the Spanish labels',
    remedy: 'Turn on Setup, Translation Language Settings with Spanish, then install again.',
  },
  analytics: {
    title: 'the reports and the dashboard',
    remedy: 'Your own reports on the fields of Pulso work all the same. Remove the cause above, then install again.',
  },
  'client-app': {
    title: 'the External Client App',
    remedy: 'Turn on Setup, External Client App Settings, or make the app by hand (docs/salesforce.md).',
  },
};

/** Once there, admins make them their own: they are not written again. */
const TEMPLATES: ReadonlySet<string> = new Set(['Dashboard', 'FlexiPage', 'Flow', 'Report']);

/** The part that components of a type belong to. */
export function partOf(type: string): Part {
  if (/Translation/.test(type)) return 'translations';
  if (/^(Report|Dashboard)/.test(type)) return 'analytics';
  return /^(Extl|ExternalClient)/.test(type) ? 'client-app' : 'core';
}

export const partOfUnit = ({ members }: PackageUnit): Part => partOf(members[0]?.type ?? '');

/** An admin may have changed it since. A folder of reports has nothing that anybody changes. */
export const isTemplate = ({ members: [first] }: PackageUnit): boolean =>
  first !== undefined && (partOf(first.type) === 'client-app' || (TEMPLATES.has(first.type) && !isFolder(first)));

export const isFolder = ({ type, fullName }: Member): boolean =>
  (type === 'Report' || type === 'Dashboard') && !fullName.includes('/');

export const keyOf = ({ type, fullName }: Member): string => `${type}:${fullName}`;

/** How to ask an org which of these components it has. */
export function listQueries(
  members: readonly Member[],
): readonly { readonly type: string; readonly folder?: string }[] {
  const asked = new Map<string, { type: string; folder?: string }>();
  for (const member of members) {
    if (isFolder(member)) continue;
    const [folder, report] = member.fullName.split('/');
    const inFolder = report !== undefined && folder !== undefined;
    asked.set(`${member.type} ${inFolder ? folder : ''}`, { type: member.type, ...(inFolder && { folder }) });
  }
  return [...asked.values()];
}
