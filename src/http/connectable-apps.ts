import type { ConnectableApp } from '../console/connections.ts';
import type { HttpDeps } from './http-deps.ts';

/** The configured apps, as the console offers them. */
export function connectableApps({ consentApps, crms }: Pick<HttpDeps, 'consentApps' | 'crms'>): ConnectableApp[] {
  return consentApps().map(({ crm, clientId, baseUrl }) => ({
    href: `/oauth/${crm}/start?client=${encodeURIComponent(clientId)}`,
    crm: crms.get(crm)?.manifest.title ?? crm,
    id: crm,
    host: new URL(baseUrl).host,
  }));
}
