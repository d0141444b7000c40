import { z } from 'zod';
import { type Answer, type ApiCall, flagQuery, type Route, readBody, versioned } from '../api-call.ts';
import { validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import {
  assertUniqueLabels,
  PipelineDesk,
  pipelineLabel,
  pipelineReadScopes,
  pipelineWriteScopes,
  stageSchema,
} from '../pipeline-desk.ts';
import { MAX_PIPELINES, type Pipeline } from '../state/pipelines.ts';
import type { Portal } from '../state/portal.ts';
import { renderStage } from './pipeline-stages.ts';

const pipelineSchema = z.object({
  pipelineId: z.string().min(1).nullish(),
  label: pipelineLabel,
  displayOrder: z.number().int(),
  stages: z.array(stageSchema),
});
const pipelinePatchSchema = z.object({
  label: pipelineLabel.nullish(),
  displayOrder: z.number().int().nullish(),
  archived: z.boolean().nullish(),
});

function renderPipeline(pipeline: Pipeline): Record<string, unknown> {
  const { archivedAt, ...shown } = pipeline;
  return {
    ...shown,
    stages: pipeline.stages.filter((stage) => stage.archivedAt === undefined).map(renderStage),
    archived: archivedAt !== undefined,
    ...(archivedAt !== undefined && { archivedAt }),
  };
}

/** The pipelines of tickets and deals (developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide). */
export function pipelineRoutes(portal: Portal): Route[] {
  const desk = new PipelineDesk(portal);

  function save(type: ObjectType, pipeline: Pipeline): void {
    assertUniqueLabels('stage', pipeline.stages);
    const others = portal.pipelines.of(type.name).filter((each) => each.id !== pipeline.id);
    assertUniqueLabels('pipeline', [...others, pipeline]);
    portal.savePipeline(type.name, pipeline);
  }

  /** The caller asks that nothing in use be taken away. */
  function isCautious(call: ApiCall): boolean {
    const flags = ['validateReferencesBeforeDelete', 'validateDealStageUsagesBeforeDelete'];
    return flags.some((name) => flagQuery(call, name));
  }

  function create(call: ApiCall): Answer {
    const type = desk.type(call);
    const input = readBody(call, pipelineSchema);
    desk.assertFreshStages(
      type,
      input.stages.map((stage) => stage.stageId),
    );
    if (input.pipelineId && portal.pipelines.find(type.name, input.pipelineId)) {
      throw validationError(`A pipeline with the id ${input.pipelineId} exists already.`);
    }
    if (portal.pipelines.of(type.name).length >= MAX_PIPELINES) {
      throw validationError(`This account has reached its limit of ${MAX_PIPELINES} ${type.singular} pipelines.`, {
        subCategory: 'PipelineError.PIPELINE_LIMIT_REACHED',
        context: { limit: [String(MAX_PIPELINES)] },
      });
    }
    const at = desk.now();
    const pipeline: Pipeline = {
      id: input.pipelineId ?? portal.records.nextId(),
      label: input.label,
      displayOrder: input.displayOrder,
      stages: input.stages.map((stage) => desk.readStage(type, stage)),
      createdAt: at,
      updatedAt: at,
    };
    save(type, pipeline);
    desk.audit(call, 'CREATE', pipeline);
    return { status: 201, body: renderPipeline(pipeline) };
  }

  function replace(call: ApiCall): Answer {
    const type = desk.type(call);
    const present = desk.pipeline(call);
    const input = readBody(call, pipelineSchema);
    const kept = new Map(present.stages.map((stage) => [stage.id, stage]));
    const stages = input.stages.map((stage) => desk.readStage(type, stage, kept.get(stage.stageId ?? '')));
    const gone = present.stages.filter((stage) => !stages.some((each) => each.id === stage.id));
    if (isCautious(call)) desk.assertUnused(type, gone);
    const at = desk.now();
    const changed: Pipeline = {
      ...present,
      label: input.label,
      displayOrder: input.displayOrder,
      stages: [...stages, ...gone.map((stage) => ({ ...stage, archivedAt: stage.archivedAt ?? at }))],
      updatedAt: at,
    };
    save(type, changed);
    desk.audit(call, 'UPDATE', changed);
    return { status: 200, body: renderPipeline(changed) };
  }

  function update(call: ApiCall): Answer {
    const type = desk.type(call);
    const { archivedAt, ...present } = desk.pipeline(call, true);
    const { label, displayOrder, archived } = readBody(call, pipelinePatchSchema);
    const gone = archived ?? archivedAt !== undefined;
    if (gone && isCautious(call)) desk.assertUnused(type, present.stages);
    const changed: Pipeline = {
      ...present,
      label: label ?? present.label,
      displayOrder: displayOrder ?? present.displayOrder,
      updatedAt: desk.now(),
      ...(gone && { archivedAt: archivedAt ?? desk.now() }),
    };
    save(type, changed);
    desk.audit(call, 'UPDATE', changed);
    return { status: 200, body: renderPipeline(changed) };
  }

  function remove(call: ApiCall): Answer {
    const type = desk.type(call);
    const present = desk.pipeline(call);
    if (isCautious(call)) desk.assertUnused(type, present.stages);
    if (portal.pipelines.of(type.name).length === 1) {
      throw validationError(`The last pipeline of ${type.singular} objects cannot be deleted.`);
    }
    portal.savePipeline(type.name, { ...present, archivedAt: desk.now(), updatedAt: desk.now() });
    desk.audit(call, 'DELETE', present);
    return { status: 204 };
  }

  const at = (rest: string) => versioned('/crm/pipelines', ['/crm/v3/pipelines'], `/:objectType${rest}`);
  const read = (rest: string, work: (call: ApiCall) => unknown): Route => ({
    method: 'get',
    paths: at(rest),
    scopes: pipelineReadScopes,
    handle: (call) => ({ status: 200, body: work(call) }),
  });
  const write = (method: Route['method'], rest: string, handle: Route['handle']): Route => ({
    method,
    paths: at(rest),
    scopes: pipelineWriteScopes,
    handle,
  });
  return [
    read('', (call) => ({ results: portal.pipelines.of(desk.type(call).name).map(renderPipeline) })),
    write('post', '', create),
    read('/:pipelineId', (call) => renderPipeline(desk.pipeline(call))),
    write('put', '/:pipelineId', replace),
    write('patch', '/:pipelineId', update),
    write('delete', '/:pipelineId', remove),
    read('/:pipelineId/audit', (call) => desk.renderAudit(desk.pipeline(call, true).id)),
  ];
}
