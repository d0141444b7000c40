/** What page and worker say to each other; functions among it are passed over by @remote-ui/rpc. */
import type { RemoteChannel } from '@remote-ui/core';

export interface AssociationQuery {
  readonly toObjectType: string;
  readonly properties?: readonly string[];
  readonly pageLength?: number;
}
export interface FetchAnswer {
  readonly status: number;
  readonly text: string;
}

/** What the page does for an extension. */
export interface PageApi {
  fetch(url: string, options: { readonly method?: string; readonly body?: unknown }): Promise<FetchAnswer>;
  properties(names: readonly string[]): Promise<unknown>;
  associations(query: AssociationQuery): Promise<unknown>;
  addAlert(alert: unknown): void;
}

/** What the worker does for the page. */
export interface WorkerApi {
  /** Loads the bundle and draws the extension into the channel, again with every change. */
  run(channel: RemoteChannel, page: PageApi, bundle: string, context: unknown): Promise<void>;
}
