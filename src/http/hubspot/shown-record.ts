/** Which record of HubSpot a call is about. */
import { z } from 'zod';
import { RequestInvalid } from '../../errors.ts';
import type { ShownRecord } from '../../jobs/find-subject.ts';

/** HubSpot's object types that carry a card. */
const OBJECTS = { '0-1': 'customer', '0-2': 'account', '0-3': 'deal', '0-5': 'ticket' } as const;

const querySchema = z.object({
  objectTypeId: z.enum(['0-1', '0-2', '0-3', '0-5']),
  objectId: z.string().regex(/^\d{1,20}$/),
});

/** The record that the call is about. Throws RequestInvalid. */
export function shownRecord(query: URLSearchParams): ShownRecord {
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    throw new RequestInvalid(
      'The record is not named well:',
      parsed.error.issues.map((issue) => ({ key: issue.path.join('.'), message: issue.message })),
    );
  }
  return { object: OBJECTS[parsed.data.objectTypeId], id: parsed.data.objectId };
}
