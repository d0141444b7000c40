/**
 * Steps of workflows that wait for a score. What waits is stored before the CRM is told to wait, and what was told is stored after
 * it was told: when a program dies in between, the step is told a second time, which the CRM does not take.
 */
import { ScopeMissing } from '../../errors.ts';
import type { Install, WaitingStep } from '../../store/port.ts';
import type { Task } from '../queue.ts';
import { refused, type StepOutputs, succeeded } from '../step-outputs.ts';
import { keepStepsAllowed } from '../steps-allowed.ts';
import type { TaskDeps } from './deps.ts';
import { withInstall } from './with-install.ts';

/** So many are told between two notes of what was told. */
const PAGE = 20;

/** Tells the CRM of every step whose subject was scored and written since it began to wait, or is gone. */
export function createComplete(deps: TaskDeps): Task {
  const { store } = deps;
  return withInstall(deps, async ({ install, connection, context }) => {
    await store.transaction(
      (tx) => store.waitingSteps.expire(tx, install.id, new Date(deps.now()).toISOString()),
      install.id,
    );
    for (;;) {
      const ready = await store.waitingSteps.ready(install.id, PAGE);
      if (ready.length === 0) break;
      const ends = await Promise.all(
        ready.map(async (step) => ({ callback: step.callback, outputs: await outputsOf(deps, install, step) })),
      );
      try {
        await connection.completeSteps(ends);
      } catch (error) {
        if (!(error instanceof ScopeMissing)) throw error;
        // From now on steps are asked to come again; those that wait already end with the CRM's patience.
        await keepStepsAllowed(store, install.id, false);
        return;
      }
      await store.transaction(
        (tx) =>
          store.waitingSteps.finish(
            tx,
            install.id,
            ready.map(({ callback }) => callback),
          ),
        install.id,
      );
      context.signal.throwIfAborted();
    }
  });
}

async function outputsOf(
  { store, stepOutputs }: TaskDeps,
  install: Install,
  { subject, gone }: WaitingStep & { readonly gone: boolean },
): Promise<StepOutputs> {
  const scorecard = gone ? null : await store.scorecards.latest(install.id, subject);
  return scorecard === null ? refused('NOT_KNOWN') : succeeded(stepOutputs(install, scorecard));
}
