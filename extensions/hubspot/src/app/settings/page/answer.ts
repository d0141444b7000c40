/** What Pulso answers to the settings page. */

/** What was chosen for this account; null where it is as configured. */
export interface Choice {
  readonly preset: string | null;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly fields: readonly string[] | null;
  readonly language: 'en' | 'es' | null;
}

export interface Threshold {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
  readonly min: number;
  readonly max: number;
}

export interface Preset {
  readonly id: string | null;
  readonly title: string;
  readonly describes: string;
  readonly thresholds: Readonly<Record<string, number>>;
}

export interface Settings {
  readonly mayChange: boolean;
  readonly account: { readonly name: string; readonly id: string; readonly timeZone: string };
  readonly status: 'active' | 'paused';
  readonly reason: string | null;
  readonly notices: readonly string[];
  readonly streams: readonly {
    readonly object: string;
    readonly title: string;
    readonly read: number;
    readonly phase: 'backfill' | 'incremental';
    readonly updatedAt: string;
  }[];
  readonly waiting: { readonly scores: number; readonly writes: number };
  readonly model: {
    readonly id: string;
    readonly version: number;
    readonly bands: Readonly<Record<'good' | 'fair' | 'poor', number>>;
    readonly minCoverage: number;
    readonly weights: readonly { readonly title: string; readonly percent: number }[];
  };
  readonly choice: Choice;
  readonly presets: readonly Preset[];
  readonly thresholds: readonly Threshold[];
  readonly fields: readonly { readonly name: string; readonly label: string; readonly written: boolean }[];
  readonly language: 'en' | 'es';
  readonly configuredLanguage: 'en' | 'es';
  readonly changes: readonly {
    readonly at: string;
    readonly by: string;
    readonly after: Readonly<Record<string, unknown>>;
  }[];
}

export interface Preview {
  readonly customers: number;
  readonly of: number;
  readonly changed: number;
  readonly counts: readonly {
    readonly from: string;
    readonly to: string;
    readonly fromLabel: string;
    readonly toLabel: string;
    readonly customers: number;
  }[];
  readonly flags: readonly {
    readonly flag: string;
    readonly title: string;
    readonly raised: number;
    readonly cleared: number;
  }[];
  readonly moves: readonly {
    readonly subject: { readonly id: string };
    readonly name: string;
    readonly scoreFrom: number | null;
    readonly scoreTo: number | null;
  }[];
}

export interface Fault {
  readonly key: string;
  readonly message: string;
}

const OBJECTS = ['account', 'waiting', 'model', 'choice'];
const LISTS = ['notices', 'streams', 'fields', 'presets', 'thresholds', 'changes'];

function entriesOf(body: unknown): ReadonlyMap<string, unknown> | null {
  return typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : null;
}

/** Null when these are no settings that this page understands. */
export function readSettings(body: unknown): Settings | null {
  const given = entriesOf(body);
  if (given === null) return null;
  const objects = OBJECTS.every((key) => typeof given.get(key) === 'object' && given.get(key) !== null);
  return objects && LISTS.every((key) => Array.isArray(given.get(key))) ? (body as Settings) : null;
}

/** What is wrong with a choice; empty when it fits. */
export function readFaults(body: unknown): readonly Fault[] {
  const faults = entriesOf(body)?.get('faults');
  return Array.isArray(faults) ? faults : [];
}

export function readPreview(body: unknown): Preview | null {
  const preview = entriesOf(body)?.get('preview');
  const lists = entriesOf(preview);
  return lists !== null && Array.isArray(lists.get('counts')) ? (preview as Preview) : null;
}
