import type { Install } from '../../store/port.ts';
import { everythingRead } from '../everything-read.ts';
import { keepModel } from '../keep-model.ts';
import { hasLearned, learnModels } from '../learn/learn-models.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';
import { scoreDirty } from './score-dirty.ts';
import { withInstall } from './with-install.ts';

/** From so many subjects on it pays to start a second thread. */
const WORTH_A_THREAD = 5_000;

/**
 * Evaluates every subject whose signals changed, and asks for the write-back when the last one is done, and for a first summary of
 * all. Before everything was read once there is nothing to do: the end of the first pull asks again.
 */
export function createScore(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, context }) => {
    if (!everythingRead(await deps.store.streams.list(install.id))) return;
    const at = new Date(deps.now()).toISOString();
    const modelVersion = await keepModel(deps.store, install, deps.modelOf(install), at);
    // Before anybody is scored for the first time, so that nobody is scored twice.
    if (!(await hasLearned(deps.store, install.id))) await learnModels(deps, install, context.signal);
    await scoreEverybody(deps, install, modelVersion, context.signal);
    const isFirst = (await deps.store.insights.portfolioAt(install.id)) === null;
    const isPending = (await deps.store.writebacks.countPending(install.id)) > 0;
    await deps.store.transaction(async (tx) => {
      if (isFirst) await enqueueTask(deps.queue, tx, 'learn', install.id);
      if (isPending) await enqueueTask(deps.queue, tx, 'push', install.id);
    }, install.id);
  });
}

/** With a second thread where there is much to do; should that fail, this one does its part too. */
async function scoreEverybody(
  deps: TaskDeps,
  install: Install,
  modelVersion: number,
  signal: AbortSignal,
): Promise<void> {
  const isMuch = (await deps.store.subjects.countDirty(install.id)) >= WORTH_A_THREAD;
  const over = new AbortController();
  const beside = isMuch
    ? deps.scoreBeside?.(install, modelVersion, AbortSignal.any([signal, over.signal])).catch((error: unknown) => {
        if (!over.signal.aborted && !signal.aborted)
          deps.log.warn({ install: install.id, error }, 'second thread failed');
      })
    : undefined;
  try {
    await scoreDirty(deps, install, modelVersion, 'first', signal);
  } catch (error) {
    over.abort();
    throw error;
  } finally {
    await beside;
  }
}
