/** A task for a person, on a record. https://developers.hubspot.com/docs/api-reference/latest/crm/activities/tasks/guide */
import type { FieldObject, Transport } from '../port.ts';
import { API_VERSION } from './manifest.ts';
import { bodyOf, objectSchema } from './payload.ts';

/** HubSpot-defined association types from a task. */
const TASK_TO: Readonly<Record<FieldObject, number>> = { customer: 204, account: 192, ticket: 230 };

/** Not repeated after a lost answer: two tasks would be worse than one late one. */
export async function createTask(
  transport: Transport,
  task: { object: FieldObject; id: string; title: string; body: string; dueAt: string },
): Promise<{ id: string }> {
  const response = await transport.send({
    method: 'POST',
    path: `/crm/objects/${API_VERSION}/tasks`,
    body: {
      properties: {
        hs_timestamp: task.dueAt,
        hs_task_subject: task.title,
        hs_task_body: task.body,
        hs_task_status: 'NOT_STARTED',
        hs_task_type: 'TODO',
      },
      associations: [
        {
          to: { id: task.id },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: TASK_TO[task.object] }],
        },
      ],
    },
    bucket: 'general',
    idempotent: false,
  });
  return { id: bodyOf(response, objectSchema.pick({ id: true }), 'the new task').id };
}
