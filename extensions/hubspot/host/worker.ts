/**
 * The worker that an extension runs in, as HubSpot's does: React and remote-ui stand ready, `hubspot.extend` registers, and what
 * the extension asks for goes to the page. Which globals there are is written in @hubspot/ui-extensions (internal/global-utils).
 */
import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import * as React from 'react';
import type { AssociationQuery, PageApi, WorkerApi } from './messages.ts';

type Render = (api: unknown) => React.ReactElement;
type Reported = { readonly json: () => Promise<unknown> };

declare function importScripts(...urls: string[]): void;

/** HubSpot's hooks take what looks like the answer of a fetch. */
const reported = async (asked: Promise<unknown>): Promise<Reported> => {
  const answer = await asked
    .then((data) => ({ data, cleanup: () => undefined }))
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
  return { json: async () => answer };
};

const worker: WorkerApi = {
  async run(channel, page, bundle, context) {
    retain(channel);
    retain(page);
    let registered: Render | null = null;
    const actions = { addAlert: (alert: unknown) => page.addAlert(alert), refreshObjectProperties: () => undefined };
    const api = { context, actions };
    Object.assign(self, {
      React,
      RemoteUI,
      __HUBSPOT_EXTENSION_WORKER__: true,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      extend_V2: (render: Render) => {
        registered = render;
      },
      hsFetch: (url: string, options: Parameters<PageApi['fetch']>[1] = {}) => answerOf(page.fetch(url, options)),
      hsWorkerAPI: {
        useExtensionContext: () => context,
        useExtensionActions: () => actions,
        useExtensionApi: () => api,
        useAppPageLocation: () => ({ path: '/', params: {} }),
        fetchCrmProperties: (names: readonly string[]) => reported(page.properties(names)),
        fetchAssociations: (query: AssociationQuery) => reported(page.associations(query)),
      },
    });
    importScripts(bundle);
    if (registered === null) throw new Error(`${bundle} did not call hubspot.extend`);
    const root = createRemoteRoot(channel);
    RemoteUI.createRoot(root).render((registered as Render)(api));
    await root.mount();
  },
};

async function answerOf(asked: ReturnType<PageApi['fetch']>): Promise<Response> {
  const { status, text } = await asked;
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

createEndpoint(fromWebWorker(self as unknown as Worker)).expose({ ...worker });
