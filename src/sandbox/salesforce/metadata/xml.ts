import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Elements of an XML document by name; text stays text. */
export interface Element {
  readonly [name: string]: Node | undefined;
}
export type Node = string | Element | readonly (string | Element)[];

const parser = new XMLParser({
  // Which type a component is of stands in xsi:type alone (createMetadata and its like).
  ignoreAttributes: (name, path) => !(name === 'type' && /(?:^|\.)metadata$/.test(String(path))),
  attributeNamePrefix: '@',
  parseTagValue: false,
  removeNSPrefix: true,
  trimValues: true,
  processEntities: true,
});

/** Returns the root element's name and content. Throws on XML that is not well-formed. */
export function parseXml(text: string): { readonly name: string; readonly root: Element } {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new Error(`${verdict.err.msg} (line ${verdict.err.line})`);
  const document = parser.parse(text) as Record<string, unknown>;
  const entry = Object.entries(document).find(([name]) => !name.startsWith('?'));
  if (!entry) throw new Error('the document has no root element');
  const [name, root] = entry;
  return { name, root: typeof root === 'object' && root !== null ? (root as Element) : {} };
}

/** All elements of a name. */
export function all(element: Element, name: string): Element[] {
  const node = element[name];
  const list = Array.isArray(node) ? node : node === undefined ? [] : [node];
  return list.filter((each): each is Element => typeof each === 'object');
}

/** All texts of a name. */
export function texts(element: Element, name: string): string[] {
  const node = element[name];
  const list = Array.isArray(node) ? node : node === undefined ? [] : [node];
  return list.filter((each): each is string => typeof each === 'string');
}

export function text(element: Element, name: string): string | undefined {
  return texts(element, name)[0];
}

export function first(element: Element, name: string): Element | undefined {
  return all(element, name)[0];
}

/** An element with content: lists repeat it, objects nest, null leaves it out. */
export function toXml(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => toXml(name, each)).join('');
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([key, each]) => toXml(key, each))
      .join('')}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
