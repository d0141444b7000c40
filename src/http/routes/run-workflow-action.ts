import { type RequestHandler, Router, raw } from 'express';
import { z } from 'zod';
import { RecordGone, RequestInvalid } from '../../errors.ts';
import { findSubject, type ShownRecord } from '../../jobs/find-subject.ts';
import { refused, type StepOutputs, succeeded } from '../../jobs/step-outputs.ts';
import { stepsAllowed } from '../../jobs/steps-allowed.ts';
import { observationSchema } from '../../jobs/told.ts';
import type { HttpDeps } from '../http-deps.ts';
import { observe, parseBody, recalculate } from '../hubspot/tell.ts';
import type { SignedCall, Verifier } from '../verify.ts';

const BODY_LIMIT = '256kb';
const OBJECTS = { CONTACT: 'customer', COMPANY: 'account', TICKET: 'ticket', DEAL: 'deal' } as const;

const objectType = z.enum(['CONTACT', 'COMPANY', 'TICKET', 'DEAL']);
const recordId = z
  .union([
    z.number().int().positive(),
    z
      .string()
      .trim()
      .regex(/^\d{1,20}$/),
  ])
  .transform(String);

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions */
const executionSchema = z.object({
  callbackId: z.string().min(1).max(200),
  /** An agent passes none. */
  object: z.object({ objectId: recordId, objectType }).optional(),
  inputFields: z.record(z.string(), z.unknown()).default({}),
});
type Execution = z.infer<typeof executionSchema>;

/** How an agent's inputs name a record. */
const namedSchema = z.object({
  record_type: z.preprocess((given) => given || 'CONTACT', objectType),
  record_id: recordId,
});

/** How long a step waits inside its call where the CRM does not let it wait outside; most scores are there by then. */
const WAIT_MS = 4_000;
const LOOK_EVERY_MS = 100;
/** When HubSpot shall ask again. In milliseconds, as HubSpot documents it for the answers of actions. */
const ASK_AGAIN_MS = 10_000;
const FORGET_RUNS_MS = 60 * 60_000;
/** How long HubSpot waits for the end of a step before the workflow goes on without it. */
const PATIENCE = { iso: 'P1D', ms: 24 * 3_600_000 };

type Answer = StepOutputs | 'ask again';
type Deps = Pick<HttpDeps, 'store' | 'queue' | 'now' | 'wallClock' | 'stepOutputs'>;

/**
 * The steps that Pulso adds to HubSpot's workflows and the tools that it gives HubSpot's agents, signed by HubSpot (v3; v2 where
 * there is no v3). POST /hubspot/actions/recalculate, get-score, log-observation. A workflow names its record in `object`, an
 * agent in its inputs `record_type` and `record_id`.
 */
