/**
 * Workflows that run an app's action on a record and wait for its end.
 * https://developers.hubspot.com/docs/api-reference/automation-actions-v4-v4/guide
 */
import { z } from 'zod';
import type { Storage } from '../shared/storage.ts';
import { idSchema, type Route, readBody, versioned } from './api-call.ts';
import { notFound } from './api-error.ts';
import { inferObjectType } from './object-types.ts';
import { signatureHeaders } from './signatures.ts';
import type { Portal } from './state/portal.ts';

const OBJECTS = { CONTACT: 'contacts', COMPANY: 'companies', TICKET: 'tickets', DEAL: 'deals' } as const;
const TIMEOUT_MS = 20_000;
const WEEK_MS = 7 * 24 * 3_600_000;
const MANY = 100;

/** What `POST /_sandbox/workflows/run` accepts: one execution of an action, by a workflow or by an agent. */
export const runSchema = z.strictObject({
  actionUrl: z.url({ protocol: /^https?$/ }),
  /** Signs the call, as the app's client secret does. */
  clientSecret: z.string().min(1),
  /** An agent passes inputs and no record. */
  object: z
    .strictObject({ objectType: z.enum(['CONTACT', 'COMPANY', 'TICKET', 'DEAL']), objectId: idSchema })
    .optional(),
  inputFields: z.record(z.string(), z.unknown()).default({}),
  /** The same execution once more, as HubSpot asks after a 429 or 5xx, or when it lost the answer. */
  callbackId: z.string().optional(),
});
export type RunInput = z.infer<typeof runSchema>;

export interface WorkflowRun {
  readonly callbackId: string;
  /** `asking` until the action answered; `blocked` until its completion or its end of patience. */
  readonly state: 'asking' | 'blocked' | 'done' | 'expired';
  /** Of the last answer to the execution itself. */
  readonly status: number | null;
  readonly outputFields: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
  /** Completions that were taken: one at most. */
  readonly completions: number;
  /** Completions that came too late, or a second time. */
  readonly refused: number;
}

/** Outputs are strings, whatever the type of their field: CallbackCompletionRequest in HubSpot's API description. */
const completionSchema = z.object({
  outputFields: z.record(z.string(), z.string()),
  /** Required by the descriptions since 2026; the official clients do not know it yet. */
  typedOutputs: z.record(z.string(), z.unknown()).nullish(),
});
const batchSchema = z.object({
  inputs: z
    .array(completionSchema.extend({ callbackId: z.string() }))
    .min(1)
    .max(MANY),
});
const answerSchema = z.object({ outputFields: z.record(z.string(), z.unknown()).default({}) });

/** `P1W`, `P2DT12H` … in milliseconds; a week when it cannot be read. */
function durationMs(text: unknown): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(String(text));
  if (match === null) return WEEK_MS;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

export class Workflows {
  private readonly runs = new Map<string, WorkflowRun>();
  private readonly storage: Storage;
  private readonly portal: Portal;

  constructor(storage: Storage, portal: Portal) {
    this.storage = storage;
    this.portal = portal;
    for (const [id, run] of storage.load('workflowRun')) this.runs.set(id, run as WorkflowRun);
  }

  clear(): void {
    this.runs.clear();
  }

  list(): readonly WorkflowRun[] {
    const now = this.portal.clock().getTime();
    return [...this.runs.values()].map((run) =>
      run.state === 'blocked' && run.expiresAt !== null && run.expiresAt <= now ? { ...run, state: 'expired' } : run,
    );
  }

  /** Asks the action once, signed; a record that was never asked about begins to wait where the action says so. */
  async run({ actionUrl, clientSecret, object, inputFields, callbackId }: RunInput): Promise<WorkflowRun> {
    const id = callbackId ?? `ap-${this.portal.facts.portalId}-56776413549-${this.runs.size + 1}-0`;
    const run: WorkflowRun = this.runs.get(id) ?? {
      ...{
        callbackId: id,
        state: 'asking',
        status: null,
        outputFields: {},
        expiresAt: null,
        completions: 0,
        refused: 0,
      },
    };
    this.save(run);
    const record =
      object && this.portal.records.resolve(inferObjectType(OBJECTS[object.objectType]).name, object.objectId);
    const body = JSON.stringify({
      callbackId: id,
      origin: { portalId: this.portal.facts.portalId, actionDefinitionId: 2, actionDefinitionVersion: 1 },
      context: object === undefined ? { source: 'AGENTS' } : { source: 'WORKFLOWS', workflowId: 3 },
      ...(object && {
        object: { objectId: Number(record?.id ?? object.objectId), properties: {}, objectType: object.objectType },
      }),
      inputFields,
    });
    const response = await fetch(actionUrl, {
      method: 'POST',
      headers: {
        ...signatureHeaders(clientSecret, 'POST', actionUrl, body, Date.now(), 'v2'),
        'Content-Type': 'application/json',
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const parsed = answerSchema.safeParse(await response.json().catch(() => null));
    return this.answered(id, response.status, parsed.data?.outputFields ?? {});
  }

  /** A completion may overtake the answer that it belongs to: then it stays. */
  private answered(id: string, status: number, outputFields: Readonly<Record<string, unknown>>): WorkflowRun {
    const run = this.runs.get(id);
    if (run === undefined) throw notFound();
    if (run.state === 'done') return run;
    const { hs_execution_state: state, hs_expiration_duration: patience } = outputFields;
    if (status >= 400) return this.save({ ...run, status });
    if (state !== 'BLOCK' && state !== 'ASYNC') return this.save({ ...run, status, state: 'done', outputFields });
    const expiresAt = this.portal.clock().getTime() + durationMs(patience);
    return this.save({ ...run, status, state: 'blocked', outputFields, expiresAt });
  }

  /** False where nothing waits under this id. */
  complete(id: string, outputFields: Readonly<Record<string, unknown>>): boolean {
    const run = this.list().find(({ callbackId }) => callbackId === id);
    if (run === undefined) return false;
    if (run.state === 'done' || run.state === 'expired') {
      this.save({ ...run, refused: run.refused + 1 });
      return false;
    }
    this.save({ ...run, state: 'done', outputFields, completions: run.completions + 1 });
    return true;
  }

  private save(run: WorkflowRun): WorkflowRun {
    this.runs.set(run.callbackId, run);
    this.storage.put('workflowRun', run.callbackId, run);
    return run;
  }
}

const DATED = '/automation/actions/callbacks';
const LEGACY = ['/automation/v4/actions/callbacks'];

/** The end of actions that asked for time. */
export function callbackRoutes(workflows: Workflows): Route[] {
  return [
    {
      method: 'post',
      paths: versioned(DATED, LEGACY, '/complete'),
      scopes: () => ['automation'],
      handle: (call) => {
        const { inputs } = readBody(call, batchSchema);
        for (const { callbackId, outputFields } of inputs) workflows.complete(callbackId, outputFields);
        return { status: 204 };
      },
    },
    {
      method: 'post',
      paths: versioned(DATED, LEGACY, '/:callbackId/complete'),
      scopes: () => ['automation'],
      handle: (call) => {
        const { outputFields } = readBody(call, completionSchema);
        if (!workflows.complete(call.params.callbackId ?? '', outputFields)) throw notFound();
        return { status: 204 };
      },
    },
  ];
}
