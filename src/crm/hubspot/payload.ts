/** HubSpot's answers as zod schemas: only what we read. Everything else is dropped at this border. */
import { z } from 'zod';
import { CrmChanged, CrmRejected } from '../../errors.ts';
import type { CrmResponse } from '../port.ts';

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const propertyValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullish()
  .transform((value) => value ?? null);

const linkSchema = z.object({ id, type: z.string().optional() });
const pagingSchema = z.object({ next: z.object({ after: id }).optional() });

export const objectSchema = z.object({
  id,
  properties: z.record(z.string(), propertyValue),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.object({ value: propertyValue, timestamp: z.string() })))
    .optional(),
  updatedAt: z.string().optional(),
  archived: z.boolean().optional(),
  archivedAt: z.string().optional(),
  associations: z
    .record(z.string(), z.object({ results: z.array(linkSchema), paging: pagingSchema.optional() }))
    .optional(),
});
export type VendorRecord = z.infer<typeof objectSchema>;

/** Records stay unread here, so that one of unknown form does not lose its page. */
export const listSchema = z.object({
  results: z.array(z.unknown()),
  paging: pagingSchema.optional(),
  total: z.number().optional(),
});

const itemErrorSchema = z.object({
  message: z.string().default(''),
  code: z.string().optional(),
  category: z.string().optional(),
  subCategory: z.unknown().optional(),
  context: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const wholeErrorSchema = itemErrorSchema.extend({
  status: z.unknown().optional(),
  policyName: z.string().optional(),
  errors: z.array(itemErrorSchema).optional().catch(undefined),
});

const quotedSchema = z.array(z.object({ message: z.string(), error: z.string(), name: z.string().optional() }));

/** Refused values are sometimes listed in the message alone, as JSON: `Property values were not valid: [{"isValid":false, …}]`. */
function quotedIn(message: string): z.infer<typeof itemErrorSchema>[] | undefined {
  const start = message.indexOf('[{');
  if (start === -1) return undefined;
  try {
    const quoted = quotedSchema.safeParse(JSON.parse(message.slice(start))).data;
    return quoted?.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: name } }));
  } catch {
    return undefined;
  }
}

export const errorSchema = wholeErrorSchema.transform((error) => ({
  ...error,
  errors: error.errors?.length ? error.errors : quotedIn(error.message),
}));
export type ErrorBody = z.infer<typeof errorSchema>;

export const batchSchema = z.object({
  results: z.array(z.unknown()).default([]),
  errors: z.array(errorSchema).default([]),
});

export const associationsSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id }),
      to: z.array(
        z.object({
          toObjectId: id,
          associationTypes: z
            .array(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() }))
            .default([]),
        }),
      ),
      paging: pagingSchema.optional(),
    }),
  ),
});

export const propertySchema = z.object({
  name: z.string(),
  label: z.string().default(''),
  description: z.string().nullish(),
  type: z.string(),
  fieldType: z.string().default(''),
  groupName: z.string().nullish(),
  options: z
    .array(
      z.object({
        value: z.string(),
        label: z.string(),
        displayOrder: z.number().nullish(),
        hidden: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .default([]),
});
export type VendorProperty = z.infer<typeof propertySchema>;
export const propertiesSchema = z.object({ results: z.array(propertySchema) });

export const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id,
      stages: z.array(
        z.object({
          id,
          label: z.string().optional(),
          metadata: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]).transform(String)).default({}),
        }),
      ),
    }),
  ),
});

export const accountSchema = z.object({
  portalId: id,
  accountType: z.string().optional(),
  timeZone: z.string().default('UTC'),
  uiDomain: z.string().default('app.hubspot.com'),
});

export const dailyUsageSchema = z.object({
  results: z.array(z.object({ usageLimit: z.number(), currentUsage: z.number(), resetsAt: z.string().nullish() })),
});

export const recordLimitsSchema = z.object({
  hubspotDefinedObjectTypes: z.array(z.object({ objectTypeId: z.string(), usage: z.number() })),
});

export const propertyLimitsSchema = z.object({
  overallLimit: z.number().nullish(),
  overallUsage: z.number().nullish(),
  byObjectType: z
    .array(z.object({ objectTypeId: z.string(), limit: z.number().nullish(), usage: z.number().nullish() }))
    .default([]),
});

/** What HubSpot says was wrong, in one line, without the values that it may quote. */
export function complaintOf(body: unknown): { readonly code: string; readonly message: string } {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { code: 'UNKNOWN', message: 'no reason was given' };
  const { message, category, errors } = parsed.data;
  const first = errors?.[0];
  const code = first?.code ?? category ?? 'UNKNOWN';
  return { code, message: (first?.message || message || 'no reason was given').slice(0, 500) };
}

/** The body of a good answer. Throws CrmRejected for any other, CrmChanged for an unknown form. */
export function bodyOf<Schema extends z.ZodType>(response: CrmResponse, schema: Schema, what: string): z.infer<Schema> {
  if (response.status < 200 || response.status > 299) {
    const { code, message } = complaintOf(response.body);
    throw new CrmRejected(`${what}: ${message}`, { context: { status: response.status, code } });
  }
  const parsed = schema.safeParse(response.body);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)');
    throw new CrmChanged(`${what}: ${[...new Set(places)].slice(0, 5).join(', ')}`);
  }
  return parsed.data;
}
