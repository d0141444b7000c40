/** Our fields as HubSpot properties, in a group of their own. https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide */
import { ScopeMissing } from '../../errors.ts';
import type { CrmRequest, CrmResponse, FieldObject, FieldResult, FieldSpec, Transport } from '../port.ts';
import { get } from './account.ts';
import { API_VERSION, FIELD_VENDORS, manifest, VENDOR_TYPES } from './manifest.ts';
import { bodyOf, complaintOf, propertiesSchema, propertyLimitsSchema, type VendorProperty } from './payload.ts';

export const GROUP = 'pulso';

const TYPES = {
  number: { type: 'number', fieldType: 'number' },
  string: { type: 'string', fieldType: 'text' },
  longtext: { type: 'string', fieldType: 'textarea' },
  choice: { type: 'enumeration', fieldType: 'select' },
  choices: { type: 'enumeration', fieldType: 'checkbox' },
  datetime: { type: 'datetime', fieldType: 'date' },
} as const satisfies Record<FieldSpec['type'], { type: string; fieldType: string }>;

const propertiesPath = (object: FieldObject, rest = ''): string =>
  `/crm/properties/${API_VERSION}/${FIELD_VENDORS[object]}${rest}`;

/** Creating and patching are named after the property: doing them twice does no harm. */
const change = (method: CrmRequest['method'], path: string, body?: unknown): CrmRequest => ({
  method,
  path,
  ...(body === undefined ? {} : { body }),
  bucket: 'general',
  idempotent: true,
});

const isGood = (response: CrmResponse): boolean => response.status >= 200 && response.status < 300;

type Wanted = ReturnType<typeof wantedProperty>;

function wantedProperty(field: FieldSpec) {
  return {
    name: manifest.fieldName(field.name),
    label: field.label,
    description: field.description,
    ...TYPES[field.type],
    groupName: GROUP,
    options: (field.options ?? []).map(({ value, label }, displayOrder) => ({
      value,
      label,
      displayOrder,
      hidden: false,
    })),
  };
}

/** One result per field, in the same order. A missing scope refuses the fields of its object and names itself in the message. */
export async function ensureFields(
  transport: Transport,
  fields: readonly FieldSpec[],
): Promise<readonly FieldResult[]> {
  const results = new Map<FieldSpec, FieldResult>();
  for (const object of Object.keys(FIELD_VENDORS) as FieldObject[]) {
    const ours = fields.filter((field) => field.object === object);
    if (ours.length === 0) continue;
    const report: Report = (field, outcome, message) =>
      results.set(field, { object, field: field.name, outcome, ...(message && { message }) });
    try {
      await ensureObject(transport, object, ours, report);
    } catch (error) {
      if (!(error instanceof ScopeMissing)) throw error;
      for (const field of ours) if (!results.has(field)) report(field, 'refused', error.message);
    }
  }
  return fields.map((field) => results.get(field)).filter((result) => result !== undefined);
}

type Report = (field: FieldSpec, outcome: FieldResult['outcome'], message?: string) => void;

async function ensureObject(
  transport: Transport,
  object: FieldObject,
  fields: readonly FieldSpec[],
  report: Report,
): Promise<void> {
  const response = await transport.send(get(propertiesPath(object)));
  const { results } = bodyOf(response, propertiesSchema, `the properties of ${FIELD_VENDORS[object]}`);
  const existing = new Map(results.map((property) => [property.name, property]));
  const missing: FieldSpec[] = [];
  for (const field of fields) {
    const found = existing.get(manifest.fieldName(field.name));
    if (found) await bringUpToDate(transport, object, field, found, report);
    else missing.push(field);
  }
  if (missing.length === 0) return;
  const room = await roomFor(transport, object);
  const fitting = missing.slice(0, room);
  for (const field of missing.slice(room)) {
    const message = `The account has room for ${room} more custom properties on ${FIELD_VENDORS[object]}, ${missing.length} are needed. Choose fewer fields or delete unused properties.`;
    report(field, 'refused', message);
  }
  if (fitting.length > 0) await create(transport, object, fitting, report);
}

/** `select` and `radio` look different but hold the same; one and several choices do not. */
function holdsTheSame(found: VendorProperty, wanted: Wanted): boolean {
  if (found.type !== wanted.type) return false;
  return wanted.type !== 'enumeration' || (found.fieldType === 'checkbox') === (wanted.fieldType === 'checkbox');
}

async function bringUpToDate(
  transport: Transport,
  object: FieldObject,
  field: FieldSpec,
  found: VendorProperty,
  report: Report,
): Promise<void> {
  const wanted = wantedProperty(field);
  if (!holdsTheSame(found, wanted)) {
    const message = `The property ${wanted.name} exists as ${found.type}/${found.fieldType}; Pulso needs ${wanted.type}/${wanted.fieldType}. Rename or delete it in HubSpot.`;
    report(field, 'conflict', message);
    return;
  }
  const options = mergedOptions(found, wanted);
  const changes = {
    ...(found.label !== wanted.label && { label: wanted.label }),
    ...((found.description ?? '') !== wanted.description && { description: wanted.description }),
    ...(options && { options }),
  };
  if (Object.keys(changes).length === 0) return report(field, 'same');
  const response = await transport.send(change('PATCH', propertiesPath(object, `/${wanted.name}`), changes));
  if (isGood(response)) report(field, 'updated');
  else report(field, 'refused', complaintOf(response.body).message);
}

