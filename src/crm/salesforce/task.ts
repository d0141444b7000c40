/** A task for a person, on a record. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm */
import { z } from 'zod';
import type { FieldObject, Transport } from '../port.ts';
import { dataPath } from './account.ts';
import { bodyOf } from './payload.ts';

/** People stand under Who, everything else under What. */
const TASK_TO: Readonly<Record<FieldObject, 'WhoId' | 'WhatId'>> = {
  customer: 'WhoId',
  account: 'WhatId',
  ticket: 'WhatId',
};
const createdSchema = z.object({ id: z.string(), success: z.literal(true) });

/** Not repeated after a lost answer: two tasks would be worse than one late one. */
export async function createTask(
  transport: Transport,
  task: { object: FieldObject; id: string; title: string; body: string; dueAt: string },
): Promise<{ id: string }> {
  const response = await transport.send({
    method: 'POST',
    path: dataPath('/sobjects/Task'),
    body: {
      Subject: task.title.slice(0, 255),
      Description: task.body.slice(0, 32_000),
      ActivityDate: task.dueAt.slice(0, 10),
      Status: 'Not Started',
      Priority: 'Normal',
      [TASK_TO[task.object]]: task.id,
    },
    bucket: 'general',
    idempotent: false,
  });
  return { id: bodyOf(response, createdSchema, 'the new task').id };
}
