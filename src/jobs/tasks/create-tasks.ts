import type { Task } from '../queue.ts';
import { createAlert } from './alert.ts';
import { createComplete } from './complete.ts';
import type { TaskDeps } from './deps.ts';
import { createHear } from './hear.ts';
import { createLearn } from './learn.ts';
import { createLink } from './link.ts';
import type { TaskName } from './names.ts';
import { createProvision } from './provision.ts';
import { createPull } from './pull.ts';
import { createPush } from './push.ts';
import { createRefresh } from './refresh.ts';
import { createScore } from './score.ts';

/** Every task by its name, ready for a runner. */
export function createTasks(deps: TaskDeps): Record<TaskName, Task> {
  return {
    provision: createProvision(deps),
    pull: createPull(deps),
    refresh: createRefresh(deps),
    link: createLink(deps),
    learn: createLearn(deps),
    score: createScore(deps),
    push: createPush(deps),
    alert: createAlert(deps),
    complete: createComplete(deps),
    hear: createHear(deps),
  };
}
