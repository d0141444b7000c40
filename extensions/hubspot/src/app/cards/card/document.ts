/**
 * The card document as Pulso writes it: into the record's property `pulso_card`, and as the answer to a live call. Everything
 * shown stands in it, so that a stored card reads well when nobody answers. Its schema is Pulso's src/cards/document.ts.
 */
export type Band = 'good' | 'fair' | 'poor' | 'critical';
export type Mood = 'good' | 'neutral' | 'bad' | 'unknown';
export type Severity = 'low' | 'medium' | 'high';

export interface ScoreBlock {
  readonly type: 'score';
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly band: Band;
  readonly bandLabel: string;
  readonly sinceLabel: string | null;
  readonly rangeLabel: string;
  readonly coverage: number;
  readonly coverageLabel: string;
  readonly change: { readonly points: number; readonly label: string } | null;
  readonly parts: readonly { readonly label: string; readonly value: number }[];
}
export interface InsufficientBlock {
  readonly type: 'insufficient';
  readonly title: string;
  readonly text: string;
  readonly missing: readonly string[];
}
export interface Driver {
  readonly label: string;
  readonly detail: string | null;
  readonly points: number;
  readonly pointsLabel: string;
  readonly direction: 'up' | 'down';
}
export interface DriversBlock {
  readonly type: 'drivers';
  readonly title: string;
  readonly items: readonly Driver[];
}
export interface Flag {
  readonly title: string;
  readonly severity: Severity;
  readonly severityLabel: string;
  readonly since: string;
  readonly sinceLabel: string;
  readonly sentence: string;
  readonly quote: string | null;
  readonly href: string | null;
  readonly hrefLabel: string | null;
  readonly advice: string | null;
}
export interface FlagsBlock {
  readonly type: 'flags';
  readonly title: string;
  readonly items: readonly Flag[];
  readonly more: { readonly count: number; readonly label: string } | null;
}
export interface TilesBlock {
  readonly type: 'tiles';
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly value: string; readonly unit: string | null }[];
}
export interface Stop {
  readonly label: string;
  readonly at: string;
  readonly atLabel: string;
  readonly mood: Mood;
  readonly moodLabel: string;
  readonly href: string | null;
}
export interface JourneyBlock {
  readonly type: 'journey';
  readonly title: string;
  readonly items: readonly Stop[];
}
export interface NextBlock {
  readonly type: 'next';
  readonly title: string;
  readonly text: string;
}
export interface NoteBlock {
  readonly type: 'note';
  readonly tone: 'info' | 'warning';
  readonly text: string;
}
export interface LinkBlock {
  readonly type: 'link';
  readonly label: string;
  readonly href: string;
}
export type Block =
  | ScoreBlock
  | InsufficientBlock
  | DriversBlock
  | FlagsBlock
  | TilesBlock
  | JourneyBlock
  | NextBlock
  | NoteBlock
  | LinkBlock;

export interface CardDocument {
  readonly version: 1;
  readonly title: string;
  readonly tone: Band | 'unknown';
  readonly language: 'en' | 'es';
  readonly asOf: string;
  readonly asOfLabel: string;
  readonly subject: { readonly name: string; readonly href: string | null };
  readonly blocks: readonly Block[];
}

type Kind = 'string' | 'number' | 'object';
type Shape = Readonly<Record<string, Kind>>;

/** What a block must have to be drawn; what may be null is looked at where it is drawn. */
const SHAPES: Readonly<Record<Block['type'], Shape>> = {
  score: { value: 'number', bandLabel: 'string', rangeLabel: 'string', coverage: 'number', parts: 'object' },
  insufficient: { title: 'string', text: 'string', missing: 'object' },
  drivers: { title: 'string', items: 'object' },
  flags: { title: 'string', items: 'object' },
  tiles: { title: 'string', items: 'object' },
  journey: { title: 'string', items: 'object' },
  next: { title: 'string', text: 'string' },
  note: { tone: 'string', text: 'string' },
  link: { label: 'string', href: 'string' },
};
const CARD: Shape = {
  title: 'string',
  tone: 'string',
  language: 'string',
  asOf: 'string',
  asOfLabel: 'string',
  subject: 'object',
  blocks: 'object',
};

function fits(value: unknown, shape: Shape): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([key, kind]) => {
    const found = entries.get(key);
    return typeof found === kind && found !== null;
  });
}

const isBlock = (value: unknown): value is Block =>
  fits(value, { type: 'string' }) &&
  Object.hasOwn(SHAPES, String(value.type)) &&
  fits(value, SHAPES[value.type as Block['type']]);

/** The document in a parsed answer; null when it is none of this version. Blocks of a newer Pulso are left out. */
export function asCard(value: unknown): CardDocument | null {
  if (!fits(value, CARD) || value.version !== 1 || !Array.isArray(value.blocks)) return null;
  return { ...(value as unknown as CardDocument), blocks: value.blocks.filter(isBlock) };
}

/**
 * The document in the property `pulso_card`, in a language where it brings translations (`{…, translations: {es: {…}}}`), else as it
 * was written; null when it is empty or no card.
 */
export function readCard(json: string | null | undefined, language: CardDocument['language']): CardDocument | null {
  if (!json) return null;
  try {
    const card: unknown = JSON.parse(json);
    const translations = fits(card, { translations: 'object' })
      ? new Map(Object.entries(card.translations as object))
      : null;
    return asCard(translations?.get(language)) ?? asCard(card);
  } catch {
    return null;
  }
}
