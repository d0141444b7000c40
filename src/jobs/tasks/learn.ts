import { everythingRead } from '../everything-read.ts';
import { learnModels } from '../learn/learn-models.ts';
import { learnPortfolio } from '../learn/learn-portfolio.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';
import { withInstall } from './with-install.ts';

/**
 * Learns from everything that is stored of an install: who leaves, how its customers write, where scores go, and how all customers
 * stand together. Whoever is affected is scored anew: everybody, once, where a learned model was replaced; else only those whose trend
 * turned. It reads no CRM.
 */
export function createLearn(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, context }) => {
    const { store } = deps;
    if (!everythingRead(await store.streams.list(install.id))) return;
    const replaced = await learnModels(deps, install, context.signal);
    const { content, trends } = await learnPortfolio(deps, install, context.signal);
    await store.transaction(async (tx) => {
      const turned = await store.insights.putTrends(tx, install.id, trends.rows);
      await store.insights.putPortfolio(tx, install.id, { at: content.at, content });
      if (replaced.reader || replaced.churn) await store.subjects.markAllDirty(tx, install.id);
      else if (turned.length > 0) await store.subjects.markDirty(tx, install.id, turned);
    }, install.id);
    if ((await store.subjects.countDirty(install.id)) === 0) return;
    await store.transaction((tx) => enqueueTask(deps.queue, tx, 'score', install.id), install.id);
  });
}
