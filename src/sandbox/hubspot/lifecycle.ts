import type { ObjectType } from './object-types.ts';
import type { PipelineStore } from './state/pipelines.ts';
import type { StoredRecord } from './state/records.ts';

/**
 * What HubSpot itself sets when the stage of a ticket or deal changes: entered/exited/time-in dates of the stages, the
 * closing facts, the reopening. `before` is the record as it was (absent on create), `values` are the values of the write.
 */
export function stageFacts(
  pipelines: PipelineStore,
  type: ObjectType,
  before: StoredRecord | undefined,
  values: Readonly<Record<string, string>>,
  at: number,
): Record<string, string> {
  const pipeline = type.pipeline;
  if (!pipeline) return {};
  const facts: Record<string, string> = {};
  const next = values[pipeline.stage];
  if (!values[pipeline.property] && (next || !before)) {
    const home = next ? pipelines.ofStage(type.name, next) : pipelines.of(type.name)[0];
    facts[pipeline.property] = home?.id ?? before?.properties[pipeline.property] ?? '';
  }
  const last = before?.properties[pipeline.stage];
  if (!next || next === last) return facts;
  const time = new Date(at).toISOString();
  facts[`hs_date_entered_${next}`] = time;
  facts[`hs_v2_date_entered_${next}`] = time;
  if (last) Object.assign(facts, exitFacts(before, last, at));
  const created = Date.parse(values.createdate ?? before?.properties.createdate ?? '') || at;
  return {
    ...facts,
    ...(type.name === 'tickets' ? ticketFacts(pipelines, last, next, created, at, values) : dealFacts(pipelines, next)),
  };
}

function exitFacts(record: StoredRecord | undefined, stage: string, at: number): Record<string, string> {
  const entered = Date.parse(record?.properties[`hs_v2_date_entered_${stage}`] ?? '');
  const since = Number.isNaN(entered) ? (record?.createdAt ?? at) : entered;
  const before = Number(record?.properties[`hs_time_in_${stage}`] ?? 0);
  const total = String(before + Math.max(0, at - since));
  const time = new Date(at).toISOString();
  return {
    [`hs_date_exited_${stage}`]: time,
    [`hs_v2_date_exited_${stage}`]: time,
    [`hs_time_in_${stage}`]: total,
    [`hs_v2_cumulative_time_in_${stage}`]: total,
  };
}

function ticketFacts(
  pipelines: PipelineStore,
  last: string | undefined,
  next: string,
  created: number,
  at: number,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const wasClosed = pipelines.isClosed('tickets', last);
  const closed = pipelines.isClosed('tickets', next);
  const time = new Date(at).toISOString();
  if (closed && !wasClosed) {
    const closedAt = values.closed_date || time;
    return {
      hs_is_closed: 'true',
      closed_date: closedAt,
      hs_last_closed_date: closedAt,
      time_to_close: String(Math.max(0, Date.parse(closedAt) - created)),
    };
  }
  if (!closed && wasClosed) {
    return { hs_is_closed: 'false', closed_date: '', time_to_close: '', hs_ticket_reopened_at: time };
  }
  return { hs_is_closed: String(closed) };
}

function dealFacts(pipelines: PipelineStore, next: string): Record<string, string> {
  const stage = pipelines.findStage('deals', next);
  const closed = stage?.metadata.isClosed === 'true';
  const probability = stage?.metadata.probability ?? '0';
  return {
    hs_is_closed: String(closed),
    hs_is_closed_won: String(closed && Number(probability) === 1),
    hs_is_closed_lost: String(closed && Number(probability) === 0),
    hs_deal_stage_probability: probability,
  };
}
