import type { Storage } from '../../shared/storage.ts';
import type { Fields } from './records.ts';

export interface PublishedEvent {
  readonly replayId: number;
  readonly uuid: string;
  readonly type: string;
  readonly publishedAt: string;
  readonly userId: string;
  readonly fields: Fields;
}

/** Platform events that were published, in order. */
export class EventLog {
  private readonly events: PublishedEvent[] = [];
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [, body] of this.storage.load('event')) this.events.push(body as PublishedEvent);
    this.events.sort((left, right) => left.replayId - right.replayId);
  }

  publish(event: Omit<PublishedEvent, 'replayId'>): PublishedEvent {
    const published = { ...event, replayId: (this.events.at(-1)?.replayId ?? 0) + 1 };
    this.events.push(published);
    this.storage.put('event', String(published.replayId), published);
    return published;
  }

  list(type?: string): readonly PublishedEvent[] {
    return type === undefined ? this.events : this.events.filter((event) => event.type === type);
  }

  /** Takes back what was published after the first `count` events (a transaction that was rolled back). */
  truncate(count: number): void {
    for (const event of this.events.splice(count)) this.storage.remove('event', String(event.replayId));
  }

  clear(): void {
    this.truncate(0);
  }
}
