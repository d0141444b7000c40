import { makeId } from '../ids.ts';
import type { Org } from '../state/org.ts';
import type { Element } from './xml.ts';

/** A component that was received: what listMetadata and readMetadata tell of it. */
export interface KeptComponent {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly id: string;
  readonly createdDate: string;
  readonly lastModifiedDate: string;
  /** Tells whether it comes again as it was. */
  readonly hash: string;
  /** What it needs, as `type:fullName` in lower case. */
  readonly needs: readonly string[];
  /** Its elements; empty for bundles and what is no XML. */
  readonly root: Element;
}

/** What is said of a component when it arrives. */
export type ReceivedComponent = Pick<KeptComponent, 'type' | 'fullName' | 'fileName' | 'hash' | 'needs' | 'root'>;

export const keyOf = (type: string, fullName: string): string => `${type}:${fullName}`.toLowerCase();

/** The components that packages brought, beyond fields and objects, which the schema keeps. */
export class KeptComponents {
  private readonly org: Org;
  private readonly kept = new Map<string, KeptComponent>();
  private last = 0;

  constructor(org: Org) {
    this.org = org;
  }

  load(): void {
    for (const [, body] of this.org.storage.load('component')) {
      const component = body as KeptComponent;
      this.kept.set(keyOf(component.type, component.fullName), component);
    }
    this.last = this.kept.size;
  }

  clear(): void {
    this.kept.clear();
  }

  find(type: string, fullName: string): KeptComponent | undefined {
    return this.kept.get(keyOf(type, fullName));
  }

  list(type?: string): KeptComponent[] {
    return [...this.kept.values()].filter((each) => type === undefined || each.type === type);
  }

  keep(received: ReceivedComponent): void {
    const key = keyOf(received.type, received.fullName);
    const now = new Date(this.org.now()).toISOString();
    const before = this.kept.get(key);
    if (before === undefined) this.last += 1;
    const id = before?.id ?? makeId('0Rb', this.last);
    const component = { ...received, id, createdDate: before?.createdDate ?? now, lastModifiedDate: now };
    this.kept.set(key, component);
    this.org.storage.put('component', key, component);
  }

  forget(type: string, fullName: string): void {
    const key = keyOf(type, fullName);
    this.kept.delete(key);
    this.org.storage.remove('component', key);
  }
}
