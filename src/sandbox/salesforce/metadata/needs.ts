import type { Component } from './components.ts';
import { all, type Element, first, text, texts } from './xml.ts';

/** Something that a component cannot be without, and what is said where it is missing. */
export interface Need {
  readonly type: string;
  readonly fullName: string;
  readonly problem: string;
}

const named = (field: string, type: string, fullName: string): Need => ({
  type,
  fullName,
  problem: `In field: ${field} - no ${type} named ${fullName} found`,
});
const optional = (field: string, type: string, fullName: string | undefined): Need[] =>
  fullName === undefined ? [] : [named(field, type, fullName)];

/** What a component refers to. Permission sets are looked at elsewhere: their objects and fields are permissions, not references. */
export function needsOf(
  { type, fullName, files }: Pick<Component, 'type' | 'fullName' | 'files'>,
  root: Element,
): Need[] {
  switch (type) {
    case 'Flow':
      return flowNeeds(root);
    case 'FlexiPage':
      return pageNeeds(root);
    case 'LightningComponentBundle':
      return bundleNeeds(fullName, files);
    case 'CustomTab':
      return optional('flexiPage', 'FlexiPage', text(root, 'flexiPage'));
    case 'PermissionSet':
      return all(root, 'tabSettings')
        .map((setting) => text(setting, 'tab') ?? '')
        .filter((tab) => !tab.startsWith('standard-'))
        .map((tab) => named('tab', 'CustomTab', tab));
    case 'ReportType':
      return reportTypeNeeds(root);
    case 'Report':
      return reportNeeds(fullName, root);
    case 'Dashboard':
      return dashboardNeeds(fullName, root);
    case 'Translations':
      return translationNeeds(root);
    case 'CustomObjectTranslation':
      return objectTranslationNeeds(fullName, root);
    case 'ExtlClntAppOauthSettings':
    case 'ExtlClntAppGlobalOauthSettings':
    case 'ExtlClntAppConfigurablePolicies':
    case 'ExtlClntAppOauthConfigurablePolicies':
    case 'ExtlClntAppOauthSecuritySettings':
      return clientAppNeeds(root);
    default:
      return [];
  }
}

const noField = (object: string, field: string): Need => ({
  type: 'CustomField',
  fullName: `${object}.${field}`,
  problem: `field integrity exception: unknown (The field "${field}" for the object "${object}" doesn't exist.)`,
});

/** Elements that speak of records: their object, the fields they filter by and those they set. */
const FLOW_RECORDS = ['recordCreates', 'recordLookups', 'recordUpdates', 'recordDeletes'] as const;

function flowNeeds(root: Element): Need[] {
  const start = first(root, 'start') ?? {};
  const elements = [start, ...FLOW_RECORDS.flatMap((name) => all(root, name))];
  const ofRecords = elements.flatMap((element) => {
    const object = text(element, 'object');
    if (object === undefined) return [];
    const problem = `field integrity exception: unknown (The object "${object}" doesn't exist.)`;
    const fields = [...all(element, 'filters'), ...all(element, 'inputAssignments')].flatMap(
      (each) => text(each, 'field') ?? [],
    );
    return [{ type: 'CustomObject', fullName: object, problem }, ...fields.map((field) => noField(object, field))];
  });
  const references = [...new Set(mentioned(root))];
  const object = text(start, 'object');
  const ofTrigger = references.flatMap((reference) => {
    const field = /^\$Record\.(\w+)$/.exec(reference)?.[1];
    return field === undefined || object === undefined ? [] : [noField(object, field)];
  });
  const labels = references.flatMap((reference) => {
    const label = /^\$Label\.(\w+)$/.exec(reference)?.[1];
    if (label === undefined) return [];
    const problem = `field integrity exception: unknown (The custom label "${label}" doesn't exist.)`;
    return [{ type: 'CustomLabel', fullName: label, problem }];
  });
  return [...ofRecords, ...ofTrigger, ...labels];
}

/** All texts of `elementReference` and `leftValueReference`, however deep. */
function mentioned(element: Element): string[] {
  return Object.entries(element).flatMap(([name, node]) => {
    const here = name === 'elementReference' || name === 'leftValueReference' ? texts(element, name) : [];
    const below = (Array.isArray(node) ? node : [node]).filter((each): each is Element => typeof each === 'object');
    return [...here, ...below.flatMap(mentioned)];
  });
}

