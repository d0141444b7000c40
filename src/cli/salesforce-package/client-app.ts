import { partOfUnit } from './parts.ts';
import type { PackageUnit } from './read-package.ts';

/** Where Salesforce sends people back to, below Pulso's public address. */
export const CALLBACK_PATH = '/oauth/salesforce/callback';

export interface ClientApp {
  /** Pulso's public address. */
  readonly publicUrl: string;
  /** Whom Salesforce writes to about the app. */
  readonly contactEmail: string;
  /** User name whom the client credentials flow runs as; null keeps that flow off. */
  readonly runAs: string | null;
}

/** The package with its External Client App made out to this Pulso; without one where `app` is null. */
export function withClientApp(units: readonly PackageUnit[], app: ClientApp | null): readonly PackageUnit[] {
  if (app === null) return units.filter((unit) => partOfUnit(unit) !== 'client-app');
  return units.map((unit) => {
    if (partOfUnit(unit) !== 'client-app') return unit;
    const files = [...unit.files].map(([path, content]): [string, Buffer] => [
      path,
      Buffer.from(madeOut(content.toString('utf8'), app)),
    ]);
    return { ...unit, files: new Map(files) };
  });
}

function madeOut(text: string, { publicUrl, contactEmail, runAs }: ClientApp): string {
  const callback = `${publicUrl.replace(/\/+$/, '')}${CALLBACK_PATH}`;
  const filled = put(put(text, 'callbackUrl', callback), 'contactEmail', contactEmail);
  if (runAs === null) return filled;
  // The user stands first in the policies, as the order of the schema wants it.
  return put(filled, 'isClientCredentialsFlowEnabled', 'true').replace(
    /( *)<commaSeparatedPermissionSet>/,
    (found, indent: string) =>
      `${indent}<clientCredentialsFlowUser>${xml(runAs)}</clientCredentialsFlowUser>\n${found}`,
  );
}

/** Another text in an element, where there is that element. */
const put = (text: string, name: string, value: string): string =>
  text.replace(new RegExp(`(<${name}>).*(</${name}>)`), (_, open: string, close: string) => open + xml(value) + close);

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
