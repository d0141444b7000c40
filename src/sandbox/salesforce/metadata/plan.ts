import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type CustomFieldSource, customField, faultOf } from '../schema/custom-field.ts';
import type { Org } from '../state/org.ts';
import type { Component, Package } from './components.ts';
import { contentFault } from './content-faults.ts';
import { fieldSource } from './field-source.ts';
import { saveFlow } from './flow-versions.ts';
import { type KeptComponents, keyOf } from './kept-components.ts';
import { type Need, needsOf } from './needs.ts';
import { applyPermissions, permissionFault, setNamed } from './permission-sets.ts';
import { saveField, saveObject } from './save-schema.ts';
import { IN_FOLDERS, TYPES, WITH_META_FILE } from './types.ts';
import { all, type Element, parseXml, text } from './xml.ts';

/** What is to be done for one component, or why it cannot be. */
export interface Step {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly created: boolean;
  /** Whether the org is another one after it. */
  readonly changed: boolean;
  readonly problem: string | undefined;
  readonly apply: () => void;
}

/** Types whose root element is called otherwise: folders of reports are of the type of what is in them. */
const FOLDER_ROOTS: Readonly<Record<string, string>> = {
  Report: 'ReportFolder',
  Dashboard: 'DashboardFolder',
  Document: 'DocumentFolder',
  EmailTemplate: 'EmailFolder',
};

const rankOf = ({ type }: Component): number =>
  type === 'CustomObject' ? 0 : type === 'PermissionSet' || type === 'Profile' ? 2 : 1;

/** Plans a package: every component is checked against the org and against what the package itself brings. */
export class DeployPlan {
  readonly steps: Step[] = [];
  private readonly org: Org;
  private readonly kept: KeptComponents;
  /** `contact.pulso_score__c`: fields that this package brings. */
  private readonly fields = new Set<string>();
  private readonly objects = new Set<string>();
  /** `type:fullname` of all other components that it brings. */
  private readonly brought = new Set<string>();

  constructor(org: Org, kept: KeptComponents) {
    this.org = org;
    this.kept = kept;
  }

  add({ components, listed }: Pick<Package, 'components' | 'listed'>): void {
    const sorted = components.toSorted((left, right) => rankOf(left) - rankOf(right));
    for (const component of sorted) this.bring(component);
    for (const { type, fullName } of listed) this.checkListed(type, fullName);
    for (const component of sorted) this.plan(component);
  }

  /** What the package brings may be referred to by all of it. */
  private bring(component: Component): void {
    const { type, fullName } = component;
    this.brought.add(keyOf(type, fullName));
    if (type !== 'CustomObject' && type !== 'CustomLabels') return;
    if (type === 'CustomObject') this.objects.add(fullName.toLowerCase());
    const { root } = read(component);
    for (const element of all(root, type === 'CustomObject' ? 'fields' : 'labels')) {
      const name = text(element, 'fullName') ?? '';
      if (type === 'CustomLabels') this.brought.add(keyOf('CustomLabel', name));
      else if (name.endsWith('__c')) this.fields.add(`${fullName}.${name}`.toLowerCase());
    }
  }

  private checkListed(type: string, given: string): void {
    const fullName = given.replace(/\/$/, '');
    const isThere =
      fullName === '*' ||
      (type === 'CustomField' ? this.fields.has(fullName.toLowerCase()) : this.brought.has(keyOf(type, fullName)));
    if (isThere || !KNOWN_TYPES.has(type)) return;
    const problem = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
    this.steps.push({
      ...{ componentType: type, fullName, fileName: 'package.xml', created: false, changed: false, problem },
      apply: () => undefined,
    });
  }

