import type { Storage } from '../shared/storage.ts';
import type { Change } from './changes.ts';
import type { Faults } from './faults.ts';
import { DEFAULT_APP_ID } from './options.ts';
import { signatureHeaders } from './signatures.ts';
import { defaultSubscriptions, eventsOf } from './webhook-events.ts';
import type { WebhookSettings } from './webhook-settings.ts';

const MAX_EVENTS = 100;
const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;
/** Ten retries spread over 24 hours (developers.hubspot.com/docs/api-reference/webhooks, "Retries"). */
const RETRY_DELAYS_MS = [1, 3, 6, 15, 30, 60, 120, 240, 400, 565].map((minutes) => minutes * MINUTE_MS);

interface QueuedEvent {
  readonly key: string;
  readonly event: Readonly<Record<string, unknown>>;
  attempt: number;
  /** Real time, epoch milliseconds. */
  dueAt: number;
}

/** The app's webhooks: a stored queue that is sent in batches, signed, and retried. */
export class Webhooks {
  settings: WebhookSettings | undefined;
  private queue: QueuedEvent[] = [];
  private readonly sending = new Set<Promise<void>>();
  private lastEventId = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private delivered = 0;
  private dropped = 0;
  private failedAttempts = 0;
  private readonly storage: Storage;
  private readonly portalId: () => number;
  private readonly clock: () => Date;
  private readonly faults: Faults;

  constructor(storage: Storage, portalId: () => number, clock: () => Date, faults: Faults) {
    this.storage = storage;
    this.portalId = portalId;
    this.clock = clock;
    this.faults = faults;
  }

  /** Reads the settings and the queue of an earlier run; `given` settings prevail. */
  load(given: WebhookSettings | undefined): void {
    for (const [, body] of this.storage.load('webhookSettings')) this.settings = body as WebhookSettings;
    if (given) this.settings = given;
    for (const [, body] of this.storage.load('webhookEvent')) this.queue.push({ ...(body as QueuedEvent), dueAt: 0 });
    for (const [, body] of this.storage.load('webhookLastEvent')) this.lastEventId = Number(body);
    this.wake();
  }

  configure(settings: WebhookSettings | undefined): void {
    this.settings = settings;
    if (settings) this.storage.put('webhookSettings', 'app', settings);
    else this.storage.remove('webhookSettings', 'app');
    this.storage.commit();
    this.wake();
  }

  /** The app whose webhooks these are. */
  appId(): number {
    return Number(this.settings?.appId ?? DEFAULT_APP_ID);
  }

  /** Drops what is queued; the settings stay. */
  clear(): void {
    this.queue = [];
    if (this.settings) this.storage.put('webhookSettings', 'app', this.settings);
  }

  /** Settings without the secret, and the state of the queue. */
  status(): Record<string, unknown> {
    const { clientSecret: _, ...shown } = this.settings ?? { clientSecret: '' };
    return {
      settings: this.settings ? shown : null,
      queued: this.queue.length,
      delivered: this.delivered,
      dropped: this.dropped,
      failedAttempts: this.failedAttempts,
    };
  }

  /** Queues what the subscriptions want to hear of a change; stored with the change itself. */
  announce(change: Change): void {
    if (!this.settings) return;
    const subscriptions = this.settings.subscriptions ?? defaultSubscriptions();
    for (const event of eventsOf(change, subscriptions)) {
      this.lastEventId += 1;
      const key = String(this.lastEventId).padStart(12, '0');
      const { subscriptionId, ...rest } = event;
      const whole = {
        eventId: this.lastEventId,
        subscriptionId,
        portalId: this.portalId(),
        appId: this.appId(),
        ...rest,
      };
      this.enqueue({ key, event: whole, attempt: 0, dueAt: 0 });
    }
    this.storage.put('webhookLastEvent', 'event', this.lastEventId);
  }

  private enqueue(entry: QueuedEvent): void {
    const struck = this.faults.strike('POST', String(entry.event.subscriptionType), [
      'webhook-lose',
      'webhook-duplicate',
      'webhook-delay',
    ]);
    const delay = struck.find((rule) => rule.kind === 'webhook-delay')?.delayMs ?? 0;
    if (delay > 0) entry.dueAt = Date.now() + delay;
    if (struck.some((rule) => rule.kind === 'webhook-lose')) {
      this.dropped += 1;
      return;
    }
    this.queue.push(entry);
    this.storage.put('webhookEvent', entry.key, entry);
    if (!struck.some((rule) => rule.kind === 'webhook-duplicate')) return;
    const twin = { ...entry, key: `${entry.key}b` };
    this.queue.push(twin);
    this.storage.put('webhookEvent', twin.key, twin);
  }

  /** Sends what is due, soon. */
  wake(): void {
    if (this.closed || this.timer || !this.settings || this.queue.length === 0) return;
    const now = Date.now();
    const next = this.queue.reduce((soonest, entry) => Math.min(soonest, entry.dueAt), Number.POSITIVE_INFINITY);
    const wait = Math.max(this.settings.gatherMs ?? 20, next - now);
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.flush();
      },
      Math.min(wait, 2 ** 31 - 1),
    );
    this.timer.unref();
  }

  private flush(): void {
    const { settings } = this;
    if (!settings || this.closed) return;
    const now = Date.now();
    const limit = settings.maxConcurrentRequests ?? 10;
    while (this.sending.size < limit) {
      const first = this.queue.find((entry) => entry.dueAt <= now);
      if (!first) break;
      const batch = this.queue
        .filter((entry) => entry.dueAt <= now && entry.attempt === first.attempt)
        .slice(0, MAX_EVENTS);
      const taken = new Set(batch);
      this.queue = this.queue.filter((entry) => !taken.has(entry));
      if (this.faults.strike('POST', '/webhooks', ['webhook-reorder']).length > 0) batch.reverse();
      const work = this.deliver(settings, batch).finally(() => {
        this.sending.delete(work);
        this.wake();
      });
      this.sending.add(work);
    }
    if (this.sending.size < limit) this.wake();
  }

  private async deliver(settings: WebhookSettings, batch: readonly QueuedEvent[]): Promise<void> {
    const body = JSON.stringify(batch.map((entry) => ({ ...entry.event, attemptNumber: entry.attempt })));
    const timestamp = this.clock().getTime();
    const { targetUrl, clientSecret, signatureVersion = 'v1' } = settings;
    let accepted = false;
    try {
      const response = await fetch(targetUrl, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) (namespace: webhooks-nio-http-client)',
          ...signatureHeaders(clientSecret, 'POST', targetUrl, body, timestamp, signatureVersion),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      accepted = response.ok;
    } catch {
      accepted = false;
    }
    if (this.closed) return;
    if (accepted) this.delivered += batch.length;
    else this.failedAttempts += 1;
    for (const entry of batch) this.settle(settings, entry, accepted);
    this.storage.commit();
  }

  private settle(settings: WebhookSettings, entry: QueuedEvent, accepted: boolean): void {
    const delays = settings.retryDelaysMs ?? RETRY_DELAYS_MS;
    const delay = delays[entry.attempt];
    if (accepted || delay === undefined) {
      if (!accepted) this.dropped += 1;
      this.storage.remove('webhookEvent', entry.key);
      return;
    }
    entry.attempt += 1;
    entry.dueAt = Date.now() + delay;
    this.queue.push(entry);
    this.storage.put('webhookEvent', entry.key, entry);
  }

  /** Stops sending; what is queued stays stored. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await Promise.allSettled([...this.sending]);
  }
}
