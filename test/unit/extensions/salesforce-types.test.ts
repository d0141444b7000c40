/** Every metadata file against Salesforce's own types (made from the WSDL): element names, enums, numbers, what is required. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { SOURCE } from '../../../extensions/salesforce/write-metadata.ts';

const TYPES = createRequire(import.meta.url)
  .resolve('@salesforce/types/metadata')
  .replace(/\.js$/, '.d.ts');
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });
/** Kept as text in the WSDL, with a schema of its own. */
const OPAQUE = new Set(['targetConfigs']);

let checker: ts.TypeChecker;
let types: ReadonlyMap<string, ts.Symbol>;
beforeAll(() => {
  const program = ts.createProgram([TYPES], { lib: ['lib.es5.d.ts'], types: [], skipLibCheck: true });
  checker = program.getTypeChecker();
  const file = program.getSourceFile(TYPES);
  const module = file && checker.getSymbolAtLocation(file);
  types = new Map((module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, symbol]));
});

/** What of a file Salesforce's type of this name does not allow. */
function faultsOf(xml: string): string[] {
  const [[root, content] = ['', {}]] = Object.entries(parser.parse(xml) as Record<string, unknown>);
  const symbol = types.get(root);
  if (symbol === undefined) return [`${root}: is no type of metadata`];
  return faultsIn(content === '' ? {} : content, checker.getDeclaredTypeOfSymbol(symbol), root);
}

function faultsIn(value: unknown, given: ts.Type, path: string): string[] {
  const type = checker.getNonNullableType(given);
  const has = (flag: ts.TypeFlags): boolean =>
    (type.flags & flag) !== 0 || (type.isUnion() && type.types.every((each) => (each.flags & flag) !== 0));
  if (has(ts.TypeFlags.BooleanLike))
    return value === 'true' || value === 'false' ? [] : [`${path}: ${value} is no boolean`];
  if (has(ts.TypeFlags.NumberLike))
    return /^-?\d+(\.\d+)?$/.test(String(value)) ? [] : [`${path}: ${value} is no number`];
  if (has(ts.TypeFlags.StringLiteral)) {
    const allowed = (type.isUnion() ? type.types : [type]).map((each) => (each as ts.StringLiteralType).value);
    return allowed.includes(String(value)) ? [] : [`${path}: ${value} is none of ${allowed.join(', ')}`];
  }
  if (has(ts.TypeFlags.String)) return typeof value === 'string' ? [] : [`${path}: is no text`];
  return typeof value === 'object' && value !== null ? faultsOfObject(value, type, path) : [`${path}: is empty`];
}

function faultsOfObject(value: object, type: ts.Type, path: string): string[] {
  const found = Object.entries(value).flatMap(([name, child]) => {
    const property = checker.getPropertyOfType(type, name);
    if (property === undefined) return [`${path}.${name}: is unknown`];
    if (OPAQUE.has(name)) return [];
    const declared = checker.getTypeOfSymbol(property);
    const item = itemOf(declared);
    if (item === null && Array.isArray(child)) return [`${path}.${name}: may stand there once`];
    return [child].flat().flatMap((each) => faultsIn(each, item ?? declared, `${path}.${name}`));
  });
  const missing = checker
    .getPropertiesOfType(type)
    .filter((property) => (property.flags & ts.SymbolFlags.Optional) === 0 && !(property.name in value))
    .filter((property) => itemOf(checker.getTypeOfSymbol(property)) === null)
    .map((property) => `${path}.${property.name}: is missing`);
  return [...found, ...missing];
}

/** The type of a list's items; null for what is no list. */
function itemOf(given: ts.Type): ts.Type | null {
  const type = checker.getNonNullableType(given);
  return checker.isArrayType(type) ? (checker.getTypeArguments(type as ts.TypeReference)[0] ?? null) : null;
}

const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('-meta.xml'));

test('every file is as the types want it', () => {
  expect(FILES.length).toBeGreaterThan(100);
  expect(
    FILES.flatMap((path) => faultsOf(readFileSync(join(SOURCE, path), 'utf8')).map((fault) => `${path}: ${fault}`)),
  ).toEqual([]);
});

const flow = (): string => readFileSync(join(SOURCE, 'flows/Pulso_Low_Score_Task.flow-meta.xml'), 'utf8');
test.each([
  ['an element that there is not', /<(\/?)label>/g, '<$1labell>', 'is unknown'],
  ['a value that an enum has not', /IsNull/g, 'IsNothing', 'is none of'],
  ['a flag that is none', /<storeOutputAutomatically>true/, '<storeOutputAutomatically>yes', 'is no boolean'],
  ['a place that is no number', /<locationX>176/, '<locationX>left', 'is no number'],
  ['something that is missing', /<locationY>\d+<\/locationY>/, '', 'locationY: is missing'],
  ['one of a kind that comes twice', /<status>Draft<\/status>/, '<status>Draft</status><status>Draft</status>', 'once'],
])('the check sees %s', (_, from, to, fault) => {
  const broken = flow().replace(from, to);
  expect(faultsOf(flow())).toEqual([]);
  expect(faultsOf(broken).join('\n')).toContain(fault);
});