  private plan(component: Component): void {
    const { type, fullName } = component;
    if (type === 'LightningComponentBundle') {
      this.step(component, {}, bundleFault(component) ?? this.missing(component, {}));
      return;
    }
    const { root, fault } = read(component);
    if (fault !== undefined) {
      this.step(component, {}, WITH_META_FILE.has(type) ? undefined : fault);
      return;
    }
    switch (type) {
      case 'CustomObject':
        this.customObject(component, root);
        return;
      case 'CustomLabels':
        for (const label of all(root, 'labels')) {
          const named = { ...component, type: 'CustomLabel', fullName: text(label, 'fullName') ?? '' };
          this.step(named, label, contentFault('CustomLabel', label));
        }
        return;
      case 'PermissionSet':
      case 'Profile': {
        const problem =
          permissionFault(this.org, root, this.objects, this.fields, type) ?? this.missing(component, root);
        this.step(component, root, problem, () => applyPermissions(this.org, type, fullName, root));
        return;
      }
      case 'Flow':
        this.step(component, root, contentFault(type, root) ?? this.missing(component, root), () =>
          saveFlow(this.org, fullName, root),
        );
        return;
      case 'Unknown':
        this.step(component, root, `Unknown type of file: ${component.fileName}`);
        return;
      default: {
        const isFolder = IN_FOLDERS.has(type) && !fullName.includes('/');
        const problem = isFolder ? undefined : (languageFault(this.org, type, fullName) ?? contentFault(type, root));
        this.step(component, root, problem ?? this.missing(component, root));
      }
    }
  }

  /** What a component refers to and neither the org nor the package has. */
  private missing(component: Component, root: Element): string | undefined {
    return needsOf(component, root).find((need) => !this.has(need))?.problem;
  }

  private has({ type, fullName }: Need): boolean {
    const key = fullName.toLowerCase();
    if (type === 'CustomObject')
      return this.org.schema.find(fullName) !== undefined || this.objects.has(key) || UNSEEN.has(key);
    if (type === 'CustomField') return this.fields.has(key) || hasField(this.org, fullName);
    if (type === 'PermissionSet' && setNamed(this.org, fullName)) return true;
    return this.brought.has(keyOf(type, fullName)) || this.kept.find(type, fullName) !== undefined;
  }

  private step(
    component: Component,
    root: Element,
    problem: string | undefined,
    apply: () => void = () => undefined,
  ): void {
    const { type, fullName, fileName, files } = component;
    const hash = hashOf(type === 'CustomLabel' ? [JSON.stringify(root)] : [...files].flat());
    const isGone = type === 'PermissionSet' && !setNamed(this.org, fullName);
    const before = isGone ? undefined : this.kept.find(type, fullName);
    const changed = before?.hash !== hash;
    const needs = needsOf(component, root).map((need) => keyOf(need.type, need.fullName));
    this.steps.push({
      ...{ componentType: type, fullName, fileName, problem, changed },
      created: before === undefined && !(type === 'PermissionSet' && setNamed(this.org, fullName)),
      apply: () => {
        // The permissions may have been changed by hand since; everything else is only changed by deploying.
        if (changed || type === 'PermissionSet') apply();
        if (changed) this.kept.keep({ type, fullName, fileName, hash, needs, root });
      },
    });
  }

  private customObject(component: Component, root: Element): void {
    const { fullName, fileName } = component;
    const existing = this.org.schema.find(fullName);
    const isCustom = /__[ce]$/.test(fullName);
    if (!existing && !isCustom) {
      this.step(component, root, `Entity of type 'CustomObject' named '${fullName}' cannot be found`);
      return;
    }
    const label = text(root, 'label');
    const needsPlural = text(root, 'customSettingsType') === undefined;
    const needsLabel = isCustom && !existing && (!label || (needsPlural && !text(root, 'pluralLabel')));
    const { fields: _, ...own } = root;
    if (isCustom) {
      const facts = { ...component, files: new Map([[fullName, Buffer.from(JSON.stringify(own))]]) };
      const problem = needsLabel ? 'Required field is missing: label' : undefined;
      this.step(facts, own, problem, () => {
        if (label !== undefined) saveObject(this.org, fullName, root);
      });
    } else {
      // A standard object is only there to carry its fields.
      const nothing = { created: false, changed: false, problem: undefined, apply: () => undefined };
      this.steps.push({ componentType: 'CustomObject', fullName, fileName, ...nothing });
    }
    const known = existing?.definition.fields.filter((each) => each.custom) ?? [];
    let count = known.length;
    for (const element of all(root, 'fields')) {
      const source = fieldSource(element);
      if (!source.fullName.endsWith('__c')) continue;
      const before = known.find((each) => each.name.toLowerCase() === source.fullName.toLowerCase());
      if (!before) count += 1;
      const problem =
        faultOf(source) ??
        (before ? changeFault(before.type, customField(source).type, fullName, source) : undefined) ??
        (count > this.org.settings.customFieldLimit
          ? `Maximum number of custom fields (${this.org.settings.customFieldLimit}) reached for object ${fullName}`
          : undefined) ??
        this.referenceFault(source);
      this.steps.push({
        componentType: 'CustomField',
        fullName: `${fullName}.${source.fullName}`,
        fileName,
        created: !before,
        changed: !before || !isDeepStrictEqual(before, customField(source)),
        problem,
        apply: () => saveField(this.org, fullName, source),
      });
    }
  }

