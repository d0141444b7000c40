import { all, type Element, first, text } from './xml.ts';

/** Elements that a type cannot be without. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Flow: ['label'],
  FlexiPage: ['masterLabel', 'type', 'template'],
  CustomLabel: ['language', 'protected', 'shortDescription', 'value'],
  CustomNotificationType: ['customNotifTypeName', 'desktop', 'masterLabel', 'mobile'],
  ReportType: ['baseObject', 'deployed', 'label'],
  Report: ['format', 'name', 'reportType'],
  Dashboard: ['title', 'dashboardType'],
  ExternalClientApplication: ['contactEmail', 'label', 'distributionState'],
  ExtlClntAppOauthSettings: ['commaSeparatedOauthScopes', 'externalClientApplication', 'label'],
  ExtlClntAppGlobalOauthSettings: ['callbackUrl', 'externalClientApplication', 'label'],
  ExtlClntAppOauthConfigurablePolicies: ['externalClientApplication', 'label'],
  ExtlClntAppConfigurablePolicies: ['externalClientApplication', 'isEnabled', 'label'],
};

const OPERATORS =
  'EqualTo NotEqualTo GreaterThan LessThan GreaterThanOrEqualTo LessThanOrEqualTo StartsWith EndsWith Contains IsNull IsChanged In NotIn'.split(
    ' ',
  );
const TRIGGERS = 'Scheduled RecordBeforeSave RecordBeforeDelete RecordAfterSave PlatformEvent'.split(' ');
const RECORD_TRIGGERS = 'Create Update CreateAndUpdate Delete None'.split(' ');
const STATUSES = 'Active Draft Obsolete InvalidDraft'.split(' ');
const PAGE_TYPES = 'AppPage ObjectPage RecordPage HomePage UtilityBar'.split(' ');

/** Returns what is wrong inside a component, whatever else the org holds; undefined if nothing is. */
export function contentFault(type: string, root: Element): string | undefined {
  for (const name of REQUIRED[type] ?? []) {
    if (root[name] === undefined || root[name] === '') return `Required field is missing: ${name}`;
  }
  if (type === 'Flow') return flowFault(root);
  if (type === 'FlexiPage') return enumFault('FlexiPageType', text(root, 'type'), PAGE_TYPES);
  return undefined;
}

function enumFault(name: string, value: string | undefined, allowed: readonly string[]): string | undefined {
  return value === undefined || allowed.includes(value)
    ? undefined
    : `'${value}' is not a valid value for the enum '${name}'`;
}

function flowFault(root: Element): string | undefined {
  const start = first(root, 'start') ?? {};
  const trigger = text(start, 'triggerType');
  const filters = [
    start,
    ...['recordLookups', 'recordUpdates', 'recordDeletes'].flatMap((name) => all(root, name)),
  ].flatMap((element) => all(element, 'filters'));
  const fault =
    enumFault('FlowVersionStatus', text(root, 'status'), STATUSES) ??
    enumFault('FlowTriggerType', trigger, TRIGGERS) ??
    enumFault('RecordTriggerType', text(start, 'recordTriggerType'), RECORD_TRIGGERS) ??
    filters.map((filter) => enumFault('FlowRecordFilterOperator', text(filter, 'operator'), OPERATORS)).find(Boolean);
  if (fault !== undefined) return fault;
  if (trigger !== undefined && trigger !== 'Scheduled' && text(start, 'object') === undefined)
    return 'The object on which the flow is triggered is missing';
  return connectorFault(root);
}

/** Every connector leads to an element of the flow. */
function connectorFault(root: Element): string | undefined {
  const names = new Set<string>();
  const targets: string[] = [];
  const walk = (element: Element): void => {
    for (const [key, node] of Object.entries(element)) {
      for (const each of Array.isArray(node) ? node : [node]) {
        if (typeof each !== 'object') continue;
        const name = text(each, 'name');
        if (name !== undefined) names.add(name);
        if (/connector$/i.test(key)) targets.push(text(each, 'targetReference') ?? '');
        walk(each);
      }
    }
  };
  walk(root);
  const lost = targets.find((target) => !names.has(target));
  return lost === undefined
    ? undefined
    : `field integrity exception: unknown (The element "${lost}" that a connector leads to doesn't exist.)`;
}
