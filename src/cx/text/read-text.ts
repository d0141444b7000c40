/** From a text to words with their places, sentence by sentence; what the customer did not write now (quoted mail, signatures) is left out. */
import { emoticons } from './lexicons/emoji.ts';
import { withoutEntities, withoutTags } from './markup.ts';
import { foldText } from './topic-words.ts';
import { WordMemo } from './word-memo.ts';

/** How much of a text is read, in UTF-16 code units. What comes after is not looked at, and the result says so. */
export const READ_LIMIT = 20_000;
const LONGEST_WORD = 40;

export interface Token {
  /** Lower case, without accents; a mark or an emoji as it is. */
  readonly word: string;
  readonly kind: 'word' | 'mark' | 'emoji';
  /** Place in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** WRITTEN SO. */
  readonly shouted: boolean;
  /** Writteeen so. */
  readonly stretched: boolean;
}

/** Tokens `from` up to, not including, `to`. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly isQuestion: boolean;
  /** Number of exclamation marks at its end. */
  readonly exclamations: number;
}

export interface ReadText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** True when the text is longer than `READ_LIMIT`. */
  readonly isCut: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
const faces = emoticons
  .flatMap(([, row]) => row.split(/\s+/u))
  .sort((a, b) => b.length - a.length)
  .map(escaped)
  .join('|');
const SKIPPED = String.raw`(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}`;
const FACE = String.raw`(?<![\p{L}\p{N}])(?:${faces})(?![\p{L}\p{N}])`;
const INNER = String.raw`[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]*`;
const WORD = String.raw`[\p{L}\p{N}]${INNER}(?:['’\-/][\p{L}\p{N}]${INNER})*`;
const PATTERN = new RegExp(
  String.raw`(${SKIPPED})|${FACE}|(${WORD})|\p{Extended_Pictographic}|(\n\s*\n|[.!?…]+|[\n,;:()¿¡«»"“”–—\0])`,
  'gu',
);

const QUOTED_LINE = /^\s*[>|]/u;
const REPLY_HEADER =
  /^\s*(?:-{2,}\s*(?:original message|mensaje original|forwarded message|mensaje reenviado)|(?:on|el)\s.{4,120}\s(?:wrote|escribi[óo]):\s*$|_{10,}\s*$)/iu;
/** What Outlook puts above the mail that is answered, over several lines. */
const HEADER_LINE = /^\s*\*?(?:from|de|sent|enviad[oa](?: el)?|date|fecha|to|para|cc|subject|asunto):/iu;
const HEADER_BEGINS = /^\s*\*?(?:from|de):\s*\S/iu;
/** The end of "On Monday … Ana wrote:" where the mail program broke the line. */
const WROTE = /(?:^|>|\s)(?:wrote|escribi[óo]):\s*$/iu;
const WROTE_BEGINS = /^\s*(?:on|el)\s.{4,160}$/iu;
const DISCLAIMER =
  /^\s*(?:this (?:e-?mail|message|communication)|the information (?:contained )?in this|est[ea] (?:mensaje|correo|e-?mail|comunicación)|la información contenida en este)\b.*\b(?:confiden|intended|privileg|destinad|destinatari)/iu;
const SIGNATURE = /^(?:--\s*|\s*(?:sent from my|enviado desde mi|get outlook for)\b.*)$/iu;

function opensQuotedMail(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').slice(0, 200);
  if (REPLY_HEADER.test(line)) return true;
  const next = (lines[at + 1] ?? '').slice(0, 200);
  if (HEADER_BEGINS.test(line)) return HEADER_LINE.test(next) && HEADER_LINE.test(lines[at + 2] ?? '');
  return WROTE_BEGINS.test(line) && WROTE.test(next);
}

/** The same text with quoted replies and signatures blanked, so that places stay the same. */
function blankForeignLines(text: string): string {
  if (!text.includes('\n') && !QUOTED_LINE.test(text)) return text;
  const lines = text.split('\n');
  let rest = false;
  return lines
    .map((line, at) => {
      const head = line.slice(0, 200);
      rest ||= SIGNATURE.test(head) || DISCLAIMER.test(head) || opensQuotedMail(lines, at);
      return rest || QUOTED_LINE.test(head) ? ' '.repeat(line.length) : line;
    })
    .join('\n');
}

