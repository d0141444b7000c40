import { isBadAnswer, isBadRating } from './answers.ts';
import type { Context } from './context.ts';
import { defineFlag, type FlagDefinition } from './define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE } from './evidence.ts';
import type { Severity } from './model/scorecard.ts';
import type { SignalKind } from './model/signal.ts';
import type { Wording } from './model/text.ts';
import { DAY_MS } from './stats/decay.ts';
import { type ReadSignalText, TEXT_KINDS } from './texts.ts';
import type { DatedSignal } from './timeline.ts';

/** A sign of a friction: words of the customer, or something that happened. */
export interface Sign {
  readonly dated: DatedSignal;
  /** The sentence that says it, where words do. */
  readonly quote?: string | undefined;
  readonly value?: number;
  /** True where the customer says it with anger or certain displeasure. */
  readonly isSharp?: boolean;
}

interface FrictionInput {
  readonly id: string;
  readonly title: Wording;
  readonly describes: Wording;
  readonly sentence: Wording;
  readonly advice: Wording;
  /** Friction topics of texts, any of which counts. */
  readonly topics: readonly string[];
  /** So many signs raise it; one unless said. */
  readonly atLeast?: number;
  /** What else than words tells of it, in the model's window. */
  readonly behaviour?: (context: Context, fromMs: number) => readonly Sign[];
  readonly sources?: readonly string[];
  /** Kinds of signals that it reads; what customers write in, unless said. */
  readonly needs?: readonly SignalKind[];
}

/** A signal that is a complaint by its nature, however politely it is put. */
function complains({ signal }: DatedSignal): boolean {
  switch (signal.kind) {
    case 'ticket':
    case 'abandonment':
    case 'order':
      return true;
    case 'survey':
      return isBadAnswer(signal);
    case 'review':
      return isBadRating(signal);
    default:
      return false;
  }
}

/** Praise that mentions a topic is no friction: words count when they are negative, or neutral in a complaint. */
function isComplaint({ dated, reading: { sentiment } }: ReadSignalText): boolean {
  return sentiment.label === 'negative' || (sentiment.label === 'neutral' && complains(dated));
}

/** The sentence in which the words stand, and what follows. */
function fromItsSentence(text: string, at: number): string {
  const before = Math.max(
    text.lastIndexOf('. ', at),
    text.lastIndexOf('! ', at),
    text.lastIndexOf('? ', at),
    text.lastIndexOf('\n', at),
  );
  return text.slice(before < 0 ? 0 : before + 1);
}

/** Deals that were lost since `fromMs` for a reason that fits; a colleague wrote it down. */
export function lostFor(reason: RegExp, context: Context, fromMs: number): Sign[] {
  return context.timeline.order
    .filter(({ signal, atMs }) => signal.outcome === 'lost' && atMs >= fromMs && reason.test(signal.lostReason ?? ''))
    .map((dated) => ({ dated, quote: dated.signal.lostReason }));
}

/** What the customer wrote about any of the topics since `fromMs`, with the words that say so; the newest first. */
export function wordsAbout(topics: readonly string[], context: Context, fromMs: number): Sign[] {
  const { friction, angry } = context.model.flags;
  const found: Sign[] = [];
  for (const read of context.texts.readings) {
    if (read.dated.atMs < fromMs) break;
    const { reading } = read;
    const topic = reading.topics.find(
      ({ id, confidence }) => topics.includes(id) && confidence >= friction.minConfidence,
    );
    if (topic === undefined || !isComplaint(read)) continue;
    const { anger, label, confidence } = reading.sentiment;
    found.push({
      dated: read.dated,
      quote: fromItsSentence(read.text, topic.evidence[0]?.start ?? 0),
      isSharp: anger.isAngry || (label === 'negative' && confidence >= angry.minConfidence),
    });
  }
  return found;
}

function severityOf(signs: readonly Sign[]): Severity {
  const isSharp = signs.some((sign) => sign.isSharp);
  if (signs.length >= 3) return 'high';
  if (signs.length === 2) return isSharp ? 'high' : 'medium';
  return isSharp ? 'medium' : 'low';
}

/** The newest first; a signal that tells of it in two ways is one sign. */
function distinct(signs: readonly Sign[]): Sign[] {
  const bySignal = new Map<string, Sign>();
  for (const sign of signs) if (!bySignal.has(sign.dated.signal.id)) bySignal.set(sign.dated.signal.id, sign);
  return [...bySignal.values()].sort(
    (a, b) => b.dated.atMs - a.dated.atMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1),
  );
}

/**
 * Declares the flag of a reason for leaving (the closed list of twelve, and a few of their kin), found in what customers write and in
 * what happened. Its facts: `signs` (how many), `firstAt`, `lastAt`.
 * @throws RangeError naming each fault of the manifest.
 */
export function defineFrictionFlag(input: FrictionInput): FlagDefinition {
  const { topics, behaviour, atLeast = 1, sources = [], needs = TEXT_KINDS, ...manifest } = input;
  return defineFlag({
    ...manifest,
    sources: [...sources],
    facts: ['signs', 'firstAt', 'lastAt'],
    needs: [...needs],
    detect(_signals, context) {
      const fromMs = context.now - context.model.flags.friction.windowDays * DAY_MS;
      const signs = distinct([...wordsAbout(topics, context, fromMs), ...(behaviour?.(context, fromMs) ?? [])]);
      const newest = signs[0];
      const oldest = signs.at(-1);
      if (newest === undefined || oldest === undefined || signs.length < atLeast) return null;
      return {
        severity: severityOf(signs),
        since: oldest.dated.signal.at,
        evidence: signs.slice(0, FLAG_EVIDENCE).map(({ dated, quote, value }) => evidenceOf(dated, { quote, value })),
        facts: { signs: signs.length, firstAt: oldest.dated.signal.at, lastAt: newest.dated.signal.at },
      };
    },
  });
}