export function runWorkflowAction(deps: Deps, verifier: Verifier): Router {
  const runs = createRuns(deps.wallClock);

  async function scored({ install }: SignedCall, record: ShownRecord) {
    const { store } = deps;
    const { subject } = await findSubject(store, install.id, record);
    const scorecard = subject && (await store.scorecards.latest(install.id, subject));
    if (subject === null || scorecard === null) throw new RecordGone(record.object, record.id);
    const revision = (await store.writebacks.get(install.id, subject.object, subject.id))?.revision ?? 0;
    return { subject, revision, outputs: deps.stepOutputs(install, scorecard) };
  }

  /** HubSpot is told to wait, and of the end once the new score is written: nothing is lost by a restart in between. */
  async function recalculateLater(call: SignedCall, record: ShownRecord, callback: string): Promise<Answer> {
    const { store } = deps;
    const { install } = call;
    const known = await store.waitingSteps.get(install.id, callback);
    const { subject, revision, outputs } = await scored(call, record);
    if (known?.done === true) return succeeded(outputs);
    if (known === null) {
      const at = deps.now();
      const [askedAt, until] = [at, at + PATIENCE.ms].map((ms) => new Date(ms).toISOString()) as [string, string];
      await recalculate(deps, call, record, (tx) =>
        store.waitingSteps.put(tx, install.id, { callback, subject, revision, askedAt, until }),
      );
    }
    return { hs_execution_state: 'BLOCK', hs_expiration_duration: PATIENCE.iso };
  }

  /**
   * Inside the call: without the scope to tell HubSpot of the end, and for an agent, who talks with a person that waits. A workflow
   * is asked to come again where that takes too long; an agent gets what is known, which says of when it is.
   */
  async function recalculateNow(
    call: SignedCall,
    record: ShownRecord,
    callback: string,
    isAgent: boolean,
  ): Promise<Answer> {
    const run = `${call.install.id} ${callback}`;
    const before = runs.get(run) ?? (await scored(call, record)).revision;
    if (runs.get(run) === undefined) {
      runs.set(run, before);
      await recalculate(deps, call, record);
    }
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const { outputs, revision } = await scored(call, record);
      if (revision > before) {
        runs.delete(run);
        return succeeded(outputs);
      }
      if (performance.now() > deadline) return isAgent ? succeeded(outputs) : 'ask again';
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  const actions: Record<string, (call: SignedCall, execution: Execution) => Promise<Answer>> = {
    'get-score': async (call, execution) => succeeded((await scored(call, recordOf(execution))).outputs),

    'log-observation': async (call, execution) => {
      const { record_type: _, record_id: __, ...inputs } = execution.inputFields;
      const given = Object.entries(inputs).filter(([, value]) => value !== '' && value !== null);
      const observation = parseBody(observationSchema, Object.fromEntries(given));
      const name = `workflow ${call.install.id} ${execution.callbackId}`;
      return succeeded({ observation: await observe(deps, call, recordOf(execution), observation, name) });
    },

    recalculate: async (call, execution) => {
      if (call.install.status === 'paused') return refused('PAUSED');
      const record = recordOf(execution);
      const isAgent = execution.object === undefined;
      if (!isAgent && stepsAllowed(call.install)) return await recalculateLater(call, record, execution.callbackId);
      return await recalculateNow(call, record, execution.callbackId, isAgent);
    },
  };

  const handler: RequestHandler<{ action: string }> = async (request, response, next) => {
    const act = Object.hasOwn(actions, request.params.action) ? actions[request.params.action] : undefined;
    if (act === undefined) {
      next();
      return;
    }
    const call = await verifier.workflow(request, response);
    const execution = parseBody(executionSchema, call.body);
    try {
      const answer = await act(call, execution);
      if (answer !== 'ask again') response.json({ outputFields: answer });
      else response.status(429).set('Retry-After', String(ASK_AGAIN_MS)).json({ error: 'not_ready' });
    } catch (error) {
      if (!(error instanceof RecordGone || error instanceof RequestInvalid)) throw error;
      response.json({ outputFields: refused(error instanceof RecordGone ? 'NOT_KNOWN' : 'NOT_TAKEN') });
    }
  };
  return Router().post('/hubspot/actions/:action', raw({ type: () => true, limit: BODY_LIMIT }), handler);
}

/** @throws RequestInvalid where an agent names no record. */
function recordOf({ object, inputFields }: Execution): ShownRecord {
  if (object !== undefined) return { object: OBJECTS[object.objectType], id: object.objectId };
  const { record_type: type, record_id: id } = parseBody(namedSchema, inputFields);
  return { object: OBJECTS[type], id };
}

/** Recalculations under way and the revision that they started from. One that is forgotten is started anew. */
function createRuns(now: () => number) {
  const runs = new Map<string, { readonly revision: number; readonly at: number }>();
  return {
    get: (run: string): number | undefined => runs.get(run)?.revision,
    set(run: string, revision: number): void {
      for (const [old, { at }] of runs) {
        if (now() - at <= FORGET_RUNS_MS) break;
        runs.delete(old);
      }
      runs.set(run, { revision, at: now() });
    },
    delete: (run: string) => runs.delete(run),
  };
}