const ASCII = /^[\0-\x7f]*$/u;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060]+/gu;
const STRETCHED = /(\p{L})\1\1/u;

function folded(raw: string): string {
  if (ASCII.test(raw)) return raw.toLowerCase();
  return foldText(raw).replaceAll('’', "'").replace(INVISIBLE, '');
}

function isShouted(raw: string): boolean {
  return raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase();
}

const readers = new WeakMap<(word: string) => boolean, ReadWord>();

function readerOf(isKnown: (word: string) => boolean): ReadWord {
  const reader = readers.get(isKnown) ?? wordReader(isKnown);
  readers.set(isKnown, reader);
  return reader;
}

/**
 * Splits a text into words, marks and emoji with their places. Linear in the length of the text; reads at most `READ_LIMIT`. Links and addresses
 * are left out.
 * @param isKnown says whether a word stands in a lexicon: "goooood" is read as "good", "sooo" as "so".
 */
export function readText(text: string, isKnown: (word: string) => boolean): ReadText {
  const isCut = text.length > READ_LIMIT;
  const head = isCut ? text.slice(0, READ_LIMIT) : text;
  const source = blankForeignLines(withoutEntities(withoutTags(head)));
  const tokens: Token[] = [];
  const readWord = readerOf(isKnown);
  for (const match of source.matchAll(PATTERN)) {
    const [raw] = match;
    const [, skip, word, mark] = match;
    const { index } = match;
    if (skip !== undefined) continue;
    if (word !== undefined) {
      for (const { word, kind, start, end, shouted, stretched } of readWord(raw)) {
        tokens.push({ word, kind, start: index + start, end: index + end, shouted, stretched });
      }
    } else {
      const kind = mark === undefined ? 'emoji' : 'mark';
      tokens.push({ word: raw, kind, start: index, end: index + raw.length, shouted: false, stretched: false });
    }
  }
  return { text, tokens, sentences: sentencesOf(tokens), isCut };
}

/** The words that a run of letters is made of, placed from its beginning. */
type ReadWord = (raw: string) => readonly Token[];

function wordReader(isKnown: (word: string) => boolean): ReadWord {
  const memo = new WordMemo((raw) => [...wordsIn(raw, 0, isKnown)]);
  return (raw) => memo.get(raw);
}

function* wordsIn(raw: string, start: number, isKnown: (word: string) => boolean): Generator<Token> {
  const word = folded(raw);
  if (/[-/]/u.test(raw) && !isKnown(word)) {
    let at = start;
    for (const part of raw.split(/[-/]/u)) {
      yield* wordsIn(part, at, isKnown);
      at += part.length + 1;
    }
    return;
  }
  const stretched = STRETCHED.test(word) && !/\p{N}/u.test(word);
  yield {
    word: (stretched ? shortened(word, isKnown) : word).slice(0, LONGEST_WORD),
    kind: 'word',
    start,
    end: start + raw.length,
    shouted: isShouted(raw),
    stretched,
  };
}

function shortened(word: string, isKnown: (word: string) => boolean): string {
  const twice = word.replace(/(\p{L})\1{2,}/gu, '$1$1');
  return isKnown(twice) ? twice : word.replace(/(\p{L})\1{2,}/gu, '$1');
}

const ENDS_SENTENCE = /^(?:[.!?…]|\n\s*\n)/u;

function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const close = (to: number, mark: string): void => {
    let end = to;
    // A face behind the full stop belongs to the sentence before it.
    while (mark !== '' && tokens[end]?.kind === 'emoji') end += 1;
    if (tokens.slice(from, end).some((token) => token.kind !== 'mark')) {
      sentences.push({
        from,
        to: end,
        isQuestion: mark.includes('?'),
        exclamations: mark.length - mark.replaceAll('!', '').length,
      });
    }
    from = end;
  };
  for (const [index, token] of tokens.entries()) {
    if (index >= from && token.kind === 'mark' && ENDS_SENTENCE.test(token.word)) close(index + 1, token.word);
  }
  if (from < tokens.length) close(tokens.length, '');
  return sentences;
}
