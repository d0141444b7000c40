/** What mail programs leave in texts: HTML tags, and letters written as entities (`&aacute;`, `&#39;`, `&nbsp;`). */

/** https://html.spec.whatwg.org/multipage/named-characters.html: those that English and Spanish texts hold. */
const NAMED: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    shy: '',
    zwnj: '',
  },
  ...{
    zwj: '',
    iexcl: '¡',
    iquest: '¿',
    laquo: '«',
    raquo: '»',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
  },
  ...{
    bdquo: '„',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    middot: '·',
    bull: '•',
    deg: '°',
    ordm: 'º',
    ordf: 'ª',
    euro: '€',
  },
  ...{
    pound: '£',
    cent: '¢',
    copy: '©',
    reg: '®',
    trade: '™',
    times: '×',
    divide: '÷',
    frac12: '½',
    frac14: '¼',
    hearts: '♥',
  },
  ...{
    aacute: 'á',
    eacute: 'é',
    iacute: 'í',
    oacute: 'ó',
    uacute: 'ú',
    agrave: 'à',
    egrave: 'è',
    ograve: 'ò',
    ntilde: 'ñ',
  },
  ...{ atilde: 'ã', otilde: 'õ', ccedil: 'ç', auml: 'ä', euml: 'ë', iuml: 'ï', ouml: 'ö', uuml: 'ü', szlig: 'ß' },
  ...{ acirc: 'â', ecirc: 'ê', icirc: 'î', ocirc: 'ô', ucirc: 'û' },
};
/** Capitals are named by their first letter: `&Aacute;`. */
const CAPITAL = /^[A-Z](?:acute|grave|tilde|cedil|uml|circ)$/u;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}\d{0,2}));/gu;
/** What `&amp;aacute;` has become by then. */
const TWICE = /&\s{4}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});/gu;
const LAST_CODE_POINT = 0x10ffff;

/** The character that an entity stands for; null when it is none that we know. */
function decoded(decimal: string | undefined, hex: string | undefined, name: string | undefined): string | null {
  if (name !== undefined) {
    if (CAPITAL.test(name)) return NAMED[name.toLowerCase()]?.toUpperCase() ?? null;
    return NAMED[name] ?? null;
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  const isCharacter = code > 0 && code <= LAST_CODE_POINT && (code < 0xd800 || code > 0xdfff);
  if (!isCharacter) return null;
  return code === 0xa0 ? ' ' : String.fromCodePoint(code);
}

/** Stands in words without being seen: keeps the place of what an entity had more characters for. */
const FILLER = '\u2060';
const WORDLIKE = /^[\p{L}\p{M}\p{N}'’]?$/u;

/**
 * The same text with entities as what they stand for, and every character in its place: what an entity had more characters for is
 * filled up, with what a word may hold where it stands in one. Twice escaped (`&amp;aacute;`) is read as well.
 */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  const once = text.replace(ENTITY, (entity, decimal, hex, name) => {
    const character = decoded(decimal, hex, name);
    if (character === null || character.length > entity.length) return entity;
    const rest = entity.length - character.length;
    if (!WORDLIKE.test(character)) return character.padEnd(entity.length);
    // An apostrophe has to stand right before the letter that it binds.
    return FILLER.repeat(rest) + character;
  });
  return once.replace(TWICE, (all, entity: string) => withoutEntities(`&${entity};`).padStart(all.length, FILLER));
}

const QUOTED_HTML = /<(blockquote|style|script)\b[^<>]{0,2000}>[\s\S]*?(?:<\/\1>|$)/giu;
const HTML = /<\/?[a-z][^<>]{0,2000}>/iu;
const TAG = /<(\/?[a-z][a-z0-9]{0,15})\b[^<>]{0,2000}>/giu;
const BLOCK = /^\/?(?:p|div|li|ul|ol|tr|td|table|h[1-6])$/iu;

const gapFor = (name: string): string => (BLOCK.test(name) ? '\n\n' : name === 'br' ? '\n' : '');

/** The same text with tags, quoted blocks and styles of HTML blanked; the end of a paragraph stays one. */
export function withoutTags(text: string): string {
  if (!HTML.test(text)) return text;
  return text
    .replace(QUOTED_HTML, (quoted) => ' '.repeat(quoted.length))
    .replace(TAG, (tag, name: string) => gapFor(name).padEnd(tag.length));
}

const decodedIn = (text: string): string =>
  text.replace(ENTITY, (entity, decimal, hex, name) => decoded(decimal, hex, name) ?? entity);

/** What a person sees of it: no tags, no entities. */
export function plainText(text: string): string {
  const visible = HTML.test(text)
    ? text.replace(QUOTED_HTML, ' ').replace(TAG, (_, name: string) => gapFor(name))
    : text;
  return visible.includes('&') ? decodedIn(decodedIn(visible)) : visible;
}
