import { validationError } from './api-error.ts';
import type { PreparedWrite } from './object-writes.ts';
import type { Portal } from './state/portal.ts';

/** Unique values that the inputs of one batch take, so that no two of them take the same. */
export class BatchClaims {
  private readonly taken = new Set<string>();
  private readonly portal: Portal;

  constructor(portal: Portal) {
    this.portal = portal;
  }

  /** Takes the unique values of a write, or throws HubSpot's 400. */
  take(write: PreparedWrite): PreparedWrite {
    const unique = Object.entries(write.values).filter(
      ([name, value]) => value !== '' && this.portal.schema.find(write.type.name, name)?.hasUniqueValue,
    );
    for (const [name, value] of unique) {
      if (!this.taken.has(`${name}:${value.toLowerCase()}`)) continue;
      throw validationError(`Duplicate ${name} found in batch input: ${value}`, { context: { [name]: [value] } });
    }
    for (const [name, value] of unique) this.taken.add(`${name}:${value.toLowerCase()}`);
    return write;
  }
}
