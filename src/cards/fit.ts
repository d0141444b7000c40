/**
 * Keeps a card document within its bounds. What is cut, and in which order, is fixed (docs/cards.md):
 * 1. every text at its own limit, with an ellipsis; every list at its own limit, flags with the count of the rest;
 * 2. while the document is too long: quotes, the last flag's first; journey stops, the oldest first; flags, the last first;
 *    then whole blocks, the last first.
 */
import { CARD_LIMITS, type CardBlockOf, type CardDocument } from './document.ts';

/** Cuts a text at a number of UTF-16 units, with an ellipsis and never inside a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}\u2026`;
}

const tooLong = (document: CardDocument) => JSON.stringify(document).length > CARD_LIMITS.documentChars;

const blocksOf = <Type extends 'flags' | 'journey'>(document: CardDocument, type: Type) =>
  document.blocks.filter((block): block is CardBlockOf<Type> => block.type === type);

/** Counts flags that are not shown. */
export function leaveOutFlags(
  block: CardBlockOf<'flags'>,
  keep: number,
  moreLabel: (count: number) => string,
): CardBlockOf<'flags'> {
  const left = Math.max(0, block.items.length - keep);
  if (left === 0) return block;
  const count = left + (block.more?.count ?? 0);
  return { ...block, items: block.items.slice(0, keep), more: { count, label: moreLabel(count) } };
}

/** The same document, short enough to be stored in a CRM's text field. */
export function fitDocument(document: CardDocument, moreLabel: (count: number) => string): CardDocument {
  if (!tooLong(document)) return document;
  const fitted = structuredClone(document);
  for (const block of blocksOf(fitted, 'flags')) {
    for (let index = block.items.length - 1; index >= 0 && tooLong(fitted); index -= 1) {
      const flag = block.items[index];
      if (flag !== undefined) flag.quote = null;
    }
  }
  for (const block of blocksOf(fitted, 'journey')) {
    while (block.items.length > 0 && tooLong(fitted)) block.items.shift();
  }
  for (const block of blocksOf(fitted, 'flags')) {
    while (block.items.length > 0 && tooLong(fitted)) {
      Object.assign(block, leaveOutFlags(block, block.items.length - 1, moreLabel));
    }
  }
  while (fitted.blocks.length > 1 && tooLong(fitted)) fitted.blocks.pop();
  return fitted;
}
