/** The properties by which an install's customers and accounts can be split. */
import { z } from 'zod';
import type { Attributes } from '../../cx/portfolio/segments.ts';
import type { Install, StoredSubject } from '../../store/port.ts';
import type { KnownSubject } from './each-subject.ts';

const USUAL = ['lifecycle', 'language'] as const;

const crmSettingsSchema = z.looseObject({
  properties: z.looseObject({ segments: z.array(z.string()) }).optional(),
  fields: z.looseObject({ segments: z.array(z.string()) }).optional(),
});

/** The properties to split by: lifecycle, which gives the prior, language, and those that an admin named in the CRM's settings. */
export function segmentProperties({ settings }: Pick<Install, 'settings'>): readonly string[] {
  const crm = crmSettingsSchema.safeParse(settings.crm).data;
  const named = [...(crm?.properties?.segments ?? []), ...(crm?.fields?.segments ?? [])];
  return [...new Set([...USUAL, ...named])];
}

/** A number, so that many values are cut into quarters; a code with leading zeros stays a word. */
function read(value: string): string | number {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

/** What the CRM says of a customer: its own properties, and over them those that Pulso reads of every one. */
export function attributesOf({
  subject,
  record,
}: Pick<KnownSubject, 'record'> & { readonly subject: Pick<StoredSubject, 'language'> }): Attributes {
  return {
    ...Object.fromEntries(Object.entries(record?.segments ?? {}).map(([name, value]) => [name, read(value)])),
    lifecycle: record?.lifecycle ?? null,
    language: subject.language,
    opted_out: record?.optedOut ?? null,
  };
}
