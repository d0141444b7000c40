import type { Storage } from '../../shared/storage.ts';
import type { HubspotObjectType } from '../seed-format.ts';

export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** ISO 8601, as the two below. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt?: string;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly PipelineStage[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt?: string;
}

/** One line of a pipeline's or stage's audit. */
export interface PipelineAudit {
  readonly identifier: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly timestamp: string;
  readonly userId: number;
  readonly rawObject: Pipeline | PipelineStage;
}

/** Most pipelines of an object type on Pro (legal.hubspot.com/hubspot-product-and-services-catalog). */
export const MAX_PIPELINES = 15;

const BORN = { createdAt: '2024-01-01T00:00:00.000Z', updatedAt: '2024-01-01T00:00:00.000Z' };

function stage(id: string, label: string, displayOrder: number, metadata: Record<string, string>): PipelineStage {
  return { id, label, displayOrder, metadata, ...BORN };
}

/** The pipelines of a new portal. */
const DEFAULTS: Readonly<Partial<Record<HubspotObjectType, Pipeline>>> = {
  tickets: {
    id: '0',
    label: 'Support Pipeline',
    displayOrder: 0,
    stages: [
      stage('1', 'New', 0, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('2', 'Waiting on contact', 1, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('3', 'Waiting on us', 2, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('4', 'Closed', 3, { ticketState: 'CLOSED', isClosed: 'true' }),
    ],
    ...BORN,
  },
  deals: {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: [
      stage('appointmentscheduled', 'Appointment Scheduled', 0, { isClosed: 'false', probability: '0.2' }),
      stage('qualifiedtobuy', 'Qualified To Buy', 1, { isClosed: 'false', probability: '0.4' }),
      stage('presentationscheduled', 'Presentation Scheduled', 2, { isClosed: 'false', probability: '0.6' }),
      stage('decisionmakerboughtin', 'Decision Maker Bought-In', 3, { isClosed: 'false', probability: '0.8' }),
      stage('contractsent', 'Contract Sent', 4, { isClosed: 'false', probability: '0.9' }),
      stage('closedwon', 'Closed Won', 5, { isClosed: 'true', probability: '1.0' }),
      stage('closedlost', 'Closed Lost', 6, { isClosed: 'true', probability: '0.0' }),
    ],
    ...BORN,
  },
};

const byOrder = (left: { readonly displayOrder: number }, right: { readonly displayOrder: number }) =>
  left.displayOrder - right.displayOrder;

/** Pipelines of tickets and deals with their stages. Archived ones are kept and stay out of sight. */
export class PipelineStore {
  private readonly shelves = new Map<HubspotObjectType, Map<string, Pipeline>>();
  private readonly audits: PipelineAudit[] = [];
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
    for (const [type, pipeline] of Object.entries(DEFAULTS)) {
      this.shelves.set(type as HubspotObjectType, new Map([[pipeline.id, pipeline]]));
    }
  }

  load(): void {
    for (const [key, body] of this.storage.load('pipeline')) {
      const [type] = key.split(':') as [HubspotObjectType];
      const pipeline = body as Pipeline;
      this.shelves.get(type)?.set(pipeline.id, pipeline);
    }
    for (const [, body] of this.storage.load('pipelineAudit')) this.audits.push(body as PipelineAudit);
  }

  /** The pipelines of a type in their order, each with its live stages in theirs; empty for types without any. */
  of(type: HubspotObjectType): Pipeline[] {
    return [...(this.shelves.get(type)?.values() ?? [])]
      .filter((pipeline) => pipeline.archivedAt === undefined)
      .map((pipeline) => ({
        ...pipeline,
        stages: pipeline.stages.filter((each) => each.archivedAt === undefined).toSorted(byOrder),
      }))
      .toSorted(byOrder);
  }

  /** A pipeline with every stage it ever had, archived or not. */
  find(type: HubspotObjectType, id: string): Pipeline | undefined {
    return this.shelves.get(type)?.get(id);
  }

  /** The live pipeline that a stage belongs to. */
  ofStage(type: HubspotObjectType, stageId: string): Pipeline | undefined {
    return this.of(type).find((pipeline) => pipeline.stages.some((each) => each.id === stageId));
  }

  findStage(type: HubspotObjectType, stageId: string): PipelineStage | undefined {
    return this.ofStage(type, stageId)?.stages.find((each) => each.id === stageId);
  }

  isClosed(type: HubspotObjectType, stageId: string | undefined): boolean {
    const found = stageId === undefined ? undefined : this.findStage(type, stageId);
    return found?.metadata.ticketState === 'CLOSED' || found?.metadata.isClosed === 'true';
  }

  save(type: HubspotObjectType, pipeline: Pipeline): void {
    this.shelves.get(type)?.set(pipeline.id, pipeline);
    this.storage.put('pipeline', `${type}:${pipeline.id}`, pipeline);
  }

  note(entry: PipelineAudit): void {
    this.audits.push(entry);
    this.storage.put('pipelineAudit', String(this.audits.length).padStart(9, '0'), entry);
  }

  /** What happened to a pipeline or stage, the last first. */
  auditOf(identifier: string): PipelineAudit[] {
    return this.audits.filter((entry) => entry.identifier === identifier).toReversed();
  }
}
