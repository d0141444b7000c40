/** Is this account well connected: who it is, what is left of its day, which scopes are missing. Nothing is changed by asking. */
import { ScopeMissing } from '../../errors.ts';
import type { CrmRequest, Health, Transport } from '../port.ts';
import type { CrmObject } from '../record.ts';
import { type Account, get } from './account.ts';
import { API_VERSION, FIELD_VENDORS, VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { dailyUsageSchema } from './payload.ts';
import { objectsPath } from './read.ts';

const VENDORS = Object.keys(VENDOR_TYPES) as VendorObject[];

/** An empty batch is refused for its content, but only after the scopes were looked at. */
const emptyBatch = (path: string): CrmRequest => ({
  method: 'POST',
  path,
  body: { inputs: [] },
  bucket: 'general',
  idempotent: true,
});

async function missingScopesOf(transport: Transport, request: CrmRequest): Promise<ScopeMissing | null> {
  try {
    await transport.send(request);
    return null;
  } catch (error) {
    if (error instanceof ScopeMissing) return error;
    throw error;
  }
}

export async function health(transport: Transport, account: Account): Promise<Health> {
  const identity = await account.identity();
  const unavailable: { object: CrmObject; reason: string }[] = [];
  const missing = new Set<string>();
  for (const vendor of VENDORS) {
    const error = await missingScopesOf(transport, get(`${objectsPath(vendor)}?limit=1`));
    if (!error) continue;
    for (const scope of error.scopes) missing.add(scope);
    unavailable.push({ object: VENDOR_TYPES[vendor].object, reason: `${vendor}: ${error.message}` });
  }
  const gone = new Set<VendorObject>(
    VENDORS.filter((vendor) => unavailable.some(({ reason }) => reason.startsWith(`${vendor}:`))),
  );
  for (const vendor of Object.values(FIELD_VENDORS).filter((candidate) => !gone.has(candidate))) {
    for (const path of [
      objectsPath(vendor, '/batch/update'),
      `/crm/properties/${API_VERSION}/${vendor}/batch/create`,
    ]) {
      const error = await missingScopesOf(transport, emptyBatch(path));
      for (const scope of error?.scopes ?? []) missing.add(scope);
    }
  }
  return { identity, quotaLeft: await quotaLeft(transport), missingScopes: [...missing].sort(), unavailable };
}

/** Only private apps have a daily quota that can be asked for. */
async function quotaLeft(transport: Transport): Promise<number | null> {
  // https://developers.hubspot.com/docs/api-reference/latest/account/account-information/guide
  try {
    const response = await transport.send(get(`/account-info/${API_VERSION}/api-usage/daily/private-apps`));
    const usage = dailyUsageSchema.safeParse(response.body).data?.results[0];
    return usage ? Math.max(0, usage.usageLimit - usage.currentUsage) : null;
  } catch (error) {
    if (error instanceof ScopeMissing) return null;
    throw error;
  }
}