function pageNeeds(root: Element): Need[] {
  const object = text(root, 'sobjectType');
  const components = all(root, 'flexiPageRegions').flatMap((region) => [
    ...all(region, 'componentInstances'),
    ...all(region, 'itemInstances').flatMap((item) => all(item, 'componentInstance')),
  ]);
  return [
    ...(object === undefined ? [] : [named('sobjectType', 'CustomObject', object)]),
    ...components.flatMap((component): Need[] => {
      const name = text(component, 'componentName') ?? '';
      // `force:detailPanel` and the like are Salesforce's own; without a namespace it is one of the org.
      const own = /^(?:c:)?(\w+)$/.exec(name)?.[1];
      const problem = `We couldn't retrieve the design time component information for component ${name}.`;
      return own === undefined ? [] : [{ type: 'LightningComponentBundle', fullName: own, problem }];
    }),
  ];
}

function bundleNeeds(own: string, files: ReadonlyMap<string, Buffer>): Need[] {
  const names = [...files].flatMap(([path, content]) => {
    const source = content.toString('utf8');
    if (path.endsWith('.js')) return [...source.matchAll(/\bfrom\s+['"]c\/(\w+)['"]/g)].map(([, name = '']) => name);
    if (path.endsWith('.css')) return [...source.matchAll(/@import\s+['"]c\/(\w+)['"]/g)].map(([, name = '']) => name);
    if (!path.endsWith('.html')) return [];
    return [...source.matchAll(/<c-([a-z0-9-]+)/g)].map(([, tag = '']) =>
      tag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    );
  });
  return [...new Set(names)]
    .filter((name) => name !== own)
    .map((name) => ({
      type: 'LightningComponentBundle',
      fullName: name,
      problem: `No MODULE named markup://c:${name} found`,
    }));
}

function reportTypeNeeds(root: Element): Need[] {
  const base = text(root, 'baseObject') ?? '';
  const columns = all(root, 'sections').flatMap((section) => all(section, 'columns'));
  return [
    named('baseObject', 'CustomObject', base),
    ...columns
      .filter((column) => text(column, 'table') === base)
      .map((column) => named('field', 'CustomField', `${base}.${text(column, 'field') ?? ''}`)),
  ];
}

function folderNeed(type: 'Report' | 'Dashboard', fullName: string): Need[] {
  const folder = fullName.split('/')[0] ?? '';
  const isFolder = !fullName.includes('/') || folder === 'unfiled$public';
  return isFolder ? [] : [{ type, fullName: folder, problem: `Cannot find folder:${folder}` }];
}

function reportNeeds(fullName: string, root: Element): Need[] {
  const own = /^(\w+)__c$/.exec(text(root, 'reportType') ?? '')?.[1];
  const columns = [
    ...all(root, 'columns').map((each) => text(each, 'field')),
    ...all(root, 'groupingsDown').map((each) => text(each, 'field')),
    ...all(first(root, 'filter') ?? {}, 'criteriaItems').map((each) => text(each, 'column')),
    text(root, 'sortColumn'),
  ];
  return [
    ...folderNeed('Report', fullName),
    ...(own === undefined
      ? []
      : [{ type: 'ReportType', fullName: own, problem: `reportType: Invalid report type: ${own}__c` }]),
    ...columns.flatMap((column): Need[] => {
      const [object, field] = (column ?? '').split('$');
      return object === undefined || field === undefined
        ? []
        : [{ type: 'CustomField', fullName: `${object}.${field}`, problem: `Invalid field name: ${column}` }];
    }),
  ];
}

function dashboardNeeds(fullName: string, root: Element): Need[] {
  const cells = all(first(root, 'dashboardGridLayout') ?? {}, 'dashboardGridComponents');
  const sections = ['leftSection', 'middleSection', 'rightSection'].flatMap((name) => all(root, name));
  const components = [
    ...cells.flatMap((cell) => all(cell, 'dashboardComponent')),
    ...sections.flatMap((section) => all(section, 'components')),
  ];
  return [
    ...folderNeed('Dashboard', fullName),
    ...components.flatMap((component) => optional('report', 'Report', text(component, 'report'))),
  ];
}

function translationNeeds(root: Element): Need[] {
  return [
    ...all(root, 'customLabels').map((each) => named('name', 'CustomLabel', text(each, 'name') ?? '')),
    ...all(root, 'customTabs').map((each) => named('name', 'CustomTab', text(each, 'name') ?? '')),
  ];
}

function objectTranslationNeeds(fullName: string, root: Element): Need[] {
  const object = fullName.replace(/-\w+$/, '');
  return [
    named('fullName', 'CustomObject', object),
    ...all(root, 'fields').map((each) => named('name', 'CustomField', `${object}.${text(each, 'name') ?? ''}`)),
  ];
}

function clientAppNeeds(root: Element): Need[] {
  const sets = text(root, 'commaSeparatedPermissionSet')?.split(',') ?? [];
  return [
    named('externalClientApplication', 'ExternalClientApplication', text(root, 'externalClientApplication') ?? ''),
    ...sets.map((set) => named('commaSeparatedPermissionSet', 'PermissionSet', set.trim())),
  ];
}
