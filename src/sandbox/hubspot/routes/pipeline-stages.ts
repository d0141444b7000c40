import { z } from 'zod';
import { type Answer, type ApiCall, type Route, readBody, versioned } from '../api-call.ts';
import { validationError } from '../api-error.ts';
import {
  assertUniqueLabels,
  PipelineDesk,
  pipelineLabel,
  pipelineReadScopes,
  pipelineWriteScopes,
  stageMetadata,
  stageSchema,
} from '../pipeline-desk.ts';
import { readStageMetadata } from '../pipeline-metadata.ts';
import type { PipelineStage } from '../state/pipelines.ts';
import type { Portal } from '../state/portal.ts';

const stagePatchSchema = z.object({
  label: pipelineLabel.nullish(),
  displayOrder: z.number().int().nullish(),
  metadata: stageMetadata.nullish(),
  archived: z.boolean().nullish(),
});

/** The wire form of a stage. */
export function renderStage(stage: PipelineStage): Record<string, unknown> {
  const { archivedAt, ...shown } = stage;
  return {
    ...shown,
    archived: archivedAt !== undefined,
    ...(archivedAt !== undefined && { archivedAt }),
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  };
}

/** The stages of a pipeline (developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide). */
export function pipelineStageRoutes(portal: Portal): Route[] {
  const desk = new PipelineDesk(portal);

  /** Puts a stage in the place of the one with its id, or at the end. */
  function save(call: ApiCall, stage: PipelineStage): void {
    const present = desk.pipeline(call);
    const stages = [...present.stages.filter((each) => each.id !== stage.id), stage];
    assertUniqueLabels('stage', stages);
    portal.savePipeline(desk.type(call).name, { ...present, stages, updatedAt: desk.now() });
  }

  function create(call: ApiCall): Answer {
    const type = desk.type(call);
    desk.pipeline(call);
    const input = readBody(call, stageSchema);
    desk.assertFreshStages(type, [input.stageId]);
    const stage = desk.readStage(type, input);
    save(call, stage);
    desk.audit(call, 'CREATE', stage);
    return { status: 201, body: renderStage(stage) };
  }

  function replace(call: ApiCall): Answer {
    const present = desk.stage(call);
    const stage = desk.readStage(desk.type(call), readBody(call, stageSchema), present);
    save(call, stage);
    desk.audit(call, 'UPDATE', stage);
    return { status: 200, body: renderStage(stage) };
  }

  function update(call: ApiCall): Answer {
    const type = desk.type(call);
    const { archivedAt, ...present } = desk.stage(call, true);
    const { label, displayOrder, metadata, archived } = readBody(call, stagePatchSchema);
    const gone = archived ?? archivedAt !== undefined;
    if (gone && archivedAt === undefined) desk.assertUnused(type, [present]);
    const stage: PipelineStage = {
      ...present,
      label: label ?? present.label,
      displayOrder: displayOrder ?? present.displayOrder,
      metadata: metadata ? readStageMetadata(type, { ...present.metadata, ...metadata }) : present.metadata,
      updatedAt: desk.now(),
      ...(gone && { archivedAt: archivedAt ?? desk.now() }),
    };
    save(call, stage);
    desk.audit(call, 'UPDATE', stage);
    return { status: 200, body: renderStage(stage) };
  }

  function remove(call: ApiCall): Answer {
    const stage = desk.stage(call);
    desk.assertUnused(desk.type(call), [stage]);
    if (desk.pipeline(call).stages.filter((each) => each.archivedAt === undefined).length === 1) {
      throw validationError('The last stage of a pipeline cannot be deleted.');
    }
    save(call, { ...stage, archivedAt: desk.now(), updatedAt: desk.now() });
    desk.audit(call, 'DELETE', stage);
    return { status: 204 };
  }

  const at = (rest: string) =>
    versioned('/crm/pipelines', ['/crm/v3/pipelines'], `/:objectType/:pipelineId/stages${rest}`);
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
    read('', (call) => {
      const live = desk.pipeline(call).stages.filter((stage) => stage.archivedAt === undefined);
      return { results: live.map(renderStage) };
    }),
    write('post', '', create),
    read('/:stageId', (call) => renderStage(desk.stage(call))),
    write('put', '/:stageId', replace),
    write('patch', '/:stageId', update),
    write('delete', '/:stageId', remove),
    read('/:stageId/audit', (call) => desk.renderAudit(desk.stage(call, true).id)),
  ];
}
