import { ApiError } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import type { Input } from '../writes/save.ts';

/** What a collection answers for one record. */
export interface Result {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly created?: boolean;
}

/** Signals that an all-or-none request has to be undone; carries the results so far. */
class RolledBack extends Error {
  readonly results: readonly Result[];

  constructor(results: readonly Result[]) {
    super('rolled back');
    this.results = results;
  }
}

/** The object that a record says it is of. */
export function typeOf(input: Input): string | undefined {
  const { attributes } = input;
  if (attributes === null || typeof attributes !== 'object') return undefined;
  const { type } = attributes as { readonly type?: unknown };
  return typeof type === 'string' ? type : undefined;
}

/** Runs work on each record; failures become results. With `allOrNone` one failure undoes the rest. */
export function eachRecord<T>(
  org: Org,
  inputs: readonly T[],
  allOrNone: boolean,
  work: (input: T) => Result,
  failed: (input: T) => Partial<Result> = () => ({}),
): readonly Result[] {
  const run = (): readonly Result[] => {
    const results = inputs.map((input): Result => {
      try {
        return work(input);
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        return { ...failed(input), success: false, errors: fault.results() };
      }
    });
    if (allOrNone && results.some((result) => !result.success)) throw new RolledBack(results);
    return results;
  };
  if (!allOrNone) return run();
  const published = org.events.list().length;
  try {
    return org.records.atomically(run);
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault;
    org.events.truncate(published);
    return fault.results.map((result, index) =>
      result.success
        ? {
            ...failed(inputs[index] as T),
            success: false,
            errors: [
              {
                statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
                message:
                  'Record rolled back because not all records were valid and the request was using AllOrNone header',
                fields: [],
              },
            ],
          }
        : result,
    );
  }
}
