/** What became of one record of a write, in the port's words, with what a person can do about a refusal. */
import { PulsoError } from '../../errors.ts';
import type { RefusedField, WriteResult } from '../port.ts';
import { codeOf, type ErrorItem } from './payload.ts';

export type Outcome = Pick<WriteResult, 'outcome' | 'movedTo' | 'error' | 'refused'>;
export type Report = (id: string, outcome: Outcome) => void;

export const LOCKED = 'UNABLE_TO_LOCK_ROW';
export const GONE = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID', 'NOT_FOUND']);
/** What may go well another time, the record being as it is. */
const PASSING = new Set([
  LOCKED,
  'SERVER_UNAVAILABLE',
  'UNKNOWN_EXCEPTION',
  'REQUEST_LIMIT_EXCEEDED',
  'QUERY_TIMEOUT',
  'BULK_JOB_FAILED',
]);

/** What a person can do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  FIELD_CUSTOM_VALIDATION_EXCEPTION:
    'A validation rule of the org refused it; exempt the integration user from the rule.',
  CANNOT_EXECUTE_FLOW_TRIGGER: 'A flow of the org failed on it; its error mail names the element at fault.',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'An Apex trigger of the org failed on it; its error names the trigger.',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'Give the integration user edit access to the fields of Pulso (permission set).',
  INVALID_FIELD: 'Provision the fields again, and give the integration user edit access to them (permission set).',
  INSUFFICIENT_ACCESS_OR_READONLY: 'Give the integration user edit access to this record (sharing) and object.',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'Give the integration user access to the account of this record.',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'Provision the fields again: the choice is not in the list.',
  STRING_TOO_LONG: 'The text is longer than the field; provision the fields again.',
  BULK_JOB_FAILED: 'The bulk job ended before it came to this record; it will be tried again.',
  UNABLE_TO_LOCK_ROW: 'Somebody else was changing it; it will be tried again.',
};

export function failed(code: string, message: string): Outcome {
  const remedy = REMEDIES[code];
  const full = remedy === undefined ? message : `${message} ${remedy}`;
  return { outcome: 'failed', error: { code, message: full, retry: PASSING.has(code) } };
}

export function refused(error: ErrorItem | undefined): Outcome {
  return failed(codeOf(error), error?.message.slice(0, 500) || 'no reason was given');
}

/** The fields of a record that its refusal names, each once, under Salesforce's names; none where it may go well another time. */
export function fieldsAtFault(
  record: Readonly<Record<string, unknown>>,
  errors: readonly ErrorItem[],
): readonly RefusedField[] {
  const named = errors.flatMap((error) => {
    const { error: complaint } = refused(error);
    if (complaint === undefined || complaint.retry) return [];
    const { code, message } = complaint;
    return (error.fields ?? []).filter((field) => field in record).map((field) => ({ field, code, message }));
  });
  return [...new Map(named.map((each) => [each.field, each])).values()];
}

export function notSent(reason: unknown): Outcome {
  const known = reason instanceof PulsoError ? reason : null;
  const message = known?.message ?? 'Salesforce did not say what became of this record';
  return { outcome: 'failed', error: { code: known?.code ?? 'no_answer', message, retry: known?.retry ?? true } };
}
