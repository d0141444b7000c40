import { ApiError } from '../api-error.ts';
import type { FieldType } from '../schema/field.ts';
import { readValue } from '../state/read-value.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { hasGroups } from './aggregate.ts';
import { type QueryContext, visibleField } from './bind.ts';
import { execute } from './execute.ts';
import { parseQuery } from './parser.ts';
import { plainDrawing } from './shape.ts';

const IN_FIELDS: Readonly<Record<string, readonly FieldType[]>> = {
  all: ['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'combobox'],
  name: ['string'],
  email: ['email'],
  phone: ['phone'],
  sidebar: ['string', 'email', 'phone'],
};
const MAX_RESULTS = 2_000;

function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_SEARCH', message);
}

interface Returning {
  readonly object: string;
  /** `Id, Name WHERE … LIMIT 5`; undefined returns ids alone. */
  readonly rest: string | undefined;
}

interface Search {
  readonly text: string;
  readonly group: string;
  readonly returning: readonly Returning[];
  readonly limit: number;
}

/** Reads `FIND {text} IN NAME FIELDS RETURNING Account(Id, Name), Contact LIMIT 10`. */
function parseSearch(sosl: string): Search {
  const head =
    /^\s*FIND\s*(?:\{((?:\\.|[^}\\])*)\}|'((?:\\.|[^'\\])*)')\s*(?:IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\s*)?/i.exec(
      sosl,
    );
  if (!head) throw malformed("line 1:0 no viable alternative at input '<EOF>'");
  const text = (head[1] ?? head[2] ?? '').replace(/\\(.)/g, '$1');
  let rest = sosl.slice(head[0].length);
  const tail = /\bLIMIT\s+(\d+)\s*$/i.exec(rest);
  const isOuter = tail && depthAt(rest, tail.index) === 0;
  const limit = isOuter ? Number(tail[1]) : MAX_RESULTS;
  if (isOuter) rest = rest.slice(0, tail.index);
  rest = rest.replace(/\bWITH\s+[\s\S]*$/i, '');
  const returning = /^\s*RETURNING\s+([\s\S]+)$/i.exec(rest)?.[1];
  if (returning === undefined && rest.trim() !== '') throw malformed(`unexpected token: ${rest.trim().split(/\s/)[0]}`);
  return {
    text,
    group: (head[3] ?? 'ALL').toLowerCase(),
    returning: returning === undefined ? [] : splitOutside(returning).map(returningOf),
    limit,
  };
}

function depthAt(text: string, end: number): number {
  let depth = 0;
  for (const letter of text.slice(0, end)) depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  return depth;
}

function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

function returningOf(part: string): Returning {
  const match = /^(\w+)\s*(?:\(([\s\S]*)\))?$/.exec(part);
  if (!match) throw malformed(`unexpected token: ${part}`);
  return { object: match[1] ?? '', rest: match[2]?.trim() };
}

/** `a OR b`, `a AND NOT b`, `a b`: words in a row must all be found. Brackets are read over. */
function testOfSearch(text: string): (value: string) => boolean {
  const choices = text.replace(/[()]/g, ' ').split(/\s+OR\s+/i);
  const tests = choices.map((choice) => {
    const [wanted = '', ...unwanted] = choice.split(/\s+(?:AND\s+)?NOT\s+/i);
    const isWanted = matcherOf(wanted);
    const others = unwanted.map(matcherOf);
    return (value: string) => isWanted(value) && !others.some((test) => test(value));
  });
  return (value) => tests.some((test) => test(value));
}

/** Words that must all be found; `*` stands for any letters, quotes keep words together. */
function matcherOf(text: string): (value: string) => boolean {
  const phrases = [...text.matchAll(/"([^"]*)"|(\S+)/g)]
    .map((match) => ({ text: (match[1] ?? match[2] ?? '').toLowerCase(), quoted: match[1] !== undefined }))
    .filter((phrase) => phrase.text !== '' && (phrase.quoted || phrase.text !== 'and'));
  const patterns = phrases.map(({ text: words }) => {
    const source = words
      .split(/[^\p{L}\p{N}*?_]+/u)
      .filter((word) => word !== '')
      .map((word) => word.replaceAll('*', '[\\p{L}\\p{N}_]*').replaceAll('?', '[\\p{L}\\p{N}_]'))
      .join('[^\\p{L}\\p{N}_]+');
    return new RegExp(`(?<![\\p{L}\\p{N}_])${source}(?![\\p{L}\\p{N}_])`, 'iu');
  });
  return (value) => patterns.every((pattern) => pattern.test(value));
}

/** Runs a SOSL search and returns its records, drawn. Throws MALFORMED_SEARCH, INVALID_TYPE … */
export function search(context: QueryContext, sosl: string, version: string): unknown[] {
  const { text, group, returning, limit } = parseSearch(sosl);
  if (text.replace(/[*?\s]/g, '').length < 2) throw malformed('search term must be longer than one character');
  const { org } = context;
  const wanted: readonly Returning[] =
    returning.length > 0
      ? returning
      : org.schema
          .list()
          .filter((schema) => schema.definition.searchable)
          .map((schema) => ({ object: schema.definition.name, rest: undefined }));
  const matches = testOfSearch(text);
  const found = wanted.flatMap(({ object, rest }) => {
    const schema = org.schema.find(object);
    if (!schema?.definition.queryable)
      throw new ApiError(400, 'INVALID_TYPE', `sObject type '${object}' is not supported in the RETURNING clause.`);
    const ids = new Set<string>();
    for (const record of org.records.list(schema.definition.name))
      if (record.fields.IsDeleted !== true && isHit(context, schema, record, group, matches)) ids.add(record.id);
    const query = parseQuery(soqlOf(schema, rest));
    if (hasGroups(query) || query.select.some((item) => item.kind === 'children'))
      throw malformed('only fields can be selected in the RETURNING clause');
    const result = execute(context, query, ids);
    return result.ids.map((_, index) => result.render(index, plainDrawing(version)));
  });
  return found.slice(0, limit);
}

/** `Id, Name WHERE x = 1` of a RETURNING clause as a query. */
function soqlOf(schema: ObjectSchema, rest: string | undefined): string {
  const { name } = schema.definition;
  if (rest === undefined || rest === '') return `SELECT Id FROM ${name}`;
  const at = /\s+(?:USING|WHERE|ORDER\s+BY|LIMIT|OFFSET)\s/i.exec(` ${rest} `)?.index;
  const fields = at === undefined ? rest : rest.slice(0, Math.max(0, at - 1));
  const clauses = at === undefined ? '' : rest.slice(Math.max(0, at - 1));
  return `SELECT ${fields.trim() || 'Id'} FROM ${name} ${clauses}`;
}

function isHit(
  context: QueryContext,
  schema: ObjectSchema,
  record: StoredRecord,
  group: string,
  matches: (value: string) => boolean,
): boolean {
  const types = IN_FIELDS[group] ?? [];
  const texts = schema.definition.fields
    .filter((field) => types.includes(field.type) && (group !== 'name' || isName(field.name, field.nameField)))
    .filter((field) => visibleField(context, schema, field.name))
    .map((field) => readValue(context.org, record, field))
    .filter((value) => typeof value === 'string');
  return matches(texts.join('\n'));
}

function isName(name: string, nameField: boolean): boolean {
  return nameField || name === 'FirstName' || name === 'LastName' || name === 'Company';
}