  private referenceFault({ referenceTo }: CustomFieldSource): string | undefined {
    if (referenceTo === undefined || this.org.schema.find(referenceTo) || this.objects.has(referenceTo.toLowerCase()))
      return undefined;
    return `referenceTo value of '${referenceTo}' does not resolve to a valid sObject type`;
  }
}

function changeFault(before: string, after: string, objectName: string, source: CustomFieldSource): string | undefined {
  if (before === after) return undefined;
  return `Cannot update a field from a ${before} to something else: ${objectName}.${source.fullName}`;
}

/** The elements of a component's file, or why they cannot be read. */
function read({ type, fullName, files }: Component): { readonly root: Element; readonly fault?: string } {
  const [content] = files.values();
  try {
    const { name, root } = parseXml((content ?? Buffer.alloc(0)).toString('utf8'));
    const wanted = fullName.includes('/') ? type : (FOLDER_ROOTS[type] ?? type);
    if (type === 'Unknown' || name === wanted || !KNOWN_TYPES.has(type) || type === 'Settings') return { root };
    return { root: {}, fault: `Error parsing file: Element ${name} invalid at this location, expected ${wanted}` };
  } catch (fault) {
    return { root: {}, fault: `Error parsing file: ${fault instanceof Error ? fault.message : String(fault)}` };
  }
}

const KNOWN_TYPES: ReadonlySet<string> = new Set([
  ...Object.values(TYPES).map(([type]) => type),
  'LightningComponentBundle',
  'CustomField',
  'CustomLabel',
]);
/** Objects that flows may speak of and that the sandbox keeps no records of. */
const UNSEEN: ReadonlySet<string> = new Set(['customnotificationtype']);

const hashOf = (parts: readonly (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

function bundleFault({ fullName, files }: Component): string | undefined {
  const has = (suffix: string) => [...files.keys()].some((path) => path.endsWith(`/${fullName}${suffix}`));
  if (!has('.js-meta.xml'))
    return `LWC1503: "${fullName}" : Cannot find Lightning Component Bundle ${fullName} - no ${fullName}.js-meta.xml`;
  return has('.js') || has('.html') || has('.css') ? undefined : `LWC1503: Cannot find module ${fullName}`;
}

/** Translations need the language to be on in the org (Translation Language Settings). */
function languageFault(org: Org, type: string, fullName: string): string | undefined {
  if (type !== 'Translations' && type !== 'CustomObjectTranslation') return undefined;
  const language = fullName.split('-').at(-1) ?? '';
  return org.settings.languages.includes(language) ? undefined : 'Not available for deploy for this organization';
}

/** A field, or the name of a relationship that leads to one (`Owner`, `Account.Name`). */
function hasField(org: Org, path: string): boolean {
  const [object = '', ...rest] = path.split('.');
  const schema = org.schema.find(object);
  const [name = ''] = rest;
  if (!schema) return UNSEEN.has(object.toLowerCase());
  if (rest.length === 1 && schema.fields.has(name.toLowerCase())) return true;
  return schema.relationships.has(name.toLowerCase());
}
