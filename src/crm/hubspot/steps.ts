/**
 * The end of workflow actions that asked for time (`hs_execution_state: BLOCK`).
 * https://developers.hubspot.com/docs/api-reference/latest/automation/workflow-actions/callbacks/complete-callback
 */
import type { StepEnd, Transport } from '../port.ts';
import { API_VERSION } from './manifest.ts';

const CALLBACKS = `/automation/actions/callbacks/${API_VERSION}`;

/**
 * One result per step, in their order: HubSpot does not say which of a batch it did not take, so each is told alone. `gone` where
 * nothing waits any more: it was told before, was given up, or the record left the workflow. With no step at all it only looks
 * whether it may: a batch without inputs is refused for its content, but only after the scopes were looked at.
 * @throws ScopeMissing without the scope `automation`.
 */
export async function completeSteps(
  transport: Transport,
  steps: readonly StepEnd[],
): Promise<readonly ('completed' | 'gone')[]> {
  const post = (path: string, body: unknown) =>
    transport.send({ method: 'POST', path, body, bucket: 'general', idempotent: true });
  if (steps.length === 0) {
    await post(`${CALLBACKS}/complete`, { inputs: [] });
    return [];
  }
  const results: ('completed' | 'gone')[] = [];
  for (const { callback, outputs } of steps) {
    const body = { outputFields: outputs, typedOutputs: {} };
    const { status } = await post(`${CALLBACKS}/${encodeURIComponent(callback)}/complete`, body);
    results.push(status < 300 ? 'completed' : 'gone');
  }
  return results;
}