/** null when ours are all there under their labels; options that somebody else added are kept. */
function mergedOptions(found: VendorProperty, wanted: Wanted): Wanted['options'] | null {
  const known = new Map(found.options.map((option) => [option.value, option.label]));
  if (wanted.options.every(({ value, label }) => known.get(value) === label)) return null;
  const ours = new Set(wanted.options.map(({ value }) => value));
  const others = found.options
    .filter(({ value }) => !ours.has(value))
    .map(({ value, label, hidden }, index) => ({
      value,
      label,
      displayOrder: wanted.options.length + index,
      hidden: hidden ?? false,
    }));
  return [...wanted.options, ...others];
}

/** How many custom properties still fit; unlimited where HubSpot does not say. */
async function roomFor(transport: Transport, object: FieldObject): Promise<number> {
  let response: CrmResponse;
  try {
    response = await transport.send(get(`/crm/limits/${API_VERSION}/custom-properties`));
  } catch (error) {
    if (error instanceof ScopeMissing) return Number.POSITIVE_INFINITY;
    throw error;
  }
  const limits = isGood(response) ? propertyLimitsSchema.safeParse(response.body).data : undefined;
  if (!limits) return Number.POSITIVE_INFINITY;
  const { typeId } = VENDOR_TYPES[FIELD_VENDORS[object]];
  const own = limits.byObjectType.find((type) => type.objectTypeId === typeId);
  const left = (limit: number | null | undefined, usage: number | null | undefined): number =>
    typeof limit === 'number' && typeof usage === 'number' ? Math.max(0, limit - usage) : Number.POSITIVE_INFINITY;
  return Math.min(left(limits.overallLimit, limits.overallUsage), left(own?.limit, own?.usage));
}

async function create(
  transport: Transport,
  object: FieldObject,
  fields: readonly FieldSpec[],
  report: Report,
): Promise<void> {
  const group = await transport.send(
    change('POST', propertiesPath(object, '/groups'), { name: GROUP, label: 'Pulso', displayOrder: -1 }),
  );
  // Already there is as good as created.
  if (!isGood(group) && group.status !== 409) {
    const { message } = complaintOf(group.body);
    for (const field of fields) report(field, 'refused', `The property group could not be created: ${message}`);
    return;
  }
  const inputs = fields.map(wantedProperty);
  const response = await transport.send(change('POST', propertiesPath(object, '/batch/create'), { inputs }));
  const made = isGood(response) ? propertiesSchema.safeParse(response.body).data?.results : undefined;
  const created = new Set(made?.map(({ name }) => name) ?? []);
  for (const field of fields) {
    if (created.has(manifest.fieldName(field.name))) report(field, 'created');
    else await createOne(transport, object, field, report);
  }
}

/** After a batch that was refused as a whole or in part: each by itself tells which and why. */
async function createOne(transport: Transport, object: FieldObject, field: FieldSpec, report: Report): Promise<void> {
  const response = await transport.send(change('POST', propertiesPath(object), wantedProperty(field)));
  if (isGood(response)) report(field, 'created');
  else if (response.status === 409) report(field, 'same');
  else report(field, 'refused', complaintOf(response.body).message);
}

/** Only properties in our group are ever deleted; the group goes with the last of them. */
export async function removeFields(
  transport: Transport,
  fields: readonly Pick<FieldSpec, 'object' | 'name'>[],
): Promise<readonly FieldResult[]> {
  const results: FieldResult[] = [];
  for (const object of Object.keys(FIELD_VENDORS) as FieldObject[]) {
    const ours = fields.filter((field) => field.object === object);
    if (ours.length === 0) continue;
    try {
      results.push(
        ...(await removeFromObject(
          transport,
          object,
          ours.map(({ name }) => name),
        )),
      );
    } catch (error) {
      if (!(error instanceof ScopeMissing)) throw error;
      results.push(
        ...ours.map(({ name }) => ({ object, field: name, outcome: 'refused' as const, message: error.message })),
      );
    }
  }
  return results;
}

async function removeFromObject(
  transport: Transport,
  object: FieldObject,
  names: readonly string[],
): Promise<readonly FieldResult[]> {
  const response = await transport.send(get(propertiesPath(object)));
  const { results: properties } = bodyOf(response, propertiesSchema, `the properties of ${FIELD_VENDORS[object]}`);
  const grouped = new Set(properties.filter(({ groupName }) => groupName === GROUP).map(({ name }) => name));
  const results: FieldResult[] = [];
  for (const field of names) {
    const name = manifest.fieldName(field);
    if (!grouped.has(name)) {
      const foreign = properties.some((property) => property.name === name);
      const message = `The property ${name} is not in the group ${GROUP}; delete it in HubSpot if it is not needed.`;
      results.push(foreign ? { object, field, outcome: 'refused', message } : { object, field, outcome: 'same' });
      continue;
    }
    const answer = await transport.send(change('DELETE', propertiesPath(object, `/${name}`)));
    if (isGood(answer) || answer.status === 404) {
      grouped.delete(name);
      results.push({ object, field, outcome: 'removed' });
    } else results.push({ object, field, outcome: 'refused', message: complaintOf(answer.body).message });
  }
  const touched = results.some(({ outcome }) => outcome === 'removed');
  if (touched && grouped.size === 0) await transport.send(change('DELETE', propertiesPath(object, `/groups/${GROUP}`)));
  return results;
}
