/**
 * The page's side of an extension: starts its worker, draws what comes over the channel with plain look-alikes, and answers what
 * it asks. Every element with `data-extension` becomes one extension.
 */
import {
  createRemoteReceiver,
  KIND_TEXT,
  type RemoteReceiver,
  type RemoteReceiverAttachableChild,
} from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import { type Drawn, element } from './elements.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import type { AssociationQuery, FetchAnswer, PageApi, WorkerApi } from './messages.ts';
import { STYLE } from './style.ts';

const TOAST_MS = 6_000;
const FOLDER = '/_sandbox/extension';

interface Kept {
  readonly node: Node;
  readonly drawn: Drawn | null;
}

/** Draws the tree anew after every change; elements of nodes that live on stay, and with them what somebody typed. */
function drawInto(place: HTMLElement, receiver: RemoteReceiver): void {
  const kept = new Map<string, Kept>();
  let planned = false;

  const keep = (child: RemoteReceiverAttachableChild): Kept => {
    const known = kept.get(child.id);
    if (known !== undefined) return known;
    receiver.attached.subscribe(child, plan);
    if (child.kind === KIND_TEXT) return { node: document.createTextNode(''), drawn: null };
    const draw = LOOK_ALIKES[child.type];
    if (draw === undefined) throw new Error(`there is no look-alike of ${child.type}`);
    const drawn = draw();
    return { node: drawn.element, drawn };
  };
  const draw = (child: RemoteReceiverAttachableChild): Node => {
    const made = keep(child);
    kept.set(child.id, made);
    if (child.kind === KIND_TEXT) {
      if (made.node.textContent !== child.text) made.node.textContent = child.text;
      return made.node;
    }
    made.drawn?.update(child.props as Readonly<Record<string, unknown>>);
    const slot = made.drawn?.slot;
    if (slot) setChildren(slot, child.children.map(draw), child.type === 'List');
    return made.node;
  };
  const drawAll = (): void => {
    planned = false;
    setChildren(place, receiver.attached.root.children.map(draw), false);
  };
  function plan(): void {
    if (planned) return;
    planned = true;
    queueMicrotask(drawAll);
  }
  receiver.attached.subscribe(receiver.attached.root, plan);
  receiver.on('mount', plan);
}

function setChildren(slot: HTMLElement, nodes: readonly Node[], asItems: boolean): void {
  const wanted = asItems ? nodes.map(itemOf) : nodes;
  const same =
    wanted.length === slot.childNodes.length && wanted.every((node, index) => slot.childNodes[index] === node);
  if (!same) slot.replaceChildren(...wanted);
}

/** A list's children stand in items. */
const itemOf = (node: Node): Node =>
  node.parentElement?.tagName === 'LI' ? node.parentElement : element('li', '', node);

const toasts = element('div', 'toasts');
toasts.setAttribute('role', 'status');

function addAlert(alert: unknown): void {
  const { message } = alert as { readonly message?: string };
  const toast = element('p', '', message ?? '');
  toasts.append(toast);
  setTimeout(() => toast.remove(), TOAST_MS);
}

async function ask(what: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${FOLDER}/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the CRM answered ${response.status}`);
  return response.json();
}

async function start(place: HTMLElement): Promise<void> {
  const { extension = '', context = '{}' } = place.dataset;
  const parsed = JSON.parse(context) as { readonly crm?: unknown };
  const page: PageApi = {
    fetch: async (url, options) => (await ask('fetch', { url, ...options })) as FetchAnswer,
    properties: (names) => ask('properties', { crm: parsed.crm, names }),
    associations: (query: AssociationQuery) => ask('associations', { crm: parsed.crm, ...query }),
    addAlert,
  };
  const receiver = createRemoteReceiver();
  retain(receiver.receive);
  drawInto(place, receiver);
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(new Worker(`${FOLDER}/worker.js`)));
  await endpoint.call.run(receiver.receive, page, `${FOLDER}/${extension}.js`, parsed);
}

document.head.append(element('style', '', STYLE));
document.body.append(toasts);
for (const place of document.querySelectorAll<HTMLElement>('[data-extension]')) {
  start(place).catch((error: unknown) => {
    place.textContent = error instanceof Error ? error.message : String(error);
    throw error;
  });
}
