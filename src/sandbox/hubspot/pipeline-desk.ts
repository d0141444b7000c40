import { z } from 'zod';
import { type ApiCall, param, type Route } from './api-call.ts';
import { notFound, validationError } from './api-error.ts';
import { inferObjectType, type ObjectType } from './object-types.ts';
import { readStageMetadata } from './pipeline-metadata.ts';
import type { Pipeline, PipelineAudit, PipelineStage } from './state/pipelines.ts';
import type { Portal } from './state/portal.ts';

export const pipelineLabel = z.string().trim().min(1);
export const stageMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
/** A stage as POST and PUT send it. */
export const stageSchema = z.object({
  stageId: z.string().min(1).nullish(),
  label: pipelineLabel,
  displayOrder: z.number().int(),
  metadata: stageMetadata,
});
type StageInput = z.infer<typeof stageSchema>;

export const pipelineReadScopes: Route['scopes'] = (call) => [
  inferObjectType(param(call, 'objectType')).schemaReadScopes,
];
export const pipelineWriteScopes: Route['scopes'] = (call) => {
  const type = inferObjectType(param(call, 'objectType'));
  return [[...type.schemaWriteScopes, ...type.writeScopes]];
};

/** Throws HubSpot's 400 where two live stages of a pipeline, or two pipelines, bear the same label. */
export function assertUniqueLabels(
  kind: 'pipeline' | 'stage',
  entries: readonly { readonly label: string; readonly archivedAt?: string }[],
): void {
  const seen = new Set<string>();
  for (const { label, archivedAt } of entries) {
    if (archivedAt !== undefined) continue;
    if (seen.has(label.toLowerCase())) throw validationError(`The ${kind} label "${label}" is used more than once.`);
    seen.add(label.toLowerCase());
  }
}

/** What the endpoints of pipelines and of their stages have in common. */
export class PipelineDesk {
  private readonly portal: Portal;

  constructor(portal: Portal) {
    this.portal = portal;
  }

  now(): string {
    return this.portal.clock().toISOString();
  }

  /** The object type of the path. Throws HubSpot's 400 for one without pipelines. */
  type(call: ApiCall): ObjectType {
    const type = inferObjectType(param(call, 'objectType'));
    if (!type.pipeline) throw validationError(`${type.singular} objects do not have pipelines.`);
    return type;
  }

  /** The pipeline of the path with every stage it ever had, in order. Throws HubSpot's 404. */
  pipeline(call: ApiCall, archivedToo = false): Pipeline {
    const id = param(call, 'pipelineId');
    const found = this.portal.pipelines.find(this.type(call).name, id);
    if (found && (archivedToo || found.archivedAt === undefined)) {
      return { ...found, stages: found.stages.toSorted((left, right) => left.displayOrder - right.displayOrder) };
    }
    throw notFound(`No pipeline was found with the id ${id}.`, { context: { pipelineId: [id] } });
  }

  /** The stage of the path. Throws HubSpot's 404. */
  stage(call: ApiCall, archivedToo = false): PipelineStage {
    const id = param(call, 'stageId');
    const found = this.pipeline(call).stages.find((stage) => stage.id === id);
    if (found && (archivedToo || found.archivedAt === undefined)) return found;
    throw notFound(`No pipeline stage was found with the id ${id}.`, { context: { stageId: [id] } });
  }

  /** A stage made of what was sent; `present` is the one it replaces. Throws HubSpot's 400. */
  readStage(type: ObjectType, input: StageInput, present?: PipelineStage): PipelineStage {
    const at = this.now();
    return {
      id: present?.id ?? input.stageId ?? this.portal.records.nextId(),
      label: input.label,
      displayOrder: input.displayOrder,
      metadata: readStageMetadata(type, input.metadata),
      createdAt: present?.createdAt ?? at,
      updatedAt: at,
    };
  }

  /** Refuses an id that a stage of the type bears already. */
  assertFreshStages(type: ObjectType, ids: readonly (string | null | undefined)[]): void {
    const taken = ids.find((id) => id && this.portal.pipelines.findStage(type.name, id));
    if (taken) throw validationError(`A pipeline stage with the id ${taken} exists already.`);
  }

  /** Refuses to take away stages that records stand in. */
  assertUnused(type: ObjectType, stages: readonly PipelineStage[]): void {
    const ids = new Set(stages.map((stage) => stage.id));
    const users: string[] = [];
    for (const record of this.portal.records.list(type.name)) {
      if (ids.has(record.properties[type.pipeline?.stage ?? ''] ?? '')) users.push(record.id);
    }
    if (users.length === 0) return;
    const shown = users.slice(0, 100);
    throw validationError(
      `Stage IDs: [${[...ids].join(', ')}] are being referenced by object IDs: [${shown.join(', ')}]`,
      { subCategory: 'PipelineError.STAGE_ID_IN_USE', context: { stageIds: [...ids], objectIds: shown } },
    );
  }

  audit(call: ApiCall, action: PipelineAudit['action'], rawObject: Pipeline | PipelineStage): void {
    const { userId } = call.caller;
    this.portal.pipelines.note({ identifier: rawObject.id, action, timestamp: this.now(), userId, rawObject });
  }

  /** What happened to a pipeline or stage, as the audit endpoints show it. */
  renderAudit(id: string): Record<string, unknown> {
    const { portalId } = this.portal.facts;
    const entries = this.portal.pipelines.auditOf(id);
    return { results: entries.map(({ userId, ...entry }) => ({ ...entry, portalId, fromUserId: userId })) };
  }
}
