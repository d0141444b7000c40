import { type Answer, type ApiCall, param, type Route, versioned } from '../api-call.ts';
import { inferObjectType, OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import { MAX_LABELS, MAX_LINKS } from '../state/association-store.ts';
import { MAX_PIPELINES } from '../state/pipelines.ts';
import type { Portal } from '../state/portal.ts';

/** Most records of a type (knowledge.hubspot.com/account-management/limits). */
const MAX_RECORDS = 15_000_000;
const MAX_CALCULATED = 25;
/** A record is near its limit of associations from this share on. */
const NEAR = 0.8;
const SAMPLES = 100;

function percentage(usage: number, limit: number): number {
  return limit === 0 ? 0 : (usage / limit) * 100;
}

function named(type: ObjectType): Record<string, string> {
  return { objectTypeId: type.typeId, singularLabel: type.singular, pluralLabel: type.name };
}

/** How much of the portal's limits is used (developers.hubspot.com/docs/api-reference/crm-limits-tracking-v3/guide). */
export function limitRoutes(portal: Portal, customLimit: number): Route[] {
  const noCustomObjects = { overallLimit: 0, overallUsage: 0, overallPercentage: 0, byObjectType: [] };
  const writable = OBJECT_TYPES.filter((type) => !type.readOnly);

  function perType(types: readonly ObjectType[], limit: number, usageOf: (type: ObjectType) => number) {
    return types.map((type) => {
      const usage = usageOf(type);
      return { ...named(type), limit, usage, percentage: percentage(usage, limit) };
    });
  }

  function customProperties(): unknown {
    const byObjectType = perType(writable, customLimit, (type) => portal.schema.customCount(type.name));
    const overallUsage = byObjectType.reduce((sum, entry) => sum + entry.usage, 0);
    const overallLimit = customLimit * writable.length;
    return { overallLimit, overallUsage, overallPercentage: percentage(overallUsage, overallLimit), byObjectType };
  }

  function calculatedProperties(): unknown {
    const byObjectType = writable.map((type) => {
      const own = portal.schema.list(type.name).filter((property) => !property.hubspotDefined);
      return { ...named(type), usage: own.filter((property) => property.calculated).length };
    });
    const overallUsage = byObjectType.reduce((sum, entry) => sum + entry.usage, 0);
    return {
      overallLimit: MAX_CALCULATED,
      overallUsage,
      overallPercentage: percentage(overallUsage, MAX_CALCULATED),
      byObjectType,
    };
  }

  function pipelines(): unknown {
    const types = OBJECT_TYPES.filter((type) => type.pipeline);
    const usageOf = (type: ObjectType) => portal.pipelines.of(type.name).length;
    return {
      hubspotDefinedObjectTypes: perType(types, MAX_PIPELINES, usageOf),
      customObjectTypes: noCustomObjects,
    };
  }

  function records(): unknown {
    const usageOf = (type: ObjectType) => portal.records.count(type.name);
    return {
      hubspotDefinedObjectTypes: perType(OBJECT_TYPES, MAX_RECORDS, usageOf),
      customObjectTypes: noCustomObjects,
    };
  }

  /** Pairs of object types with labels of the portal's own; the query may name one end or both. */
  function labels(call: ApiCall): unknown {
    const only = (name: string) => {
      const given = call.query.get(name);
      return given ? [inferObjectType(given)] : OBJECT_TYPES;
    };
    const results = only('fromObjectTypeId').flatMap((from) =>
      only('toObjectTypeId').flatMap((to) => {
        const own = portal.associations.typesBetween(from.name, to.name);
        const allLabels = own.flatMap((type) => (type.category === 'USER_DEFINED' ? (type.label ?? []) : []));
        if (allLabels.length === 0) return [];
        const usage = allLabels.length;
        return [
          {
            fromObjectType: named(from),
            toObjectType: named(to),
            allLabels,
            limit: MAX_LABELS,
            usage,
            percentage: percentage(usage, MAX_LABELS),
          },
        ];
      }),
    );
    return { results };
  }

  /** Records of a type whose links to another type come near the limit. */
  function crowded(from: ObjectType, to: ObjectType): { readonly id: string; readonly usage: number }[] {
    return portal.associations.counts(from.name, to.name).filter(({ usage }) => usage >= MAX_LINKS * NEAR);
  }

  function pressure(types: readonly ObjectType[], found: (type: ObjectType) => { readonly usage: number }[]): unknown {
    const results = types.flatMap((type) => {
      const near = found(type);
      const full = near.filter(({ usage }) => usage >= MAX_LINKS);
      if (near.length === 0) return [];
      return [{ ...named(type), hasRecordsNearLimit: near.length > full.length, hasRecordsAtLimit: full.length > 0 }];
    });
    return { results };
  }

  function crowdedFrom(): unknown {
    return pressure(OBJECT_TYPES, (from) => OBJECT_TYPES.flatMap((to) => crowded(from, to)));
  }

  function crowdedTo(call: ApiCall): unknown {
    const from = inferObjectType(param(call, 'fromObjectTypeId'));
    return pressure(OBJECT_TYPES, (to) => crowded(from, to));
  }

  function crowdedBetween(call: ApiCall): unknown {
    const from = inferObjectType(param(call, 'fromObjectTypeId'));
    const all = crowded(from, inferObjectType(param(call, 'toObjectTypeId')));
    const sample = ({ id }: { readonly id: string }) => ({ objectId: Number(id), label: `${from.singular} ${id}` });
    const full = all.filter(({ usage }) => usage >= MAX_LINKS);
    const near = all.filter(({ usage }) => usage < MAX_LINKS);
    return {
      limit: MAX_LINKS,
      totalRecordsAtLimit: full.length,
      totalRecordsNearLimit: near.length,
      atLimitFromRecordSamples: full.slice(0, SAMPLES).map(sample),
      nearLimitFromRecordSamples: near
        .slice(0, SAMPLES)
        .map((each) => ({ ...sample(each), usage: each.usage, percentage: percentage(each.usage, MAX_LINKS) })),
    };
  }

  const get = (rest: string, work: (call: ApiCall) => unknown): Route => ({
    method: 'get',
    paths: versioned('/crm/limits', ['/crm/v3/limits'], rest),
    scopes: () => [],
    handle: (call): Answer => ({ status: 200, body: work(call) }),
  });
  return [
    get('/custom-properties', customProperties),
    get('/calculated-properties', calculatedProperties),
    get('/custom-object-types', () => ({ limit: 0, usage: 0, percentage: 0 })),
    get('/pipelines', pipelines),
    get('/records', records),
    get('/associations/labels', labels),
    get('/associations/records/from', crowdedFrom),
    get('/associations/records/:fromObjectTypeId/to', crowdedTo),
    get('/associations/records/:fromObjectTypeId/:toObjectTypeId', crowdedBetween),
  ];
}
