import type { Express, Request, Response } from 'express';
import { markup } from '../../shared/markup.ts';
import { ApiError } from '../api-error.ts';
import { hasBundles } from '../extension.ts';
import { inferObjectType, type ObjectType } from '../object-types.ts';
import { applyWrite, prepareUpdate } from '../object-writes.ts';
import type { Portal } from '../state/portal.ts';
import type { StoredRecord } from '../state/records.ts';
import { extensionPage } from './extension-panel.ts';
import { homePage } from './home-page.ts';
import { appPath, type PageContext, page } from './layout.ts';
import { listPage } from './list-page.ts';
import { type CardDrawing, recordPage } from './record-page.ts';
import { wordsIn } from './words.ts';

/** The pages that people look at: home, lists, records. `changed` is called after a form changed a record. */
export function mountPages(app: Express, portal: Portal, drawing: CardDrawing, changed: () => void): void {
  /** The extension, once its bundles are there. */
  const extension = () => (hasBundles(drawing.extension) ? drawing.extension : undefined);

  function contextOf(request: Request): PageContext {
    const url = new URL(request.originalUrl, 'http://sandbox');
    const asked = url.searchParams.get('lang') ?? request.acceptsLanguages('en', 'es');
    return { portal, language: asked === 'es' ? 'es' : 'en', url };
  }

  function typeOf(request: Request): ObjectType | undefined {
    try {
      return inferObjectType(String(request.params.typeId));
    } catch (fault) {
      if (fault instanceof ApiError) return undefined;
      throw fault;
    }
  }

  function recordOf(request: Request): StoredRecord | undefined {
    const type = typeOf(request);
    const here = String(request.params.portalId) === String(portal.facts.portalId);
    return type && here ? portal.records.resolve(type.name, String(request.params.id)) : undefined;
  }

  function show(response: Response, status: number, html: string): void {
    response
      .status(status)
      .set(
        'Content-Security-Policy',
        "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'",
      )
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(html);
  }

  function missing(request: Request, response: Response): void {
    const context = contextOf(request);
    const text = wordsIn(context.language)('notFound');
    show(response, 404, page(context, text, markup`<h1>${text}</h1>`));
  }

  app.get('/', (request, response) => show(response, 200, homePage(contextOf(request), extension() !== undefined)));
  app.get('/contacts/:portalId/objects/:typeId/views/:view/list', (request, response) => {
    const type = typeOf(request);
    if (type) show(response, 200, listPage(contextOf(request), type));
    else missing(request, response);
  });
  for (const which of ['home', 'settings'] as const) {
    app.get(appPath(':portalId', which), (request, response) => {
      const settings = extension();
      const here = String(request.params.portalId) === String(portal.facts.portalId);
      const context = contextOf(request);
      if (settings && here) show(response, 200, page(context, 'Pulso', extensionPage(context, settings, which)));
      else missing(request, response);
    });
  }
  const record = '/contacts/:portalId/record/:typeId/:id';
  app.get(record, (request, response) => {
    const found = recordOf(request);
    if (found) {
      const card = { renderCard: drawing.renderCard, extension: extension() };
      show(response, 200, recordPage(contextOf(request), found, card));
    } else missing(request, response);
  });
  app.post(record, (request, response) => {
    const found = recordOf(request);
    if (found?.type !== 'tickets' || found.archivedAt !== undefined) {
      missing(request, response);
      return;
    }
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const stage = form.get('hs_pipeline_stage') ?? '';
    try {
      const write = prepareUpdate(portal, found, { hs_pipeline_stage: stage }, true);
      applyWrite(portal, write, { source: 'CRM_UI', sourceId: 'userId:1', userId: 1 });
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      show(response, fault.status, page(contextOf(request), fault.message, markup`<h1>${fault.message}</h1>`));
      return;
    }
    portal.storage.commit();
    changed();
    response.redirect(303, request.originalUrl);
  });
}
