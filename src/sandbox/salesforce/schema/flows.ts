import { computed, field, instant, pick, text, whole } from './field.ts';
import { type ObjectDefinition, object } from './object.ts';

const readOnly = { createable: false, updateable: false, deletable: false } as const;

/** Flows as the Tooling API shows them; the data API does not know them. */
export const FLOW_OBJECTS: readonly ObjectDefinition[] = [
  object(
    'FlowDefinition',
    '300',
    [
      text('DeveloperName', 80, { nillable: false, nameField: true }),
      text('MasterLabel', 255),
      field('ActiveVersionId', 'string', { ...computed, length: 18 }),
      field('LatestVersionId', 'string', { ...computed, length: 18 }),
    ],
    readOnly,
  ),
  object(
    'Flow',
    '301',
    [
      text('MasterLabel', 255, { nillable: false, nameField: true }),
      field('DefinitionId', 'string', { length: 18, nillable: false }),
      whole('VersionNumber'),
      pick('Status', ['Draft*', 'Active', 'Obsolete', 'InvalidDraft']),
      text('ProcessType', 40),
      text('ApiVersion', 10),
      instant('ActivationDate', computed),
    ],
    readOnly,
  ),
];

const NAMES: ReadonlySet<string> = new Set(FLOW_OBJECTS.map(({ name }) => name.toLowerCase()));

/** Whether only the Tooling API knows the object. */
export const isToolingOnly = (name: string): boolean => NAMES.has(name.toLowerCase());
