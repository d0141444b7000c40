import { type Answer, type ApiCall, flagQuery, intQuery, param, type Route, versioned } from '../api-call.ts';
import { ApiError, notFound, validationError } from '../api-error.ts';
import type { RateLimits } from '../limits.ts';
import type { SeedOwner } from '../seed-format.ts';
import type { Portal } from '../state/portal.ts';
import { pageLink } from './objects.ts';

const PORTAL_BORN = '2024-01-01T00:00:00.000Z';

function renderOwner(owner: SeedOwner): Record<string, unknown> {
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: Number(owner.id),
    userIdIncludingInactive: Number(owner.id),
    createdAt: PORTAL_BORN,
    updatedAt: PORTAL_BORN,
    archived: false,
  };
}

function offsetOf(timeZone: string, at: Date): { readonly text: string; readonly ms: number } {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return { text: `${sign}${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`, ms };
}

/** Owners, account facts and API usage of the portal. */
export function accountRoutes(portal: Portal, limits: RateLimits): Route[] {
  const anyScope: Route['scopes'] = () => [];

  function owners(call: ApiCall): Answer {
    const limit = intQuery(call, 'limit', 100, 1, 500);
    const email = call.query.get('email')?.toLowerCase();
    const after = call.query.get('after');
    const all = (flagQuery(call, 'archived') ? [] : portal.facts.owners)
      .filter((owner) => !email || owner.email.toLowerCase() === email)
      .toSorted((left, right) => Number(left.id) - Number(right.id))
      .filter((owner) => !after || Number(owner.id) > Number(after));
    const page = all.slice(0, limit);
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        results: page.map(renderOwner),
        ...(all.length > limit && last && { paging: { next: { after: last.id, link: pageLink(call, last.id) } } }),
      },
    };
  }

  /** The sandbox gives an owner and its user the same id, so that `idProperty=userId` finds the same one. */
  function owner(call: ApiCall): Answer {
    const idProperty = call.query.get('idProperty') ?? 'id';
    if (!['id', 'userId'].includes(idProperty)) {
      throw validationError(`idProperty must be id or userId, but was "${idProperty}"`);
    }
    const found = portal.facts.owners.find((candidate) => candidate.id === param(call, 'ownerId'));
    if (!found || flagQuery(call, 'archived')) throw notFound('resource not found');
    return { status: 200, body: renderOwner(found) };
  }

  function details(call: ApiCall): Answer {
    const { portalId, timeZone } = portal.facts;
    const offset = offsetOf(timeZone, portal.clock());
    return {
      status: 200,
      body: {
        portalId,
        accountType: 'STANDARD',
        timeZone,
        companyCurrency: 'EUR',
        additionalCurrencies: [],
        utcOffset: offset.text,
        utcOffsetMilliseconds: offset.ms,
        // The sandbox shows its record pages itself.
        uiDomain: new URL(call.baseUrl).host,
        dataHostingLocation: 'na1',
      },
    };
  }

  function dailyUsage(call: ApiCall): Answer {
    if (call.caller.kind !== 'private')
      throw new ApiError(403, 'This endpoint is for private apps.', { category: 'FORBIDDEN' });
    const { used, limit } = limits.usage(call.caller);
    const now = portal.clock();
    const { ms } = offsetOf(portal.facts.timeZone, now);
    const midnight = Math.ceil((now.getTime() + ms + 1) / 86_400_000) * 86_400_000 - ms;
    return {
      status: 200,
      body: {
        results: [
          {
            name: 'private-apps-api-calls-daily',
            usageLimit: limit,
            currentUsage: used,
            collectedAt: now.toISOString(),
            fetchStatus: 'SUCCESS',
            resetsAt: new Date(midnight).toISOString(),
          },
        ],
      },
    };
  }

  const ownerPaths = (rest: string) => versioned('/crm/owners', ['/crm/v3/owners'], rest);
  const account = (rest: string) => versioned('/account-info', ['/account-info/v3'], rest);
  const ownerScopes: Route['scopes'] = () => ['crm.objects.owners.read'];
  const get = (paths: string[], scopes: Route['scopes'], handle: Route['handle']): Route => ({
    method: 'get',
    paths,
    scopes,
    handle,
  });
  return [
    get(ownerPaths(''), ownerScopes, owners),
    get(ownerPaths('/:ownerId'), ownerScopes, owner),
    get(account('/details'), anyScope, details),
    get(account('/api-usage/daily/private-apps'), anyScope, dailyUsage),
    get(['/account-info/v3/api-usage/daily'], anyScope, dailyUsage),
  ];
}
