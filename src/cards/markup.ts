/** Parses the markup of a rendered card and checks it against the vocabulary: every element and attribute, with the template's line. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { instantSchema } from '../cx/model/signal.ts';
import { TemplateInvalid } from '../errors.ts';
import { LINE_MARK } from './template.ts';
import { type AttributeSpec, type ElementSpec, VOCABULARY } from './vocabulary.ts';

/** A checked element: only attributes that are present, text with its white space collapsed. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

interface Parsed {
  readonly [name: string]: readonly Parsed[] | string | Readonly<Record<string, string>>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g;

const decode = (text: string) =>
  text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
    // Half of a surrogate pair is no character.
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '';
  });

/** Control characters, which XML does not know. */
const NOT_XML = /[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv;
const tidy = (text: string) => decode(text).replace(NOT_XML, '').replace(/\s+/g, ' ').trim();

/** Web addresses and nothing else: a card never carries a script. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function attributeFault(spec: AttributeSpec, value: string): string | null {
  switch (spec.type) {
    case 'text':
      return null;
    case 'number': {
      const number = Number(value);
      if (!Number.isFinite(number)) return `is "${value}"; write a number with a decimal point, not a formatted one`;
      return number < spec.min || number > spec.max ? `is ${value}; it must lie in ${spec.min}..${spec.max}` : null;
    }
    case 'instant':
      return instantSchema.safeParse(value).success
        ? null
        : `is "${value}"; write an instant such as 2026-11-23T09:00:00Z`;
    case 'url':
      return isWebAddress(value) ? null : `is "${value}"; write an address that begins with https://`;
    case 'choice':
      return spec.choices.includes(value) ? null : `is "${value}"; choose one of ${spec.choices.join(', ')}`;
  }
}

class Checker {
  readonly template: string;

  constructor(template: string) {
    this.template = template;
  }

  element(node: Parsed, parentLine: number | null): Element {
    const name = Object.keys(node).find((key) => key !== ':@') ?? '';
    const raw = (node[':@'] ?? {}) as Readonly<Record<string, string>>;
    const line = raw[LINE_MARK] === undefined ? parentLine : Number(raw[LINE_MARK]);
    const spec: ElementSpec | undefined = Object.hasOwn(VOCABULARY, name)
      ? VOCABULARY[name as keyof typeof VOCABULARY]
      : undefined;
    if (spec === undefined) {
      throw this.fault(line, `<${name}> is not an element of a card; there are ${Object.keys(VOCABULARY).join(', ')}`);
    }
    const attributes = this.attributes(name, spec, raw, line);
    const content = node[name] as readonly Parsed[];
    const text = tidy(content.map((part) => (typeof part['#text'] === 'string' ? part['#text'] : ' ')).join(''));
    if (spec.text === 'none' && text !== '') {
      throw this.fault(line, `<${name}> holds the text "${text.slice(0, 40)}"; put it into an element or an attribute`);
    }
    if (spec.text === 'required' && text === '') throw this.fault(line, `<${name}> is empty; write its text inside`);
    const children = content
      .filter((part) => part['#text'] === undefined)
      .map((part) => this.child(name, spec, part, line));
    return { name, attributes, text, children };
  }

  fault(line: number | null, reason: string): TemplateInvalid {
    return new TemplateInvalid(this.template, line, reason);
  }

  private child(parent: string, spec: ElementSpec, node: Parsed, line: number | null): Element {
    const element = this.element(node, line);
    if (spec.children.includes(element.name)) return element;
    const allowed = spec.children.length === 0 ? 'it holds no elements' : `it holds ${spec.children.join(', ')}`;
    const raw = node[':@'] as Readonly<Record<string, string>> | undefined;
    const at = raw?.[LINE_MARK];
    throw this.fault(at === undefined ? line : Number(at), `<${element.name}> cannot stand in <${parent}>; ${allowed}`);
  }

  private attributes(name: string, spec: ElementSpec, raw: Readonly<Record<string, string>>, line: number | null) {
    const found: Record<string, string> = {};
    for (const [key, value] of Object.entries(raw)) {
      if (key === LINE_MARK) continue;
      const attribute = Object.hasOwn(spec.attributes, key) ? spec.attributes[key] : undefined;
      if (attribute === undefined) {
        const names = Object.keys(spec.attributes).join(', ') || 'no attributes';
        throw this.fault(line, `<${name}> has no attribute "${key}"; there is ${names}`);
      }
      const text = tidy(value);
      if (text === '') continue;
      const fault = attributeFault(attribute, text);
      if (fault !== null) throw this.fault(line, `<${name} ${key}> ${fault}`);
      found[key] = text;
    }
    for (const [key, attribute] of Object.entries(spec.attributes)) {
      if (attribute.required && found[key] === undefined) {
        throw this.fault(line, `<${name}> needs the attribute "${key}": ${attribute.describes}`);
      }
    }
    return found;
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities are decoded above: the five of XML and numbers, nothing that a document could define.
  processEntities: false,
});

/** The template's line of the last start tag at or before a line of the markup. */
function templateLine(markup: string, line: number): number | null {
  const upTo = markup.split('\n').slice(0, line).join('\n');
  const marks = [...upTo.matchAll(new RegExp(`${LINE_MARK}="(\\d+)"`, 'g'))];
  const last = marks.at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

/**
 * The `<card>` element of a rendered template, checked.
 * @throws TemplateInvalid with the template's line and the remedy.
 */
export function readMarkup(template: string, markup: string): Element {
  const checker = new Checker(template);
  if (/<!|<\?/.test(markup)) {
    throw checker.fault(
      null,
      'holds a <!…> or <?…> declaration; a card has only elements; write comments as {{!-- … --}}',
    );
  }
  const clean = markup.toWellFormed().replace(NOT_XML, '');
  const valid = XMLValidator.validate(clean);
  if (valid !== true) {
    const { msg, line } = valid.err;
    throw checker.fault(
      templateLine(clean, line),
      `does not render to well-formed elements: ${msg} Close every element and quote every attribute.`,
    );
  }
  const roots = (parser.parse(clean) as readonly Parsed[]).filter((node) => node['#text'] === undefined);
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw checker.fault(null, `renders to ${roots.length} outermost elements; write exactly one <card>`);
  }
  const card = checker.element(root, null);
  if (card.name !== 'card') throw checker.fault(null, `begins with <${card.name}>; write <card> around everything`);
  return card;
}
