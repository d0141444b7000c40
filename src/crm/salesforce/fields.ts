/** Our fields as Salesforce custom fields. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm */
import { CrmRejected, ScopeMissing } from '../../errors.ts';
import type { FieldResult, FieldSpec, Transport } from '../port.ts';
import type { Account, VendorField } from './account.ts';
import { type FieldAccess, madeFields, openAccess } from './field-access.ts';
import { FIELD_VENDORS, manifest } from './manifest.ts';
import { deleteComponents, saveComponents } from './soap.ts';

/** `described`: what describe calls it. */
const TYPES = {
  number: { described: 'double', metadata: { type: 'Number', precision: 18, scale: 2 } },
  string: { described: 'string', metadata: { type: 'Text', length: 255 } },
  longtext: { described: 'textarea', metadata: { type: 'LongTextArea', length: 131_072, visibleLines: 5 } },
  choice: { described: 'picklist', metadata: { type: 'Picklist' } },
  choices: { described: 'multipicklist', metadata: { type: 'MultiselectPicklist', visibleLines: 5 } },
  datetime: { described: 'datetime', metadata: { type: 'DateTime' } },
} as const satisfies Record<FieldSpec['type'], { described: string; metadata: object }>;

const LONGEST_LABEL = 40;
const LONGEST_HELP = 255;

type Report = (field: FieldSpec, outcome: FieldResult['outcome'], message?: string) => void;

/** What does not fit into 40 characters loses its remark in brackets first. */
export function labelOf(label: string): string {
  return (label.length > LONGEST_LABEL ? label.replace(/ \([^()]*\)$/, '') : label).slice(0, LONGEST_LABEL);
}

const fullNameOf = (field: Pick<FieldSpec, 'object' | 'name'>): string =>
  `${FIELD_VENDORS[field.object]}.${manifest.fieldName(field.name)}`;

/** A field as the Metadata API takes it; the package of `extensions/salesforce` is made from the same. */
export function fieldComponent(field: FieldSpec, options = field.options ?? []): Readonly<Record<string, unknown>> {
  const { metadata } = TYPES[field.type];
  return {
    fullName: fullNameOf(field),
    label: labelOf(field.label),
    description: field.description,
    inlineHelpText: field.description.slice(0, LONGEST_HELP),
    required: false,
    ...metadata,
    ...(options.length > 0 && {
      valueSet: {
        restricted: true,
        valueSetDefinition: {
          sorted: false,
          value: options.map(({ value, label }) => ({ fullName: value, default: false, label })),
        },
      },
    }),
  };
}

/** One result per field, in the same order. */
export async function ensureFields(
  transport: Transport,
  account: Account,
  fields: readonly FieldSpec[],
): Promise<readonly FieldResult[]> {
  const results = new Map<FieldSpec, FieldResult>();
  const report: Report = (field, outcome, message) =>
    results.set(field, { object: field.object, field: field.name, outcome, ...(message && { message }) });
  try {
    await ensureAll(transport, account, fields, report);
  } catch (error) {
    if (!(error instanceof ScopeMissing || error instanceof CrmRejected)) throw error;
    const message = `${error.message} An admin can deploy the fields instead: pulso install salesforce.`;
    for (const field of fields) if (!results.has(field)) report(field, 'refused', message);
  }
  return fields.map((field) => results.get(field)).filter((result) => result !== undefined);
}

async function ensureAll(
  transport: Transport,
  account: Account,
  fields: readonly FieldSpec[],
  report: Report,
): Promise<void> {
  account.refresh();
  const before = await visible(account, fields);
  if (fields.every((field) => isSame(field, before.get(field)))) {
    for (const field of fields) report(field, 'same');
    return;
  }
  const access = await openAccess(transport);
  account.refresh();
  const existing = await visible(account, fields);
  const missing: FieldSpec[] = [];
  const outdated: FieldSpec[] = [];
  for (const field of fields) {
    const found = existing.get(field);
    if (found === undefined) missing.push(field);
    else if (isSame(field, found)) report(field, 'same');
    else if (found.type === TYPES[field.type].described) outdated.push(field);
    else report(field, 'conflict', conflictMessage(field, found.type));
  }
  if (outdated.length > 0) await update(transport, outdated, existing, report);
  if (missing.length > 0) await create(transport, access, missing, report);
}

function conflictMessage(field: FieldSpec, found: string): string {
  return `The field ${fullNameOf(field)} exists as ${found}; Pulso needs ${TYPES[field.type].metadata.type}. Rename or delete it in Salesforce.`;
}

