import { validationError } from './api-error.ts';
import type { ObjectType } from './object-types.ts';

/**
 * Checks and completes the metadata of a stage: `ticketState` of tickets (OPEN unless told), `probability` of deals
 * (0 to 1; a stage at either end is closed). Throws HubSpot's 400.
 * https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide
 */
export function readStageMetadata(
  type: ObjectType,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (type.name === 'tickets') {
    const ticketState = (given.ticketState ?? 'OPEN').toUpperCase();
    if (ticketState !== 'OPEN' && ticketState !== 'CLOSED') {
      throw validationError(`ticketState must be OPEN or CLOSED, but was "${ticketState}"`, {
        context: { ticketState: [ticketState] },
      });
    }
    return { ...given, ticketState, isClosed: String(ticketState === 'CLOSED') };
  }
  const { probability } = given;
  const value = Number(probability);
  if (probability === undefined || probability.trim() === '' || !(value >= 0 && value <= 1)) {
    throw validationError('Deal stages need a probability between 0.0 and 1.0 in their metadata.', {
      context: { probability: [probability ?? ''] },
    });
  }
  const closed = value === 0 || value === 1;
  return {
    ...given,
    probability: Number.isInteger(value) ? value.toFixed(1) : String(value),
    isClosed: String(closed),
  };
}
