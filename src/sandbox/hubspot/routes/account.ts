import { type Answer, type ApiCall, flagQuery, intQuery, param, type Route, versioned } from '../api-call.ts';
import { ApiError, notFound, validationError } from '../api-error.ts';
import type { RateLimits } from '../limits.ts';
import { inferObjectType, OBJECT_TYPES } from '../object-types.ts';
import type { SeedOwner } from '../seed-format.ts';
import { type Pipeline, type PipelineStage, pipelinesOf } from '../state/pipelines.ts';
import type { Portal } from '../state/portal.ts';
import { pageLink } from './objects.ts';

const PORTAL_BORN = '2024-01-01T00:00:00.000Z';

function renderStage(stage: PipelineStage): Record<string, unknown> {
  return {
    ...stage,
    createdAt: PORTAL_BORN,
    updatedAt: PORTAL_BORN,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  };
}

function renderPipeline(pipeline: Pipeline): Record<string, unknown> {
  return {
    ...pipeline,
    stages: pipeline.stages.map(renderStage),
    createdAt: PORTAL_BORN,
    updatedAt: PORTAL_BORN,
    archived: false,
  };
}

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

/** Pipelines, owners, account facts and limits of the portal. */
export function accountRoutes(portal: Portal, limits: RateLimits, customLimit: number): Route[] {
  const typeScopes: Route['scopes'] = (call) => [inferObjectType(param(call, 'objectType')).schemaReadScopes];
  const anyScope: Route['scopes'] = () => [];

  function pipelinesIn(call: ApiCall): readonly Pipeline[] {
    const type = inferObjectType(param(call, 'objectType'));
    if (!type.pipeline) throw validationError(`${type.singular} objects do not have pipelines.`);
    return pipelinesOf(type.name);
  }

  function pipelineIn(call: ApiCall): Pipeline {
    const id = param(call, 'pipelineId');
    const found = pipelinesIn(call).find((pipeline) => pipeline.id === id);
    if (!found) throw notFound(`No pipeline was found with the id ${id}.`, { context: { pipelineId: [id] } });
    return found;
  }

  function stageIn(call: ApiCall): PipelineStage {
    const id = param(call, 'stageId');
    const found = pipelineIn(call).stages.find((stage) => stage.id === id);
    if (!found) throw notFound(`No pipeline stage was found with the id ${id}.`, { context: { stageId: [id] } });
    return found;
  }

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

  function owner(call: ApiCall): Answer {
    const found = portal.facts.owners.find((candidate) => candidate.id === param(call, 'ownerId'));
    if (!found) throw notFound('resource not found');
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

  function customPropertyLimits(): Answer {
    const types = OBJECT_TYPES.filter((type) => !type.readOnly);
    const byObjectType = types.map((type) => {
      const usage = portal.schema.customCount(type.name);
      return {
        objectTypeId: type.typeId,
        singularLabel: type.singular,
        pluralLabel: type.name,
        limit: customLimit,
        usage,
        percentage: (usage / customLimit) * 100,
      };
    });
    const overallUsage = byObjectType.reduce((sum, entry) => sum + entry.usage, 0);
    const overallLimit = customLimit * types.length;
    return {
      status: 200,
      body: { overallLimit, overallUsage, overallPercentage: (overallUsage / overallLimit) * 100, byObjectType },
    };
  }

  function recordLimits(): Answer {
    const limit = 15_000_000;
    const hubspotDefinedObjectTypes = OBJECT_TYPES.map((type) => {
      const usage = portal.records.count(type.name);
      return {
        objectTypeId: type.typeId,
        singularLabel: type.singular,
        pluralLabel: type.name,
        limit,
        usage,
        percentage: (usage / limit) * 100,
      };
    });
    return {
      status: 200,
      body: {
        hubspotDefinedObjectTypes,
        customObjectTypes: { overallLimit: 0, overallUsage: 0, overallPercentage: 0, byObjectType: [] },
      },
    };
  }

  /** The portal's administrators set no rules of their own. */
  function validations(call: ApiCall): Answer {
    const type = inferObjectType(param(call, 'objectType'));
    const name = call.params.propertyName;
    if (name === undefined) return { status: 200, body: { results: [] } };
    if (!portal.schema.find(type.name, name))
      throw notFound(`No property named '${name}' exists for ${type.singular}.`);
    return { status: 200, body: { results: [] } };
  }

  const pipelines = (rest: string) => versioned('/crm/pipelines', ['/crm/v3/pipelines'], rest);
  const ownerPaths = (rest: string) => versioned('/crm/owners', ['/crm/v3/owners'], rest);
  const account = (rest: string) => versioned('/account-info', ['/account-info/v3'], rest);
  const limitPaths = (rest: string) => versioned('/crm/limits', ['/crm/v3/limits'], rest);
  const validationPaths = (rest: string) =>
    versioned('/crm/property-validations', ['/crm/v3/property-validations'], rest);
  const ownerScopes: Route['scopes'] = () => ['crm.objects.owners.read'];
  const get = (paths: string[], scopes: Route['scopes'], handle: Route['handle']): Route => ({
    method: 'get',
    paths,
    scopes,
    handle,
  });
  return [
    get(pipelines('/:objectType'), typeScopes, (call) => ({
      status: 200,
      body: { results: pipelinesIn(call).map(renderPipeline) },
    })),
    get(pipelines('/:objectType/:pipelineId'), typeScopes, (call) => ({
      status: 200,
      body: renderPipeline(pipelineIn(call)),
    })),
    get(pipelines('/:objectType/:pipelineId/stages'), typeScopes, (call) => ({
      status: 200,
      body: { results: pipelineIn(call).stages.map(renderStage) },
    })),
    get(pipelines('/:objectType/:pipelineId/stages/:stageId'), typeScopes, (call) => ({
      status: 200,
      body: renderStage(stageIn(call)),
    })),
    get(ownerPaths(''), ownerScopes, owners),
    get(ownerPaths('/:ownerId'), ownerScopes, owner),
    get(account('/details'), anyScope, details),
    get(account('/api-usage/daily/private-apps'), anyScope, dailyUsage),
    get(limitPaths('/custom-properties'), anyScope, customPropertyLimits),
    get(limitPaths('/records'), anyScope, recordLimits),
    get(validationPaths('/:objectType'), typeScopes, validations),
    get(validationPaths('/:objectType/:propertyName'), typeScopes, validations),
  ];
}
