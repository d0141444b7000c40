import { z } from 'zod';
import { ApiError } from '../api-error.ts';

const bodySchema = z.object({
  q: z.string(),
  in: z.string().optional(),
  fields: z.array(z.string()).default([]),
  overallLimit: z.number().int().positive().optional(),
  defaultLimit: z.number().int().positive().optional(),
  sobjects: z
    .array(
      z.object({
        name: z.string(),
        fields: z.array(z.string()).optional(),
        where: z.string().optional(),
        orderBy: z.string().optional(),
        limit: z.number().int().positive().optional(),
      }),
    )
    .default([]),
});
type Search = z.infer<typeof bodySchema>;

/** A parameterized search in SOSL (api_rest, resources_search_parameterized). */
function soslOf({ q, in: where = 'ALL', fields, overallLimit, defaultLimit, sobjects }: Search): string {
  const escaped = q.replace(/[\\{}]/g, (letter) => `\\${letter}`);
  const returning = sobjects.map((each) => {
    const limit = each.limit ?? defaultLimit;
    const parts = [
      (each.fields ?? (fields.length > 0 ? fields : ['Id'])).join(', '),
      each.where && `WHERE ${each.where}`,
      each.orderBy && `ORDER BY ${each.orderBy}`,
      limit && `LIMIT ${limit}`,
    ];
    return `${each.name}(${parts.filter(Boolean).join(' ')})`;
  });
  const objects = returning.length > 0 ? ` RETURNING ${returning.join(', ')}` : '';
  return `FIND {${escaped}} IN ${where} FIELDS${objects}${overallLimit ? ` LIMIT ${overallLimit}` : ''}`;
}

export function soslOfBody(body: unknown): string {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return soslOf(parsed.data);
  const [issue] = parsed.error.issues;
  throw new ApiError(400, 'INVALID_SEARCH', `${issue?.path.join('.')}: ${issue?.message}`);
}

/** `?q=Acme&sobject=Account&Account.fields=id,name&Account.limit=10&in=NAME`. */
export function soslOfQuery(query: URLSearchParams): string {
  const list = (name: string): string[] | undefined => query.get(name)?.split(',');
  const count = (name: string): number | undefined => Number(query.get(name) ?? 0) || undefined;
  const sobjects = query.getAll('sobject').flatMap((names) => names.split(','));
  return soslOfBody({
    q: query.get('q') ?? undefined,
    in: query.get('in') ?? undefined,
    fields: list('fields'),
    overallLimit: count('overallLimit'),
    defaultLimit: count('defaultLimit'),
    sobjects: sobjects.map((name) => ({
      name,
      fields: list(`${name}.fields`),
      where: query.get(`${name}.where`) ?? undefined,
      orderBy: query.get(`${name}.orderBy`) ?? undefined,
      limit: count(`${name}.limit`),
    })),
  });
}
