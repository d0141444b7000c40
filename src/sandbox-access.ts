import type { Config } from './config.ts';

export type SandboxCrm = Config['sandboxes'][number];

/** How to get into the sandboxes. They hold nobody's secrets: their people do not exist. */
export const SANDBOX_CREDENTIALS = {
  hubspot: {
    accessToken: 'sandbox-hubspot-token',
    /** An app that is connected by consent. */
    clientId: 'sandbox-hubspot-client-id',
    clientSecret: 'sandbox-hubspot-client-secret',
    appId: '1001',
  },
  salesforce: {
    accessToken: 'sandbox-salesforce-token',
    /** An app that is connected by consent or by its own credentials. */
    clientId: 'sandbox-salesforce-consumer-key',
    clientSecret: 'sandbox-salesforce-consumer-secret',
  },
} as const;

/** What people call them. */
export const SANDBOX_TITLES: Readonly<Record<SandboxCrm, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** Who looks at the sandbox's pages, and may change settings there. */
export const SANDBOX_USER = { id: 7, email: 'ana@sandbox.example', firstName: 'Ana', lastName: 'Ruiz' } as const;
