import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, refusal } from './small-portal.ts';

describe('pipelines', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.sandbox.close());

  const stages = [
    { label: 'Asked', displayOrder: 0, metadata: { ticketState: 'OPEN' } },
    { label: 'Answered', displayOrder: 1, metadata: { ticketState: 'CLOSED' } },
  ];

  it('are made, changed, replaced, audited and deleted through the official client', async () => {
    const { pipelinesApi, pipelineStagesApi, pipelineAuditsApi } = portal.client.crm.pipelines;
    const made = await pipelinesApi.create('tickets', { label: 'Onboarding', displayOrder: 1, stages });
    expect(made.stages.map(({ label, metadata }) => [label, metadata?.isClosed])).toEqual([
      ['Asked', 'false'],
      ['Answered', 'true'],
    ]);
    const third = await pipelineStagesApi.create('tickets', made.id, {
      label: 'Parked',
      displayOrder: 2,
      metadata: {},
    });
    expect(third.metadata?.ticketState).toBe('OPEN');
    const renamed = await pipelineStagesApi.update('tickets', made.id, third.id, { label: 'On hold', metadata: {} });
    expect([renamed.id, renamed.label]).toEqual([third.id, 'On hold']);
    await pipelineStagesApi.archive('tickets', made.id, third.id);
    expect((await refusal(pipelineStagesApi.getById('tickets', made.id, third.id))).code).toBe(404);
    const replaced = await pipelinesApi.replace('tickets', made.id, { label: 'Start', displayOrder: 5, stages });
    expect(replaced.stages.map((stage) => stage.id)).not.toEqual(made.stages.map((stage) => stage.id));
    expect((await pipelinesApi.getAll('tickets')).results.map((each) => each.label)).toEqual([
      'Support Pipeline',
      'Start',
    ]);
    expect((await pipelineAuditsApi.getAudit('tickets', made.id)).results.map((entry) => entry.action)).toEqual([
      'UPDATE',
      'CREATE',
    ]);
    await pipelinesApi.archive('tickets', made.id);
    expect((await refusal(pipelinesApi.getById('tickets', made.id))).code).toBe(404);
    const back = await pipelinesApi.update('tickets', made.id, { archived: false });
    expect([back.archived, back.stages.length]).toEqual([false, 2]);
  });

  it('refuse two of one label, a stage without its state, and an object type without pipelines', async () => {
    const at = '/crm/pipelines/2026-09';
    const deal = (probability: string) => [{ label: 'Only', displayOrder: 0, metadata: { probability } }];
    const post = (type: string, label: string, given: unknown) =>
      portal.call('POST', `${at}/${type}`, { label, displayOrder: 1, stages: given });
    expect((await post('tickets', 'support pipeline', stages)).status).toBe(400);
    expect((await post('tickets', 'Twice', [...stages, ...stages])).status).toBe(400);
    expect((await post('deals', 'Far', deal('1.5'))).status).toBe(400);
    expect((await post('deals', 'Near', deal('1'))).body.stages[0].metadata).toEqual({
      probability: '1.0',
      isClosed: 'true',
    });
    expect((await post('contacts', 'None', stages)).status).toBe(400);
    expect((await portal.call('DELETE', `${at}/tickets/nope`)).status).toBe(404);
  });

  it('hold what stands in them', async () => {
    const used = await portal.call('DELETE', '/crm/v3/pipelines/tickets/0/stages/1');
    expect([used.status, used.body.subCategory, used.body.context.objectIds]).toEqual([
      400,
      'PipelineError.STAGE_ID_IN_USE',
      ['701'],
    ]);
    const cautious = await portal.call('DELETE', '/crm/v3/pipelines/tickets/0?validateReferencesBeforeDelete=true');
    expect(cautious.status).toBe(400);
  });

  it('let a ticket move: a stage brings its pipeline along, a stage of another pipeline is refused', async () => {
    const { body: other } = await portal.call('POST', '/crm/v3/pipelines/tickets', {
      label: 'Second line',
      displayOrder: 9,
      stages,
    });
    const [open, closed] = other.stages;
    const patch = (properties: Record<string, string>) =>
      portal.call('PATCH', '/crm/v3/objects/tickets/702', { properties });
    const stray = await patch({ hs_pipeline: '0', hs_pipeline_stage: open.id });
    expect([stray.status, stray.body.errors[0].code]).toEqual([400, 'INVALID_OPTION']);
    expect((await patch({ hs_pipeline: other.id })).status).toBe(400);
    expect((await patch({ hs_pipeline_stage: open.id })).status).toBe(200);
    await patch({ hs_pipeline_stage: closed.id });
    const names = `hs_pipeline,hs_is_closed,hs_v2_date_entered_${closed.id}`;
    const { properties } = (await portal.call('GET', `/crm/v3/objects/tickets/702?properties=${names}`)).body;
    expect(properties).toMatchObject({ hs_pipeline: other.id, hs_is_closed: 'true' });
    expect(properties[`hs_v2_date_entered_${closed.id}`]).toMatch(/^\d{4}-/);
  });
});
