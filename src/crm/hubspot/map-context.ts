/** What a mapper is given and what it makes. */
import type { StageState } from './account.ts';
import type { HubspotSettings, LinkedObject } from './manifest.ts';

export interface MapContext {
  readonly accountId: string;
  readonly uiUrl: string;
  readonly ticketStages: ReadonlyMap<string, StageState>;
  readonly dealStages: ReadonlyMap<string, StageState>;
  /** False: survey answers only exist as roll-ups on contacts and tickets. */
  readonly hasSurveys: boolean;
  readonly properties: HubspotSettings['properties'];
}

/** Ids of the records that a record is linked with. */
export type Links = Readonly<Record<LinkedObject, readonly string[]>>;
export const NO_LINKS: Links = { contacts: [], companies: [], tickets: [] };

/** A record to be; the border schema decides. Undefined values are left out. */
export type Draft = Readonly<Record<string, unknown>>;
