import { plainText } from './markup.ts';

/** How long a quote may be, in characters. */
const QUOTE_CHARACTERS = 140;
const READ_CHARACTERS = 4 * QUOTE_CHARACTERS;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What may be a tag or an entity. */
const MARKUP = /[<&]/u;

/** White space that a quote does not keep. */
const UNEVEN = /^\s|\s$|\s\s|[^\S ]/u;

/** What may stand for one character together with its neighbours: surrogates, marks, joiners, variation selectors. */
const JOINED = /\p{M}|\p{Cs}|\u200d|[\u{10000}-\u{10ffff}]/u;

/** The beginning of what somebody wrote: white space collapsed, cut at a word, an ellipsis where it was cut. Undefined when empty. */
export function shortQuote(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text !== '' && text.length <= QUOTE_CHARACTERS && !UNEVEN.test(text) && !MARKUP.test(text)) return text;
  const isWhole = text.length <= READ_CHARACTERS;
  const given = text.slice(0, READ_CHARACTERS);
  const flat = (MARKUP.test(given) ? plainText(given) : given).replace(/\s+/gu, ' ').trim();
  if (flat === '') return undefined;
  if (isWhole && flat.length <= QUOTE_CHARACTERS) return flat;
  // Taking letters one by one is slow, and needless where each stands for itself.
  const head = flat.slice(0, 2 * QUOTE_CHARACTERS);
  const characters = JOINED.test(head) ? Array.from(graphemes.segment(flat), (part) => part.segment) : Array.from(flat);
  if (isWhole && characters.length <= QUOTE_CHARACTERS) return flat;
  // The last character of a cut text may itself be cut, e.g. a family emoji.
  const start = characters
    .slice(0, isWhole ? QUOTE_CHARACTERS : Math.min(QUOTE_CHARACTERS, characters.length - 1))
    .join('');
  const space = start.lastIndexOf(' ');
  return `${(space > start.length / 2 ? start.slice(0, space) : start).replace(/[\s,;:.]+$/u, '')}…`;
}
