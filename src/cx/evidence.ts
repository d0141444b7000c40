import type { Evidence } from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import { shortQuote } from './text/quote.ts';
import type { DatedSignal } from './timeline.ts';

/** Evidence that one can click: the signal, its date, its link, the measured value, and where wanted the customer's words. */
export function evidenceOf(
  { signal }: DatedSignal,
  shown: { readonly value?: number | undefined; readonly quote?: string | undefined } = {},
): Evidence {
  const evidence: { -readonly [Key in keyof Evidence]: Evidence[Key] } = { signal: signal.id, at: signal.at };
  const quote = shortQuote(shown.quote);
  if (quote !== undefined) evidence.quote = quote;
  if (signal.href !== undefined) evidence.href = signal.href;
  if (shown.value !== undefined) evidence.value = shown.value;
  return evidence;
}

/** What the customer wrote in a ticket or message: the text, else its subject. */
export function wordsOf(signal: Signal | { readonly text?: string; readonly subject?: string }): string | undefined {
  return signal.text ?? ('subject' in signal ? signal.subject : undefined);
}

/** How many pieces of evidence a component shows. */
export const SHOWN_EVIDENCE = 3;

/** How many pieces of evidence a flag carries; its facts count them all. */
export const FLAG_EVIDENCE = 10;
