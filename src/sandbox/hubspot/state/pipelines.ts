/** Pipelines of tickets and deals, as new portals have them. */

export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly PipelineStage[];
}

function stage(id: string, label: string, displayOrder: number, metadata: Record<string, string>): PipelineStage {
  return { id, label, displayOrder, metadata };
}

const TICKETS: readonly Pipeline[] = [
  {
    id: '0',
    label: 'Support Pipeline',
    displayOrder: 0,
    stages: [
      stage('1', 'New', 0, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('2', 'Waiting on contact', 1, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('3', 'Waiting on us', 2, { ticketState: 'OPEN', isClosed: 'false' }),
      stage('4', 'Closed', 3, { ticketState: 'CLOSED', isClosed: 'true' }),
    ],
  },
];

const DEALS: readonly Pipeline[] = [
  {
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
  },
];

/** The pipelines of a type; empty for types without any. */
export function pipelinesOf(type: string): readonly Pipeline[] {
  if (type === 'tickets') return TICKETS;
  if (type === 'deals') return DEALS;
  return [];
}

export function findStage(type: string, stageId: string): PipelineStage | undefined {
  return pipelinesOf(type)
    .flatMap((pipeline) => pipeline.stages)
    .find((candidate) => candidate.id === stageId);
}

export function isClosedStage(type: string, stageId: string | undefined): boolean {
  const found = stageId === undefined ? undefined : findStage(type, stageId);
  return found?.metadata.ticketState === 'CLOSED' || found?.metadata.isClosed === 'true';
}
