/** Names, keys and lanes of the tasks: one install's reads, scores and writes never race with themselves. */
import type { Transaction } from '../../store/port.ts';
import type { EnqueueOptions, Queue } from '../queue.ts';

export const TASK_NAMES = [
  'provision',
  'pull',
  'refresh',
  'link',
  'learn',
  'score',
  'push',
  'alert',
  'complete',
  'hear',
] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** Reading tasks share a lane: a refresh never stores an older version of a record after a pull stored a newer one. */
const LANES: Record<TaskName, string> = {
  provision: 'write',
  pull: 'read',
  refresh: 'read',
  // Whoever is scored sees all that was copied, or nothing.
  link: 'score',
  // What is learned while somebody is scored would be used for the rest of them only.
  learn: 'score',
  score: 'score',
  push: 'write',
  alert: 'alert',
  complete: 'complete',
  hear: 'hear',
};

/** One waiting job of each task and install. */
export const keyOf = (task: TaskName, install: string): string => `${task}:${install}`;

/** Asks for one run of a task for an install; a waiting one is replaced, a running one is followed. */
export async function enqueueTask(
  queue: Queue,
  tx: Transaction,
  task: TaskName,
  install: string,
  options: Pick<EnqueueOptions, 'runAt'> = {},
): Promise<string> {
  return queue.enqueue(
    tx,
    task,
    { install },
    { ...options, key: keyOf(task, install), lane: `${LANES[task]}:${install}` },
  );
}

/**
 * The same for whatever asks by itself, again and again: a job that waits out a pause (a used-up quota, a CRM that does not
 * answer) goes on waiting. False when it does.
 */
export async function enqueuePatiently(
  queue: Queue,
  tx: Transaction,
  task: TaskName,
  install: string,
  now: number,
): Promise<boolean> {
  const until = await queue.waitsUntil(keyOf(task, install));
  if (until !== null && Date.parse(until) > now) return false;
  await enqueueTask(queue, tx, task, install);
  return true;
}