async function visible(account: Account, fields: readonly FieldSpec[]): Promise<ReadonlyMap<FieldSpec, VendorField>> {
  const found = new Map<FieldSpec, VendorField>();
  for (const field of fields) {
    const known = (await account.describe(FIELD_VENDORS[field.object]))?.fields.get(manifest.fieldName(field.name));
    if (known) found.set(field, known);
  }
  return found;
}

function isSame(field: FieldSpec, found: VendorField | undefined): boolean {
  if (found === undefined || !found.updateable || found.type !== TYPES[field.type].described) return false;
  const labels = new Map(found.options.map(({ value, label }) => [value, label]));
  return (
    found.label === labelOf(field.label) &&
    (found.inlineHelpText ?? '') === field.description.slice(0, LONGEST_HELP) &&
    (field.options ?? []).every(({ value, label }) => labels.get(value) === label)
  );
}

/** Choices that somebody else added are kept. */
function mergedOptions(field: FieldSpec, found: VendorField | undefined): NonNullable<FieldSpec['options']> {
  const ours = field.options ?? [];
  const values = new Set(ours.map(({ value }) => value));
  return [...ours, ...(found?.options ?? []).filter(({ value }) => !values.has(value))];
}

async function update(
  transport: Transport,
  fields: readonly FieldSpec[],
  existing: ReadonlyMap<FieldSpec, VendorField>,
  report: Report,
): Promise<void> {
  const components = fields.map((field) => fieldComponent(field, mergedOptions(field, existing.get(field))));
  const results = await saveComponents(transport, 'updateMetadata', 'CustomField', components);
  for (const [index, field] of fields.entries()) {
    const error = results[index]?.error;
    if (error) report(field, 'refused', `${error.code}: ${error.message}`);
    else report(field, 'updated');
  }
}

async function create(
  transport: Transport,
  access: FieldAccess,
  fields: readonly FieldSpec[],
  report: Report,
): Promise<void> {
  const components = fields.map((field) => fieldComponent(field));
  const results = await saveComponents(transport, 'createMetadata', 'CustomField', components);
  const made: FieldSpec[] = [];
  for (const [index, field] of fields.entries()) {
    const error = results[index]?.error;
    if (!error) made.push(field);
    else if (error.code === 'DUPLICATE_DEVELOPER_NAME') {
      const message = `The field ${fullNameOf(field)} exists but is hidden from our user. Rename or delete it in Salesforce, or give the integration user edit access to it.`;
      report(field, 'conflict', message);
    } else report(field, 'refused', `${error.code}: ${error.message}${remedyOf(error.message)}`);
  }
  await access.open(made.map(fullNameOf));
  for (const field of made) report(field, 'created');
}

/** Salesforce names a full quota in words alone. */
const remedyOf = (message: string): string =>
  /maximum number of (?:custom )?fields/i.test(message)
    ? '. The other fields are written all the same; delete custom fields of the object that nobody uses, or have Pulso write fewer'
    : '';

/** Only fields that Pulso itself made are ever deleted. */
export async function removeFields(
  transport: Transport,
  account: Account,
  fields: readonly Pick<FieldSpec, 'object' | 'name'>[],
): Promise<readonly FieldResult[]> {
  account.refresh();
  const made = await madeFields(transport);
  const results = new Map<string, FieldResult>();
  const ours = fields.filter((field) => made.has(fullNameOf(field)));
  for (const { object, name } of fields) {
    const fullName = fullNameOf({ object, name });
    if (made.has(fullName)) continue;
    const described = await account.describe(FIELD_VENDORS[object]);
    const foreign = described?.fields.has(manifest.fieldName(name)) ?? false;
    const message = `The field ${fullName} was not made by Pulso; delete it in Salesforce, or uninstall the package that brought it (pulso uninstall salesforce).`;
    results.set(
      fullName,
      foreign ? { object, field: name, outcome: 'refused', message } : { object, field: name, outcome: 'same' },
    );
  }
  const names = ours.map(fullNameOf);
  const answers = names.length > 0 ? await deleteComponents(transport, 'CustomField', names) : [];
  for (const [index, { object, name }] of ours.entries()) {
    const error = answers[index]?.error;
    results.set(
      fullNameOf({ object, name }),
      error
        ? { object, field: name, outcome: 'refused', message: `${error.code}: ${error.message}` }
        : { object, field: name, outcome: 'removed' },
    );
  }
  return fields.map((field) => results.get(fullNameOf(field))).filter((result) => result !== undefined);
}
