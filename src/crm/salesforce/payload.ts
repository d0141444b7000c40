/** Salesforce's answers as zod schemas: only what we read. Everything else is dropped at this border. */
import { z } from 'zod';
import { CrmChanged, CrmRejected } from '../../errors.ts';
import type { CrmResponse } from '../port.ts';

/** Fields by name; parents are nested, children are queries of their own. */
export const recordSchema = z.looseObject({ Id: z.string().min(15) });
export type VendorRecord = z.infer<typeof recordSchema>;

/** Records stay unread here, so that one of unknown form does not lose its page. */
export const querySchema = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  records: z.array(z.unknown()),
  nextRecordsUrl: z.string().optional(),
});

/** Single calls name it `errorCode`, results of a collection `statusCode`; jsforce's types know only the former. */
const errorItemSchema = z.object({
  errorCode: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().default(''),
  fields: z.array(z.string()).nullish(),
});
export const errorsSchema = z.array(errorItemSchema).min(1);
export type ErrorItem = z.infer<typeof errorItemSchema>;

export const saveResultsSchema = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(errorItemSchema).default([]) }),
);

export const deletedSchema = z.object({
  deletedRecords: z.array(z.object({ id: z.string().min(15) })),
  latestDateCovered: z.string().nullish(),
});

export const describeSchema = z.object({
  name: z.string(),
  updateable: z.boolean().default(false),
  queryable: z.boolean().default(true),
  replicateable: z.boolean().default(true),
  keyPrefix: z.string().nullish(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string().default(''),
      type: z.string(),
      length: z.number().default(0),
      custom: z.boolean().default(false),
      updateable: z.boolean().default(false),
      inlineHelpText: z.string().nullish(),
      relationshipName: z.string().nullish(),
      referenceTo: z.array(z.string()).nullish(),
      picklistValues: z
        .array(z.object({ value: z.string(), label: z.string().nullish(), active: z.boolean().default(true) }))
        .nullish(),
    }),
  ),
  childRelationships: z
    .array(z.object({ childSObject: z.string(), field: z.string(), relationshipName: z.string().nullish() }))
    .default([]),
});

export const recordCountSchema = z.object({ sObjects: z.array(z.object({ name: z.string(), count: z.number() })) });

export const limitsSchema = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });

export const organizationSchema = z.object({
  records: z.array(z.object({ Id: z.string(), Name: z.string(), TimeZoneSidKey: z.string().nullish() })).length(1),
});

export const codeOf = (item: ErrorItem | undefined): string => item?.errorCode ?? item?.statusCode ?? 'UNKNOWN';

/** What Salesforce says was wrong, in one line. */
export function complaintOf(body: unknown): { readonly code: string; readonly message: string } {
  const [first] = errorsSchema.safeParse(body).data ?? [];
  const message = first?.message.trim().replace(/\s+/g, ' ').slice(0, 500);
  return { code: codeOf(first), message: message || 'no reason was given' };
}

/** The body of a good answer. Throws CrmRejected for any other, CrmChanged for an unknown form. */
export function bodyOf<Schema extends z.ZodType>(response: CrmResponse, schema: Schema, what: string): z.infer<Schema> {
  if (response.status < 200 || response.status > 299) {
    const { code, message } = complaintOf(response.body);
    throw new CrmRejected(`${what}: ${code}: ${message}`, { context: { status: response.status, code } });
  }
  const parsed = schema.safeParse(response.body);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)');
    throw new CrmChanged(`${what}: ${[...new Set(places)].slice(0, 5).join(', ')}`);
  }
  return parsed.data;
}
