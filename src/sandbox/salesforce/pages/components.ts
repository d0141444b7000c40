/** The org's Lightning components on its pages: their bundle, and the data that the platform's wire adapters give them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { parseJson } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import type { ComponentSettings } from '../options.ts';
import { bodyOf } from '../pipeline.ts';
import { contextOf } from '../routes/query-context.ts';
import type { QueryContext } from '../soql/bind.ts';
import type { Org } from '../state/org.ts';
import { answerGraphql } from './graphql.ts';
import type { GraphqlObject } from './graphql-document.ts';
import { createdRecord, relatedRecords, uiRecord } from './ui-records.ts';

export const COMPONENT_FOLDER = '/_sandbox/lightning';
const FILES = ['host.js', 'styles.css'] as const;

const names = z.array(z.string()).default([]);
const wish = { fields: names, optionalFields: names };
const recordSchema = z.object({ recordId: z.string(), ...wish });
const relatedSchema = z.object({
  parentRecordId: z.string(),
  relatedListId: z.string(),
  pageSize: z.number().int().min(1).max(1_999).default(50),
  ...wish,
});
const creationSchema = z.object({ apiName: z.string(), fields: z.record(z.string(), z.json()) });
const graphqlSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.json()).default({}),
});

/** Whom a page is shown to: an id or user name; the org's admin unless told. */
export function viewerOf(org: Org, asked: string | undefined): string {
  if (!asked) return org.facts.adminId;
  const [named] = org.records.byValue('User', 'Username', [asked]);
  const found = org.records.live('User', asked) ?? named;
  if (!found) throw new ApiError(404, 'NOT_FOUND', `no user ${asked}`);
  return found.id;
}

/** True where the bundle is complete. */
export function hasComponents(settings: ComponentSettings | undefined): boolean {
  const folder = settings?.folder() ?? null;
  return folder !== null && FILES.every((name) => existsSync(join(folder, name)));
}

/** Serves the bundle, and answers what components ask as whoever looks at the page. */
export function mountComponents(app: Express, org: Org, settings: ComponentSettings): void {
  const answer =
    <Schema extends z.ZodType>(schema: Schema, act: (context: QueryContext, input: z.infer<Schema>) => object) =>
    (request: Request, response: Response): void => {
      try {
        const given = schema.safeParse(parseJson(bodyOf(request)));
        if (!given.success) throw new ApiError(400, 'INVALID_INPUT', z.prettifyError(given.error));
        const userId = viewerOf(org, request.get('x-sandbox-user'));
        response.json(act(contextOf(org, { caller: { userId, token: '', clientId: undefined } }, false), given.data));
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        const { status, errorCode, message } = fault;
        response.status(status).json({ statusCode: status, errorCode, message });
      }
    };

  for (const file of FILES) {
    app.get(`${COMPONENT_FOLDER}/${file}`, (_request, response, next) => {
      const folder = settings.folder();
      if (folder === null) next();
      else response.sendFile(join(folder, file), { dotfiles: 'allow' });
    });
  }
  app.post(
    `${COMPONENT_FOLDER}/data/record`,
    answer(recordSchema, (context, { recordId, ...wanted }) => uiRecord(context, recordId, wanted)),
  );
  app.post(
    `${COMPONENT_FOLDER}/data/create-record`,
    answer(creationSchema, (context, { apiName, fields }) => createdRecord(context, apiName, fields)),
  );
  app.post(
    `${COMPONENT_FOLDER}/data/related-list`,
    answer(relatedSchema, (context, { parentRecordId, relatedListId, ...wanted }) =>
      relatedRecords(context, parentRecordId, relatedListId, wanted),
    ),
  );
  app.post(
    `${COMPONENT_FOLDER}/data/graphql`,
    answer(graphqlSchema, (context, { query, variables }) => answerGraphql(context, query, variables as GraphqlObject)),
  );
}
