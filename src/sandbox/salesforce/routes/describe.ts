import { type Answer, type ApiCall, param, type Route, versionPath } from '../api-call.ts';
import { isToolingOnly } from '../schema/flows.ts';
import type { Org } from '../state/org.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { conditional } from './conditions.ts';
import { describeField } from './describe-field.ts';
import { objectNamed } from './find-object.ts';

/** What describeGlobal says of an object. */
function basics(org: Org, call: ApiCall, schema: ObjectSchema): Record<string, unknown> {
  const { definition } = schema;
  const writable = org.permissions.onObject(call.caller.userId, definition) === 'edit';
  const base = versionPath(call, `/sobjects/${definition.name}`);
  const isData = !definition.event;
  return {
    activateable: false,
    associateEntityType: definition.name.endsWith('History') ? 'History' : null,
    associateParentEntity: definition.name.endsWith('History') ? definition.name.replace(/History$/, '') : null,
    createable: definition.createable && writable,
    custom: definition.custom,
    customSetting: schema.fields.has('setupownerid'),
    deepCloneable: false,
    deletable: definition.deletable && writable,
    deprecatedAndHidden: false,
    feedEnabled: ['Account', 'Contact', 'Case', 'Opportunity', 'Lead'].includes(definition.name),
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: definition.keyPrefix,
    label: definition.label,
    labelPlural: definition.labelPlural,
    layoutable: isData,
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(definition.name),
    mruEnabled: definition.searchable,
    name: definition.name,
    queryable: definition.queryable,
    replicateable: isData,
    retrieveable: definition.queryable,
    searchable: definition.searchable,
    triggerable: true,
    undeletable: definition.deletable && writable,
    updateable: definition.updateable && writable,
    urls: {
      sobject: base,
      describe: `${base}/describe`,
      rowTemplate: `${base}/{ID}`,
      ...(definition.searchable && {
        layouts: `${base}/describe/layouts`,
        compactLayouts: `${base}/describe/compactLayouts`,
      }),
    },
  };
}

