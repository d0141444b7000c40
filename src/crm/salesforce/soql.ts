/**
 * SOQL by hand: jsforce's builder escapes a quote but not a backslash, so a value could end its literal early.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A text as a SOQL literal, quotes included. */
export function quote(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\b\f]/g, (letter) => ESCAPES[letter] ?? letter)}'`;
}

/** 15 or 18 characters. What is none is never sent. */
export const isId = (text: string): boolean => /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text);

/** A datetime literal of SOQL: not quoted. */
export const instantLiteral = (ms: number): string => new Date(ms).toISOString();

/** What comes after a record in the order of (SystemModstamp, Id). */
export function afterKey(modified: number, id: string): string {
  const at = instantLiteral(modified);
  return `(SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${quote(id)}))`;
}

/** `Id IN (…)` has to fit into an address of 16,384 bytes. */
export const IDS_PER_QUERY = 400;

export const idList = (ids: readonly string[]): string => `(${ids.map(quote).join(',')})`;

export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
