/** What the configuration, or the sandboxes in its place, give to connect: accounts at once, and apps that wait for a person's consent. */
import type { Config } from './config.ts';
import type { ConfiguredConnection } from './config-connections.ts';
import { CLIENT_CREDENTIALS, JWT_BEARER } from './crm/salesforce/auth.ts';
import type { Connection } from './jobs/connect-install.ts';
import type { ConsentApp } from './jobs/consent-app.ts';
import { SANDBOX_CREDENTIALS } from './sandbox-access.ts';
import type { Sandbox } from './start-sandbox.ts';

export type AccountToConnect = Connection & { readonly crm: string };

export interface Accounts {
  readonly connections: readonly AccountToConnect[];
  readonly apps: readonly ConsentApp[];
}

/** Nobody is sent anywhere to get tokens that the app mints by itself. */
const NO_REDIRECT = '';

function configured(connection: ConfiguredConnection): { connection: AccountToConnect } | { app: ConsentApp } {
  const sandbox = false;
  const { crm, baseUrl, auth } = connection;
  if (auth === 'token') {
    const { accessToken, clientSecret, appId } = connection;
    return { connection: { crm, baseUrl, accessToken, clientSecret, appId, sandbox } };
  }
  const { clientId } = connection;
  switch (auth) {
    case 'oauth': {
      const { clientSecret, authorizeUrl } = connection;
      const appId = crm === 'hubspot' ? connection.appId : undefined;
      return {
        app: {
          ...{ crm, baseUrl, clientId, clientSecret, appId, sandbox },
          authorizeUrl: authorizeUrl ?? (crm === 'salesforce' ? salesforceConsent(baseUrl) : undefined),
        },
      };
    }
    case 'client_credentials': {
      const app = { clientId, clientSecret: connection.clientSecret, redirectUri: NO_REDIRECT };
      return { connection: { crm, baseUrl, app, grant: CLIENT_CREDENTIALS, sandbox } };
    }
    case 'jwt': {
      const app = { clientId, clientSecret: connection.privateKey, redirectUri: NO_REDIRECT };
      return { connection: { crm, baseUrl, app, grant: JWT_BEARER + connection.username, sandbox } };
    }
  }
}

/** An org's own people consent on its own address. */
const salesforceConsent = (baseUrl: string): string => `${baseUrl}/services/oauth2/authorize`;

function ofSandbox({ crm, url: baseUrl }: Sandbox): { connection: AccountToConnect; app: ConsentApp } {
  const sandbox = true;
  if (crm === 'hubspot') {
    const { accessToken, clientId, clientSecret, appId } = SANDBOX_CREDENTIALS.hubspot;
    return {
      connection: { crm, baseUrl, accessToken, clientSecret, appId, sandbox },
      app: { crm, baseUrl, authorizeUrl: `${baseUrl}/oauth/authorize`, clientId, clientSecret, appId, sandbox },
    };
  }
  const { clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
  return {
    connection: {
      ...{ crm, baseUrl, grant: CLIENT_CREDENTIALS, sandbox },
      app: { clientId, clientSecret, redirectUri: NO_REDIRECT },
    },
    app: { crm, baseUrl, authorizeUrl: salesforceConsent(baseUrl), clientId, clientSecret, sandbox },
  };
}

/** The sandboxes' accounts where there are sandboxes; else those of the configuration. */
export function accountsOf(config: Pick<Config, 'connections'>, sandboxes: readonly Sandbox[]): Accounts {
  const found = sandboxes.length > 0 ? sandboxes.map(ofSandbox) : config.connections.map(configured);
  return {
    connections: found.flatMap((one) => ('connection' in one ? [one.connection] : [])),
    apps: found.flatMap((one) => ('app' in one ? [one.app] : [])),
  };
}