function describe(org: Org, call: ApiCall, schema: ObjectSchema): Record<string, unknown> {
  const { definition } = schema;
  const { userId } = call.caller;
  const children = org.schema
    .childrenOf(definition.name)
    .filter(({ child }) => org.permissions.onObject(userId, org.schema.get(child).definition) !== 'none');
  const facts = basics(org, call, schema);
  return {
    actionOverrides: [],
    ...facts,
    childRelationships: children.map(({ child, field, name }) => ({
      cascadeDelete: field.cascadeDelete,
      childSObject: child,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: name ?? null,
      restrictedDelete: false,
    })),
    compactLayoutable: definition.searchable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: definition.fields.flatMap((field) => {
      const access = org.permissions.onField(userId, definition, field);
      return access === 'none' ? [] : [describeField(field, access)];
    }),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [
      {
        active: true,
        available: true,
        defaultRecordTypeMapping: true,
        developerName: 'Master',
        master: true,
        name: 'Master',
        recordTypeId: '012000000000000AAA',
        urls: { layout: `${versionPath(call, `/sobjects/${definition.name}`)}/describe/layouts/012000000000000AAA` },
      },
    ],
    searchLayoutable: definition.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${definition.labelPlural.toLowerCase()}`, name: 'everything' },
      { label: `My ${definition.labelPlural.toLowerCase()}`, name: 'mine' },
    ],
  };
}

/** A section of fields as layouts show them. */
function layoutSection(org: Org, call: ApiCall, schema: ObjectSchema): Record<string, unknown> {
  const { definition } = schema;
  const fields = definition.fields.filter(
    (field) => field.type !== 'address' && org.permissions.onField(call.caller.userId, definition, field) !== 'none',
  );
  return {
    collapsed: false,
    columns: 1,
    heading: `${definition.label} Information`,
    layoutRows: fields.map((field) => ({
      layoutItems: [
        {
          editableForNew: field.createable,
          editableForUpdate: field.updateable,
          label: field.label,
          layoutComponents: [{ displayLines: 1, tabOrder: 1, type: 'Field', value: field.name }],
          placeholder: false,
          required: !field.nillable && field.createable,
        },
      ],
      numItems: 1,
    })),
    parentLayoutId: null,
    rows: fields.length,
    tabOrder: 'LeftToRight',
    useCollapsibleSection: false,
    useHeading: true,
  };
}

function layouts(org: Org, call: ApiCall, schema: ObjectSchema): Answer {
  const section = layoutSection(org, call, schema);
  const relatedLists = org.schema.childrenOf(schema.definition.name).flatMap(({ child, field, name }) =>
    name === undefined
      ? []
      : [
          {
            columns: [],
            custom: field.custom,
            field: field.name,
            label: org.schema.get(child).definition.labelPlural,
            limitRows: 5,
            name,
            sobject: child,
            sort: [],
          },
        ],
  );
  return {
    status: 200,
    body: {
      layouts: [
        {
          buttonLayoutSection: { detailButtons: [] },
          detailLayoutSections: [section],
          editLayoutSections: [section],
          feedView: null,
          highlightsPanelLayoutSection: null,
          id: null,
          multirowEditLayoutSections: [],
          quickActionList: { quickActionListItems: [] },
          relatedContent: null,
          relatedLists,
          saveOptions: [],
        },
      ],
      recordTypeMappings: [],
      recordTypeSelectorRequired: [false],
    },
  };
}

function compactLayouts(schema: ObjectSchema): Answer {
  const { definition } = schema;
  const shown = definition.fields.filter(
    (field) => field.nameField || ['Phone', 'Email', 'Status', 'Priority'].includes(field.name),
  );
  const layout = {
    actions: [],
    fieldItems: shown.map((field) => ({
      editableForNew: false,
      editableForUpdate: false,
      label: field.label,
      layoutComponents: [{ displayLines: 1, tabOrder: 1, type: 'Field', value: field.name }],
      placeholder: false,
      required: false,
    })),
    id: null,
    imageItems: [],
    label: 'System Default',
    name: 'SYSTEM',
    objectType: definition.name,
  };
  return {
    status: 200,
    body: { compactLayouts: [layout], defaultCompactLayoutId: null, recordTypeCompactLayoutMappings: [] },
  };
}

export function describeRoutes(org: Org): Route[] {
  const named = (call: ApiCall) => objectNamed(org, call, param(call, 'type'));
  return [
    {
      method: 'GET',
      path: '/sobjects',
      handle: (call) =>
        conditional(call, org.schema.changedMs(), () => ({
          encoding: 'UTF-8',
          maxBatchSize: 200,
          sobjects: org.schema
            .list()
            .filter(({ definition }) => !isToolingOnly(definition.name))
            .filter(({ definition }) => org.permissions.onObject(call.caller.userId, definition) !== 'none')
            .map((schema) => basics(org, call, schema)),
        })),
    },
    {
      method: 'GET',
      path: '/sobjects/:type/describe',
      handle: (call) => {
        const schema = named(call);
        return conditional(call, org.schema.changedMs(), () => describe(org, call, schema));
      },
    },
    { method: 'GET', path: '/sobjects/:type/describe/layouts', handle: (call) => layouts(org, call, named(call)) },
    { method: 'GET', path: '/sobjects/:type/describe/layouts/:id', handle: (call) => layouts(org, call, named(call)) },
    {
      method: 'GET',
      path: '/sobjects/:type/describe/namedLayouts/:name',
      handle: (call) => layouts(org, call, named(call)),
    },
    { method: 'GET', path: '/sobjects/:type/describe/compactLayouts', handle: (call) => compactLayouts(named(call)) },
    {
      method: 'GET',
      path: '/sobjects/:type/describe/approvalLayouts',
      handle: (call) => ({ status: 200, body: { approvalLayouts: named(call) && [] } }),
    },
    {
      method: 'GET',
      path: '/sobjects/:type',
      handle: (call) => {
        const schema = named(call);
        return {
          status: 200,
          body: { objectDescribe: basics(org, call, schema), recentItems: recentOf(org, call, schema) },
        };
      },
    },
  ];
}

/** Records that were read or written last: the newest first. */
export function recentOf(org: Org, call: ApiCall, schema: ObjectSchema, limit = 200): Record<string, unknown>[] {
  const name = schema.definition.fields.find((field) => field.nameField)?.name;
  return [...org.records.list(schema.definition.name)]
    .filter((record) => record.fields.IsDeleted !== true)
    .toSorted((left, right) => (String(left.fields.SystemModstamp) < String(right.fields.SystemModstamp) ? 1 : -1))
    .slice(0, limit)
    .map((record) => ({
      attributes: { type: record.type, url: versionPath(call, `/sobjects/${record.type}/${record.id}`) },
      Id: record.id,
      ...(name !== undefined && { [name]: record.fields[name] ?? null }),
    }));
}
