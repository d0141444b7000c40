import { z } from 'zod';
import { type Answer, type ApiCall, param, type Route, readBody } from '../api-call.ts';
import { type Fault, notFound, validationError } from '../api-error.ts';
import { inferObjectType } from '../object-types.ts';
import type { Portal } from '../state/portal.ts';
import { defaultSubscriptions, type Subscription } from '../webhook-events.ts';
import type { WebhookSettings } from '../webhook-settings.ts';
import type { Webhooks } from '../webhooks.ts';
import { batchAnswer } from './batch-answer.ts';

const MAX_SUBSCRIPTIONS = 1_000;
/** HubSpot asks for more than five (developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide). */
const MIN_CONCURRENT = 6;
const KINDS = ['creation', 'deletion', 'merge', 'restore', 'propertyChange', 'associationChange'];
const EVENT_TYPES = [
  ...['contact', 'company', 'deal', 'ticket', 'line_item', 'product', 'object'].flatMap((subject) =>
    KINDS.map((kind) => `${subject}.${kind}`),
  ),
  'contact.privacyDeletion',
  ...['creation', 'deletion', 'newMessage', 'privacyDeletion', 'propertyChange'].map((kind) => `conversation.${kind}`),
];

const settingsSchema = z.object({
  targetUrl: z.url({ protocol: /^https?$/ }),
  throttling: z.object({ maxConcurrentRequests: z.number().int().min(MIN_CONCURRENT) }),
});
const createSchema = z.object({
  eventType: z.string().refine((type) => EVENT_TYPES.includes(type), 'is not an event type'),
  propertyName: z.string().min(1).nullish(),
  objectTypeId: z.string().nullish(),
  active: z.boolean().nullish(),
});
const patchSchema = z.object({ active: z.boolean().nullish() });
const batchSchema = z.object({ inputs: z.array(z.object({ id: z.number().int(), active: z.boolean() })) });

type Kept = Subscription & { readonly id: number; readonly createdAt: string; readonly updatedAt: string };

