/**
 * Extensions on the sandbox's pages: the app's real bundles in a worker, and HubSpot's part in it: `hubspot.fetch` goes through
 * here, which adds who looks to the address and signs it.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { inferObjectType } from './object-types.ts';
import { liveLinks } from './routes/inline-associations.ts';
import { signatureHeaders } from './signatures.ts';
import type { Portal } from './state/portal.ts';
import type { StoredRecord } from './state/records.ts';

export interface ExtensionUser {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface ExtensionSettings {
  /** Where the bundles lie; null while there are none, and the pages show the stored card. */
  readonly folder: () => string | null;
  /** The only address that the extension may fetch from: scheme, host and port. */
  readonly baseUrl: string;
  readonly clientSecret: string;
  readonly appId: number | string;
  /** Who looks at the pages. */
  readonly user: ExtensionUser;
}

export const EXTENSION_FOLDER = '/_sandbox/extension';
const FILES = ['worker', 'host', 'record-card', 'linked-card', 'help-desk-card', 'settings-page', 'home-page'] as const;
export type ExtensionName = Exclude<(typeof FILES)[number], 'worker' | 'host'>;

const TIMEOUT_MS = 15_000;
const crm = z.object({ objectTypeId: z.string(), objectId: z.union([z.number(), z.string()]).transform(String) });
const fetchSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  body: z.record(z.string(), z.unknown()).optional(),
});
const propertiesSchema = z.object({ crm, names: z.array(z.string()) });
const associationsSchema = z.object({
  crm,
  toObjectType: z.string(),
  properties: z.array(z.string()).default([]),
  pageLength: z.number().int().min(1).max(100).default(100),
});

/** Serves the bundles and answers what an extension asks its page. */
export function mountExtension(app: Express, portal: Portal, settings: ExtensionSettings): void {
  const answer =
    <Schema extends z.ZodType>(schema: Schema, act: (input: z.infer<Schema>) => unknown) =>
    async (request: Request, response: Response): Promise<void> => {
      const given = schema.safeParse(JSON.parse(typeof request.body === 'string' ? request.body : 'null'));
      if (given.success) response.json(await act(given.data));
      else response.status(400).json({ status: 'error', message: z.prettifyError(given.error) });
    };

  app.get(`${EXTENSION_FOLDER}/:file`, (request, response, next) => {
    const folder = settings.folder();
    const known = FILES.some((name) => `${name}.js` === request.params.file);
    if (folder === null || !known) next();
    else response.type('js').sendFile(join(folder, request.params.file), { dotfiles: 'allow' });
  });
  app.post(
    `${EXTENSION_FOLDER}/fetch`,
    answer(fetchSchema, (wanted) => passOn(portal, settings, wanted)),
  );
  app.post(
    `${EXTENSION_FOLDER}/properties`,
    answer(propertiesSchema, ({ crm: shown, names }) => valuesOf(recordOf(portal, shown), names)),
  );
  app.post(
    `${EXTENSION_FOLDER}/associations`,
    answer(associationsSchema, ({ crm: shown, toObjectType, properties, pageLength }) => {
      const type = inferObjectType(toObjectType).name;
      const links = liveLinks(portal, recordOf(portal, shown), type);
      const linked = links.flatMap(({ toId }) => portal.records.find(type, toId) ?? []);
      return {
        results: linked.slice(0, pageLength).map((record) => ({
          toObjectId: Number(record.id),
          associationTypes: [],
          properties: valuesOf(record, properties),
        })),
        hasMore: linked.length > pageLength,
        nextOffset: Math.min(linked.length, pageLength),
      };
    }),
  );
}

/** True where the bundles are complete. */
export function hasBundles(settings: ExtensionSettings | undefined): settings is ExtensionSettings {
  const folder = settings?.folder() ?? null;
  return folder !== null && FILES.every((name) => existsSync(join(folder, `${name}.js`)));
}

function recordOf(portal: Portal, { objectTypeId, objectId }: z.infer<typeof crm>): StoredRecord {
  const record = portal.records.resolve(inferObjectType(objectTypeId).name, objectId);
  if (record === undefined) throw new ApiError(404, 'This record does not exist.', { category: 'OBJECT_NOT_FOUND' });
  return record;
}

const valuesOf = (record: StoredRecord, names: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(names.map((name) => [name, record.properties[name] || null]));

/** `hubspot.fetch`: only where the app may, with the viewer in the address, signed; tried twice when nobody answers. */
async function passOn(
  portal: Portal,
  { baseUrl, clientSecret, appId, user }: ExtensionSettings,
  wanted: z.infer<typeof fetchSchema>,
): Promise<{ status: number; text: string }> {
  const url = new URL(wanted.url);
  if (url.origin !== new URL(baseUrl).origin) {
    return refusal(403, `${url.origin} is not among the app's permittedUrls.fetch`);
  }
  const viewer = { userId: user.id, portalId: portal.facts.portalId, userEmail: user.email, appId };
  const added = Object.entries(viewer).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const target = `${url.href}${url.search === '' ? '?' : '&'}${added.join('&')}`;
  const body = wanted.body === undefined ? '' : JSON.stringify(wanted.body);
  for (const last of [false, true]) {
    try {
      const response = await fetch(target, {
        method: wanted.method,
        headers: {
          ...signatureHeaders(clientSecret, wanted.method, target, body, Date.now(), 'v2'),
          'Content-Type': 'application/json',
        },
        ...(body !== '' && { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      if (response.ok) return { status: response.status, text };
      if (response.status < 500 || last) return refusal(response.status, text);
    } catch (error) {
      if (last) return refusal(502, error instanceof Error ? error.message : String(error));
    }
  }
  return refusal(502, 'nobody answers');
}

/** What is not 2xx arrives wrapped. */
function refusal(status: number, message: string): { status: number; text: string } {
  return { status, text: JSON.stringify({ status: 'error', message, appServerStatusCode: status }) };
}
