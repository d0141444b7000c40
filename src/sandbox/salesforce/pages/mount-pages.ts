import type { Express, Request, Response } from 'express';
import { markup } from '../../shared/markup.ts';
import { normalizeId } from '../ids.ts';
import type { ComponentSettings } from '../options.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import { hasComponents, mountComponents, viewerOf } from './components.ts';
import { type PageContext, page } from './layout.ts';
import { homePage, listPage, portfolioPage } from './list-page.ts';
import { type RenderCard, recordPage } from './record-page.ts';
import { wordsIn } from './words.ts';

export interface PageOptions {
  readonly renderCard: RenderCard | undefined;
  readonly components: ComponentSettings | undefined;
}

/**
 * The pages that people look at: home, lists, records (`/lightning/r/Contact/{id}/view`, or `/{id}` alone), the app's tab.
 * `?lang=es` (or `language`) and `?user=` (a user name) say in which language and as whom.
 */
export function mountPages(app: Express, org: Org, { renderCard, components }: PageOptions): void {
  if (components) mountComponents(app, org, components);

  function contextOf(request: Request): PageContext {
    const url = new URL(request.originalUrl, 'http://sandbox');
    const query = url.searchParams;
    const asked = query.get('language') ?? query.get('lang') ?? request.acceptsLanguages('en', 'es');
    return {
      ...{ org, url, language: asked === 'es' ? 'es' : 'en' },
      viewerId: viewerOf(org, query.get('user') ?? undefined),
      lightning: hasComponents(components),
    };
  }

  function recordOf(given: string): StoredRecord | undefined {
    const id = normalizeId(given);
    const schema = id === undefined ? undefined : org.schema.ofId(id);
    return id !== undefined && schema ? org.records.find(schema.definition.name, id) : undefined;
  }

  function show(response: Response, status: number, html: string): void {
    response
      .status(status)
      .set(
        'Content-Security-Policy',
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'",
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

  function showRecord(request: Request, response: Response): void {
    const record = recordOf(String(request.params.id));
    if (record) show(response, 200, recordPage(contextOf(request), record, renderCard));
    else missing(request, response);
  }

  app.get('/', (request, response) => show(response, 200, homePage(contextOf(request))));
  app.get('/lightning/n/Pulso_Portfolio', (request, response) => {
    const context = contextOf(request);
    if (context.lightning) show(response, 200, portfolioPage(context));
    else missing(request, response);
  });
  app.get('/lightning/o/:object/list', (request, response) => {
    const schema = org.schema.find(String(request.params.object));
    if (schema && !schema.definition.event) show(response, 200, listPage(contextOf(request), schema));
    else missing(request, response);
  });
  app.get(['/lightning/r/:object/:id/view', '/lightning/r/:id/view'], showRecord);
  app.get('/:id', (request, response, next) => {
    if (recordOf(String(request.params.id))) showRecord(request, response);
    else next();
  });
}
