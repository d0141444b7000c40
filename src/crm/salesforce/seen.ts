/**
 * What was given already. Salesforce dates a change to the second, so a record that changed twice within one has the same date twice:
 * its content tells the second change from the first.
 */
import { createHash } from 'node:crypto';
import type { VendorRecord } from './payload.ts';
import { isDeleted, modifiedOf } from './read.ts';

/** The modified time in milliseconds, behind it, where it is known, a digest of what the record said. By id. */
export type Seen = Map<string, string>;

const DIGEST_LENGTH = 10;

/** Of a record as it was given. */
export function markOf(source: VendorRecord): string {
  const digest = createHash('sha1').update(JSON.stringify(source)).digest('base64url').slice(0, DIGEST_LENGTH);
  return `${modifiedOf(source)} ${digest}`;
}

/** Without its content: a record of a first pass, which Bulk API may have given in another form. */
export const dateMark = (modified: number): string => String(modified);

/** Milliseconds. */
export const modifiedIn = (mark: string): number => Number.parseInt(mark, 10);

export function isSeen(seen: Seen, source: VendorRecord): boolean {
  const mark = seen.get(source.Id);
  return mark === markOf(source) || (mark === dateMark(modifiedOf(source)) && !isDeleted(source));
}
