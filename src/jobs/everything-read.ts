import { CRM_OBJECTS } from '../crm/record.ts';
import type { StreamState } from '../store/port.ts';

/** Was every object of the CRM read to its end once? Before that nobody is scored: half of the facts make a wrong score. */
export function everythingRead(streams: readonly Pick<StreamState, 'object' | 'phase'>[]): boolean {
  return CRM_OBJECTS.every((object) =>
    streams.some((stream) => stream.object === object && stream.phase === 'incremental'),
  );
}
