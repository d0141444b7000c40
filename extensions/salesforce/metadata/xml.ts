/** Metadata files as Salesforce's own tools write them: four spaces, elements in the order given. */

/** A nested element, a list of equal elements, or a text; undefined leaves it out. */
export type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

function lines(name: string, value: XmlValue, indent: string): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each: XmlValue) => lines(name, each, indent));
  if (typeof value !== 'object') return [`${indent}<${name}>${escapeXml(String(value))}</${name}>`];
  const inner = Object.entries(value).flatMap(([key, each]) => lines(key, each, `${indent}    `));
  return [`${indent}<${name}>`, ...inner, `${indent}</${name}>`];
}

/** The text of a metadata file with this root element. */
export function metadataFile(root: string, content: XmlObject): string {
  const [open = '', ...rest] = lines(root, content, '');
  const opened = open.replace('>', ' xmlns="http://soap.sforce.com/2006/04/metadata">');
  return `${['<?xml version="1.0" encoding="UTF-8"?>', opened, ...rest].join('\n')}\n`;
}

/** Elements by name, as the Metadata API's schema orders them. */
export function sorted(content: XmlObject): XmlObject {
  return Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
}