/** The management API of an app's webhooks: where they go and what is subscribed to. `secret` signs them unless another was set. */
export function webhookSubscriptionRoutes(portal: Portal, webhooks: Webhooks, secret: string): Route[] {
  const now = () => portal.clock().toISOString();

  function assertApp(call: ApiCall): void {
    if (param(call, 'appId') !== String(webhooks.appId())) {
      throw notFound(`No app with the id ${param(call, 'appId')} has webhooks here.`);
    }
  }

  function settingsOf(call: ApiCall): WebhookSettings {
    assertApp(call);
    const { settings } = webhooks;
    if (!settings) throw notFound('This app has no webhook settings.');
    return settings;
  }

  /** The subscriptions with their ids; those that were declared without one are numbered. */
  function kept(settings: WebhookSettings): Kept[] {
    const at = settings.createdAt ?? now();
    return (settings.subscriptions ?? defaultSubscriptions()).map((subscription, index) => ({
      ...subscription,
      id: subscription.id ?? index + 1,
      createdAt: subscription.createdAt ?? at,
      updatedAt: subscription.updatedAt ?? at,
    }));
  }

  function save(settings: WebhookSettings, subscriptions: readonly Kept[]): void {
    webhooks.configure({ ...settings, subscriptions });
  }

  function render({ id, subscriptionType, objectType, propertyName, active, createdAt, updatedAt }: Kept) {
    return {
      id: String(id),
      eventType: subscriptionType,
      ...(propertyName !== undefined && { propertyName }),
      ...(objectType !== undefined && { objectTypeId: inferObjectType(objectType).typeId }),
      active: active ?? true,
      createdAt,
      updatedAt,
    };
  }

  function renderSettings(settings: WebhookSettings): Record<string, unknown> {
    const at = settings.createdAt ?? now();
    return {
      targetUrl: settings.targetUrl,
      throttling: { maxConcurrentRequests: settings.maxConcurrentRequests ?? 10 },
      createdAt: at,
      updatedAt: settings.updatedAt ?? at,
    };
  }

  function putSettings(call: ApiCall): Answer {
    assertApp(call);
    const { targetUrl, throttling } = readBody(call, settingsSchema);
    const present = webhooks.settings;
    const settings: WebhookSettings = {
      clientSecret: secret,
      subscriptions: [],
      ...present,
      appId: webhooks.appId(),
      targetUrl,
      maxConcurrentRequests: throttling.maxConcurrentRequests,
      createdAt: present?.createdAt ?? now(),
      updatedAt: now(),
    };
    webhooks.configure(settings);
    return { status: 200, body: renderSettings(settings) };
  }

  function deleteSettings(call: ApiCall): Answer {
    settingsOf(call);
    webhooks.configure(undefined);
    return { status: 204 };
  }

  function create(call: ApiCall): Answer {
    const settings = settingsOf(call);
    const { eventType, propertyName, objectTypeId, active } = readBody(call, createSchema);
    const present = kept(settings);
    if (present.length >= MAX_SUBSCRIPTIONS) {
      throw validationError(`An app may have ${MAX_SUBSCRIPTIONS} subscriptions at most.`);
    }
    if (eventType.endsWith('.propertyChange') && !propertyName) {
      throw validationError(`propertyName is required for subscriptions to ${eventType}.`);
    }
    if (eventType.startsWith('object.') && !objectTypeId) {
      throw validationError(`objectTypeId is required for subscriptions to ${eventType}.`);
    }
    const subscription: Kept = {
      id: Math.max(0, ...present.map(({ id }) => id)) + 1,
      subscriptionType: eventType,
      ...(propertyName && { propertyName }),
      ...(objectTypeId && { objectType: inferObjectType(objectTypeId).singular }),
      active: active ?? false,
      createdAt: now(),
      updatedAt: now(),
    };
    save(settings, [...present, subscription]);
    return { status: 201, body: render(subscription) };
  }

  function one(call: ApiCall): Kept {
    const id = param(call, 'subscriptionId');
    const found = kept(settingsOf(call)).find((each) => String(each.id) === id);
    if (!found) throw notFound(`No subscription has the id ${id}.`);
    return found;
  }

  /** Pauses subscriptions or wakes them; ids that are not known are left out. */
  function activate(call: ApiCall, wanted: ReadonlyMap<number, boolean>): Kept[] {
    const settings = settingsOf(call);
    const subscriptions = kept(settings).map((each) => {
      const active = wanted.get(each.id);
      return active === undefined ? each : { ...each, active, updatedAt: now() };
    });
    save(settings, subscriptions);
    return subscriptions.filter((each) => wanted.has(each.id));
  }

  function update(call: ApiCall): Answer {
    const present = one(call);
    const { active } = readBody(call, patchSchema);
    const [changed = present] = activate(call, new Map([[present.id, active ?? present.active ?? true]]));
    return { status: 200, body: render(changed) };
  }

  function batchUpdate(call: ApiCall): Answer {
    const { inputs } = readBody(call, batchSchema);
    const changed = activate(call, new Map(inputs.map(({ id, active }) => [id, active])));
    const errors: Fault[] = inputs
      .filter(({ id }) => !changed.some((each) => each.id === id))
      .map(({ id }) => notFound(`No subscription has the id ${id}.`).asItem({ id: [String(id)] }));
    return batchAnswer(portal, 200, changed.map(render), errors);
  }

  function remove(call: ApiCall): Answer {
    const { id } = one(call);
    const settings = settingsOf(call);
    save(
      settings,
      kept(settings).filter((each) => each.id !== id),
    );
    return { status: 204 };
  }

  const roots = ['/webhooks/v3', '/webhooks/2026-03', '/webhooks/2026-09', '/app-webhooks/2026-09'];
  const route = (method: Route['method'], rest: string, handle: Route['handle']): Route => ({
    method,
    paths: roots.map((root) => `${root}/:appId${rest}`),
    scopes: () => [],
    developerKey: true,
    handle,
  });
  return [
    route('get', '/settings', (call) => ({ status: 200, body: renderSettings(settingsOf(call)) })),
    route('put', '/settings', putSettings),
    route('delete', '/settings', deleteSettings),
    route('get', '/subscriptions', (call) => ({
      status: 200,
      body: { results: kept(settingsOf(call)).map(render) },
    })),
    route('post', '/subscriptions', create),
    route('post', '/subscriptions/batch/update', batchUpdate),
    route('get', '/subscriptions/:subscriptionId', (call) => ({ status: 200, body: render(one(call)) })),
    route('patch', '/subscriptions/:subscriptionId', update),
    route('delete', '/subscriptions/:subscriptionId', remove),
  ];
}
