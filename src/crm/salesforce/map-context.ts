/** What a mapper is given and what it makes. */
import type { SalesforceSettings } from './manifest.ts';
import type { VendorRecord } from './payload.ts';

export interface MapContext {
  readonly uiUrl: string;
  readonly settings: Pick<SalesforceSettings, 'fields' | 'surveyScales' | 'surveyObjects'>;
  /** ISO code → how much of it is one unit of the corporate currency. */
  readonly rates: ReadonlyMap<string, number>;
  readonly closedStatuses: ReadonlyMap<string, boolean>;
  /** Answers to the questions of a survey, by the id of the response. */
  readonly answers: ReadonlyMap<string, readonly VendorRecord[]>;
  /** Cases that a survey was about, by the id of the response or of its invitation. */
  readonly surveyCases: ReadonlySet<string>;
  /** Tasks that stand for an e-mail which is read as such. */
  readonly emailTasks: ReadonlySet<string>;
}

/** A record to be; the border schema decides. Undefined values are left out. null: nothing that concerns us. */
export type Draft = Readonly<Record<string, unknown>> | null;

/** Salesforce says what a reference points to by the first three characters of its id. */
export const refersTo = (id: string | undefined, prefix: string): boolean => id?.startsWith(prefix) ?? false;

export const listOf = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);
