/** The contract of the CRM port: `crmContract('HubSpot', makeBench, hubspot.manifest.capabilities)`. An adapter without it does not merge. */
import { describe } from 'vitest';
import type { CrmManifest } from '../../../src/crm/port.ts';
import { readingContract } from './battery-reading.ts';
import { troubleContract } from './battery-trouble.ts';
import { noWebhookContract, webhookContract } from './battery-webhook.ts';
import { writingContract } from './battery-writing.ts';
import type { MakeBench } from './bench.ts';

/** What a CRM cannot do its manifest says, and then the contract is that it does not pretend to. */
export function crmContract(name: string, make: MakeBench, can: Pick<CrmManifest['capabilities'], 'webhooks'>): void {
  describe(`${name} keeps the CRM contract`, () => {
    readingContract(make);
    writingContract(make);
    troubleContract(make);
    if (can.webhooks) webhookContract(make);
    else noWebhookContract(make);
  });
}
